import { uuid } from "../ids";
import { Api, links, Refused } from "./api";
import { ComposingKeeper } from "./keepers/composing";
import { QueueKeeper } from "./keepers/queue";
import { TalkKeeper } from "./keepers/talk";
import { UndoKeeper } from "./keepers/undo";
import { Live, type Link } from "./live";
import { now } from "./now";
import type { Entry, Outbox } from "./outbox";
import { outboxOf } from "./sending";
import { sound } from "./sound";
import { Store } from "./store";
import { queue as queueWords, title, undo as undoWords } from "./texts";
import type { Me, Mode, Presence } from "./wire/people";
import type { Row } from "./wire/queue";
import type { Decided } from "./wire/side";
import { wordsOf } from "./words";

export interface DeskState {
  /** Signed in or not; null while that is being asked. */
  me: Me | null | undefined;
  expired: boolean;
  trouble: string | null;
  link: Link;
  outbox: Entry[];
  /** For screen readers: what has just come in. */
  spoken: string;
}

export type Notify = (kind: "info" | "success" | "error" | "warning", text: string) => void;

const HEARD = 250;

/** Everything behind the desk's pages: who is signed in, what is open, what comes in. */
export class Desk extends Store<DeskState> {
  /** Where toasts go; the page puts its own in. */
  notify: Notify = () => {};

  readonly api = new Api({ csrf: () => this.get().me?.csrf ?? "", signedOut: () => this.signedOut() });
  readonly composing = new ComposingKeeper();
  readonly undo = new UndoKeeper();
  readonly queue = new QueueKeeper(this.api, {
    waiting: (count) => this.call(queueWords.newWaiting(count), "waiting"),
    words: (rows) => this.words(rows),
  });
  readonly talk = new TalkKeeper(
    this.api,
    (kind, text) => this.notify(kind, text),
    () => void this.queue.reload(),
  );
  private outbox: Outbox | null = null;
  private last: string | null = null;
  private readonly live = new Live({
    url: links.events,
    onEvent: (name, data) => this.event(name, data),
    onLink: (link) => this.linked(link),
  });

  constructor() {
    super({ me: undefined, expired: false, trouble: null, link: "connecting", outbox: [], spoken: "" });
    this.queue.subscribe(() => void (document.title = title(this.get().me ? this.queue.get().counts.waiting : 0)));
    addEventListener("storage", () => this.outbox?.reload());
  }

  async start(): Promise<void> {
    this.set({ trouble: null });
    try {
      this.begin(await this.api.me());
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.set({ me: null, expired: false });
      else this.set({ trouble: wordsOf(error) });
    }
  }

  async signIn(name: string, password: string): Promise<void> {
    this.begin(await this.api.signIn(name, password));
  }

  async signOut(): Promise<void> {
    await this.api.signOut().catch(() => {});
    this.signedOut();
    this.forget();
    this.set({ expired: false });
  }

  async present(presence: Presence): Promise<void> {
    await this.act(async () => {
      await this.api.presence(presence);
      this.set({ me: { ...this.get().me!, presence } });
    });
  }

  async mode(mode: Mode, done: string): Promise<void> {
    await this.act(async () => this.set({ me: await this.api.mode(mode) }), done);
  }

  /** Carries out a call; says so, or why not. */
  async act<T>(work: () => Promise<T>, done?: string): Promise<T | undefined> {
    try {
      const result = await work();
      if (done) this.notify("success", done);
      return result;
    } catch (error) {
      this.notify("error", wordsOf(error));
      this.behind(error);
      return undefined;
    }
  }

  say(buyer: string, text: string, draft: number | null, overrule = ""): void {
    const at = new Date(now()).toISOString();
    this.outbox?.add({ id: uuid(), buyer, text, draft, overrule, at });
  }

  retry = (id: string) => this.outbox?.retry(id);
  drop = (id: string) => this.outbox?.drop(id);

  takeBack(entry: Entry): void {
    this.drop(entry.id);
    this.composing.returned(entry.buyer, entry.text, entry.draft, []);
  }

  decided(decided: Decided, text: string): void {
    if (!this.undo.add(decided, text)) this.notify("success", text);
  }

  async undoDecision(number: number): Promise<void> {
    const done = await this.act(async () => {
      await this.api.undo(number);
      return true;
    }, undoWords.done);
    if (done) this.undo.drop(number);
    void this.talk.reloadSide();
  }

  reconnect = () => this.live.now();

  private begin(me: Me): void {
    if (this.last !== null && this.last !== me.id) this.forget();
    this.last = me.id;
    this.set({ me, expired: false, trouble: null });
    this.outbox?.stop();
    this.outbox = outboxOf(this, me);
    this.live.start();
    void this.queue.reload();
    this.talk.stale();
    void this.outbox.flush();
  }

  /** Where somebody was quicker, what is on show has passed. */
  behind(error: unknown): void {
    if (!(error instanceof Refused) || error.status !== 409) return;
    this.talk.stale();
    void this.queue.reload();
  }

  private signedOut(): void {
    this.live.stop();
    this.outbox?.stop();
    const { me } = this.get();
    this.set({ me: null, expired: Boolean(me) });
    document.title = title(0);
  }

  /** What was written stays with the page for whoever signs in again, but not for somebody else. */
  private forget(): void {
    this.composing.forget();
    this.talk.forget();
    this.queue.set({ rows: [], mine: [], loaded: null, cursor: null, incidents: [] });
  }

  private linked(link: Link): void {
    this.set({ link });
    if (link === "lost") {
      // A lost session ends the stream too, and only an ordinary call tells the one from the other.
      setTimeout(() => this.get().me && void this.api.me().catch(() => {}), HEARD);
      return;
    }
    // Nothing tells what went by while the line was down.
    void this.queue.reload();
    this.talk.stale();
    void this.outbox?.flush();
  }

  private event(name: "queue" | "talk" | "typing", data: string): void {
    if (name === "queue") return void this.queue.reload();
    const buyer = buyerOf(data);
    if (buyer === null || buyer !== this.talk.get().open?.buyer) return;
    if (name === "typing") return this.talk.typed(buyer);
    void this.talk.reload();
    void this.talk.reloadSide();
  }

  private words(rows: Row[]): void {
    const first = rows[0]!;
    this.call(queueWords.newWords(first.buyer_id, first.last_text), "words");
  }

  private call(spoken: string, kind: "waiting" | "words"): void {
    sound.play(kind);
    this.set({ spoken });
  }
}

function buyerOf(data: string): string | null {
  try {
    const { buyer_id } = JSON.parse(data) as { buyer_id?: unknown };
    return typeof buyer_id === "string" ? buyer_id : null;
  } catch {
    return null;
  }
}
