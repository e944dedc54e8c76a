import type { Message } from "../../api";
import { coalesced } from "../again";
import { Refused, type Api, type TalkStep } from "../api";
import { merge, onTop } from "../lines";
import { now, setNow } from "../now";
import { Store } from "../store";
import { talk as words } from "../texts";
import type { Side } from "../wire/side";
import type { Draft, Step, Talk } from "../wire/talk";
import { wordsOf } from "../words";

export interface Open {
  buyer: string;
  talk: Talk | null;
  messages: Message[];
  more: boolean;
  older: "idle" | "loading" | "failed";
  side: Side | null;
  trouble: string | null;
  sideTrouble: string | null;
  typedAt: number;
}

export interface TalkState {
  open: Open | null;
}

const KEPT = 30;
const blank = (buyer: string): Open => ({
  buyer,
  talk: null,
  messages: [],
  more: false,
  older: "idle",
  side: null,
  trouble: null,
  sideTrouble: null,
  typedAt: 0,
});

/** The open talk. Those looked at lately are kept, so going back and forth shows them at once. */
export class TalkKeeper extends Store<TalkState> {
  private readonly kept = new Map<string, Open>();
  private asked = 0;

  constructor(
    private readonly api: Api,
    private readonly notify: (kind: "info" | "success" | "error", text: string) => void,
    private readonly changed: () => void,
  ) {
    super({ open: null });
  }

  show(buyer: string | null): void {
    if (buyer === (this.get().open?.buyer ?? null)) return;
    this.set({ open: buyer === null ? null : (this.kept.get(buyer) ?? blank(buyer)) });
    if (buyer === null) return;
    void this.load();
    void this.loadSide();
  }

  reload = coalesced(() => this.load());
  reloadSide = coalesced(() => this.loadSide());

  /** Everything that is on show or kept may be out of date. */
  stale(): void {
    const { open } = this.get();
    this.kept.clear();
    if (!open) return;
    this.kept.set(open.buyer, open);
    void this.reload();
    void this.reloadSide();
  }

  forget(): void {
    this.kept.clear();
    this.set({ open: null });
  }

  async older(): Promise<void> {
    const { open } = this.get();
    const first = open?.messages[0]?.seq;
    if (!open || first === undefined || open.older === "loading") return;
    const { buyer } = open;
    this.put(buyer, { older: "loading" });
    try {
      const page = await this.api.older(buyer, first);
      const messages = merge(page.messages, this.kept.get(buyer)?.messages ?? []);
      this.put(buyer, { messages, more: page.more && page.messages.length > 0, older: "idle" });
    } catch {
      this.put(buyer, { older: "failed" });
    }
  }

  /** Refused with "changed": somebody was quicker. True when it was carried out. */
  async step(
    kind: TalkStep,
    step: Omit<Step, "version">,
    done: string,
    talk = this.get().open?.talk,
  ): Promise<boolean> {
    if (!talk) return false;
    try {
      this.take(await this.api.step(talk.buyer_id, kind, { ...step, version: talk.version }));
      this.notify("success", done);
      this.changed();
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status === 409) {
        await this.load();
        const who = this.kept.get(talk.buyer_id)?.talk;
        this.notify("info", words.changed(kind === "take" && who?.owner === "agent" ? who.agent : null));
        this.changed();
      } else this.notify("error", wordsOf(error));
      return false;
    }
  }

  said(buyer: string, message: Message): void {
    const open = this.kept.get(buyer);
    if (open) this.put(buyer, { messages: merge(open.messages, [message]) });
  }

  async note(buyer: string, text: string): Promise<void> {
    const note = await this.api.note(buyer, text);
    const talk = this.kept.get(buyer)?.talk;
    if (talk && !talk.notes.some((known) => known.number === note.number)) {
      this.put(buyer, { talk: { ...talk, notes: [...talk.notes, note] } });
    }
  }

  /** The draft is out of the way at once; the door is told, and told off when it disagrees. */
  decided(draft: Draft, outcome: Draft["outcome"]): void {
    const open = this.get().open;
    if (!open?.talk) return;
    const drafts = open.talk.drafts.map((each) => (each.number === draft.number ? { ...each, outcome } : each));
    this.put(open.buyer, { talk: { ...open.talk, drafts } });
  }

  typed(buyer: string): void {
    this.put(buyer, { typedAt: now() });
  }

  private async load(): Promise<void> {
    const buyer = this.get().open?.buyer;
    if (buyer === undefined) return;
    const turn = (this.asked += 1);
    try {
      const talk = await this.api.talk(buyer);
      // An answer that a later question has overtaken would show what has passed.
      if (turn === this.asked || this.get().open?.buyer !== buyer) this.take(talk);
    } catch (error) {
      this.put(buyer, { trouble: wordsOf(error) });
    }
  }

  private async loadSide(): Promise<void> {
    const buyer = this.get().open?.buyer;
    if (buyer === undefined) return;
    try {
      this.put(buyer, { side: await this.api.side(buyer), sideTrouble: null });
    } catch (error) {
      this.put(buyer, { sideTrouble: wordsOf(error) });
    }
  }

  private take(talk: Talk): void {
    setNow(talk.now);
    const old = this.kept.get(talk.buyer_id) ?? blank(talk.buyer_id);
    const { messages, more } = onTop(old.messages, old.more, talk.messages, talk.more);
    const heard = messages.at(-1)?.from === "buyer" && messages.at(-1)!.seq > (old.messages.at(-1)?.seq ?? 0);
    this.put(talk.buyer_id, { talk, messages, more, trouble: null, ...(heard ? { typedAt: 0 } : {}) });
  }

  private put(buyer: string, change: Partial<Open>): void {
    const open = { ...(this.kept.get(buyer) ?? blank(buyer)), ...change };
    this.kept.delete(buyer);
    this.kept.set(buyer, open);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= KEPT) break;
      this.kept.delete(oldest);
    }
    if (this.get().open?.buyer === buyer) this.set({ open });
  }
}
