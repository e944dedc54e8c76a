import type { Api } from "../api";
import { coalesced } from "../again";
import { setNow } from "../now";
import { newWords } from "../rows";
import { Store } from "../store";
import type { Counts, Incident, Queue, Row, View } from "../wire/queue";
import { wordsOf } from "../words";

export interface QueueState {
  view: View;
  rows: Row[];
  mine: Row[];
  counts: Counts;
  incidents: Incident[];
  loaded: View | null;
  trouble: string | null;
  /** Where the keyboard stands. */
  cursor: string | null;
}

const NONE: Counts = { waiting: 0, mine: 0, others: 0, tasks: 0, all: 0 };
const GAP = 600;

export interface QueueNews {
  waiting: (more: number) => void;
  words: (rows: Row[]) => void;
}

/** The list of talks in one view, and beside it always my own, whose buyers must be heard whatever I look at. */
export class QueueKeeper extends Store<QueueState> {
  private asked = 0;

  constructor(
    private readonly api: Api,
    private readonly news: QueueNews,
  ) {
    super({
      view: "waiting",
      rows: [],
      mine: [],
      counts: NONE,
      incidents: [],
      loaded: null,
      trouble: null,
      cursor: null,
    });
  }

  look(view: View): void {
    if (view === this.get().view) return;
    // My own are known already; of other views the rows must not stand under the wrong tab.
    const mine = view === "mine";
    this.set({ view, rows: mine ? this.get().mine : [], loaded: mine ? view : null, cursor: null });
    void this.load().catch(() => {});
  }

  reload = coalesced(() => this.load(), GAP);

  private async load(): Promise<void> {
    const { view } = this.get();
    const turn = (this.asked += 1);
    try {
      const [queue, mine] = await Promise.all([
        this.api.queue(view),
        view === "mine" ? null : this.api.queue("mine"),
      ]);
      setNow(queue.now);
      if (turn === this.asked) this.take(view, queue, (mine ?? queue).rows);
    } catch (error) {
      if (turn === this.asked) this.set({ trouble: wordsOf(error) });
    }
  }

  private take(view: View, queue: Queue, mine: Row[]): void {
    const before = this.get();
    const first = before.loaded === null && before.counts === NONE;
    const counts = { ...NONE, ...queue.counts };
    this.set({ rows: queue.rows, mine, counts, incidents: queue.incidents, loaded: view, trouble: null });
    if (first) return;
    if (counts.waiting > before.counts.waiting) this.news.waiting(counts.waiting);
    const said = newWords(before.mine, mine);
    if (said.length) this.news.words(said);
  }
}
