import {
  Api,
  ApiError,
  Expired,
  type Case,
  type Checklist,
  type Limits,
  type Message,
  type OrderCard,
  type Talk,
  type Tokens,
} from "./api";
import { uuid } from "./ids";
import { Media } from "./media";
import { Outbox, type Entry } from "./outbox";
import { shelf } from "./shelf";
import { initial, reduce, TYPING_LASTS, unread, type Action, type State } from "./state";
import { backoff, Stream, type ServerEvent } from "./stream";
import { header, media as words } from "./texts";
import { kindOf, refusal, sendFile, type Batch, type Upload } from "./upload";
import { setClock } from "./when";

export const LIMITS: Limits = { text: 2000, picture_bytes: 10 << 20, video_bytes: 50 << 20, files: 6 };
const AT_ONCE = 2;

/** Ties the parts together for one buyer: what comes in becomes actions, what the buyer does becomes calls. */
export class Controller {
  state: State = initial;
  /** Has the buyer said anything since this page was opened? */
  spoke = false;
  readonly api: Api;
  readonly media: Media;
  private readonly outbox: Outbox;
  private readonly stream: Stream;
  private readonly files = new Map<string, File>();
  private listeners = new Set<() => void>();
  private stopped = false;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tokens: Tokens,
    private readonly buyer: string,
    private readonly onUnread: (count: number) => void,
  ) {
    this.api = new Api(tokens);
    this.media = new Media(this.api);
    this.outbox = new Outbox({
      key: this.key("outbox"),
      shelf,
      changed: (entries) => this.dispatch({ type: "outbox", entries }),
      deliver: (entry) => this.loggedIn(() => this.deliver(entry)),
      alone: (work) => this.alone(work),
    });
    this.stream = new Stream({
      url: "/api/events",
      tokens,
      last: () => this.state.streamed,
      onEvent: (event) => this.hear(event),
      onState: (link) => {
        this.dispatch({ type: "link", link });
        if (link === "live") void this.connected();
      },
    });
  }

  start(): void {
    addEventListener("storage", this.stored);
    addEventListener("online", this.retry);
    void this.open();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    removeEventListener("storage", this.stored);
    removeEventListener("online", this.retry);
    this.stream.stop();
    this.outbox.stop();
    this.media.close();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): State => this.state;

  /** Try again now: the buyer asked, or a new token is here. */
  retry = (): void => {
    if (!this.state.ready) void this.open();
    else this.stream.kick();
    void this.outbox.flush();
  };

  say = (text: string, order_no: string | null = null): void => {
    this.outbox.add({ id: uuid(), kind: "text", text, evidence: [], order_no, at: new Date().toISOString() });
  };

  sendOrder = (card: OrderCard): void => this.say(card.say, card.order_no);

  person = (): void => {
    const at = new Date().toISOString();
    this.outbox.add({ id: uuid(), kind: "person", text: header.person, evidence: [], order_no: null, at });
  };

  resend = (id: string): void => this.outbox.retry(id);
  unsend = (id: string): void => this.outbox.drop(id);

  async older(): Promise<void> {
    const first = this.state.messages[0];
    if (!first || !this.state.more || this.state.older === "loading") return;
    this.dispatch({ type: "older-state", older: "loading" });
    try {
      this.dispatch({ type: "older", ...(await this.api.messages(first.seq)) });
    } catch {
      this.dispatch({ type: "older-state", older: "failed" });
    }
  }

  seen(): void {
    if (unread(this.state) === 0) return;
    this.dispatch({ type: "read" });
    this.note("read", String(this.state.read));
  }

  async rate(stars: number, text: string): Promise<void> {
    await this.api.rate(stars, text);
    if (this.state.talk) this.dispatch({ type: "talk", talk: { ...this.state.talk, rated: true } });
  }

  note(name: string, value: string): void {
    try {
      shelf.setItem(this.key(name), value);
    } catch {
      // Only a convenience.
    }
  }

  noted(name: string): string | null {
    return shelf.getItem(this.key(name));
  }

  // Pictures and videos

  attach = (files: File[]): void => {
    const limits = this.state.talk?.limits ?? LIMITS;
    for (let start = 0; start < files.length; start += limits.files) {
      const uploads = files.slice(start, start + limits.files).map((file): Upload => {
        const error = refusal(file, limits);
        const id = uuid();
        if (!error) this.files.set(id, file);
        return {
          id,
          name: file.name,
          kind: kindOf(file) ?? "picture",
          preview: kindOf(file) ? this.media.preview(file) : "",
          progress: 0,
          state: error ? "failed" : "waiting",
          error: error ?? "",
          retryable: !error,
          evidence: null,
        };
      });
      this.dispatch({ type: "batch", batch: { id: uuid(), at: new Date().toISOString(), uploads } });
    }
    this.pump();
  };

  reupload = (batch: string, id: string): void => {
    this.dispatch({ type: "upload", batch, id, change: { state: "waiting", error: "", progress: 0 } });
    this.pump();
  };

  unattach = (batch: string, id: string): void => {
    this.files.delete(id);
    this.dispatch({ type: "upload-drop", batch, id });
    this.post(batch);
  };

  private pump(): void {
    const all = this.state.batches.flatMap((batch) => batch.uploads.map((upload) => ({ batch, upload })));
    let free = AT_ONCE - all.filter(({ upload }) => upload.state === "sending").length;
    for (const { batch, upload } of all) {
      if (free <= 0) return;
      if (upload.state !== "waiting") continue;
      free -= 1;
      void this.upload(batch, upload);
    }
  }

  private async upload(batch: Batch, { id, preview }: Upload): Promise<void> {
    const file = this.files.get(id);
    if (!file) return;
    const change = (part: Partial<Upload>) => this.dispatch({ type: "upload", batch: batch.id, id, change: part });
    change({ state: "sending" });
    try {
      const evidence = await this.loggedIn(() => sendFile(id, file, this.tokens, (progress) => change({ progress })));
      this.media.keep(evidence.id, preview);
      this.files.delete(id);
      change({ state: "done", progress: 1, evidence });
      this.post(batch.id);
    } catch (error) {
      const final = error instanceof ApiError && error.final;
      const reason = error instanceof ApiError ? error.message : "";
      change({ state: "failed", retryable: !final, error: reason || words.unsent });
    }
    this.pump();
  }

  /** Says the batch as a message once nothing of it is left to upload. */
  private post(id: string): void {
    const batch = this.state.batches.find((candidate) => candidate.id === id);
    if (!batch || batch.uploads.some((upload) => upload.state !== "done")) return;
    const evidence = batch.uploads.flatMap((upload) => (upload.evidence ? [upload.evidence.id] : []));
    this.outbox.add({ id, kind: "text", text: "", evidence, order_no: null, at: batch.at });
  }

  // What comes in

  private async open(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const [talk, page, cases] = await Promise.all([this.api.talk(), this.api.messages(), this.api.cases()]);
      if (this.stopped) return;
      const read = this.noted("read");
      this.dispatch({ type: "talk", talk });
      this.dispatch({ type: "cases", cases });
      this.dispatch({ type: "first", ...page, read: read === null ? null : Number(read) });
      if (read === null) this.note("read", String(this.state.read));
      this.attempt = 0;
      this.stream.start();
      void this.outbox.flush();
    } catch (error) {
      if (this.stopped) return;
      if (error instanceof Expired) {
        this.dispatch({ type: "link", link: "expired" });
        return;
      }
      this.dispatch({ type: "link", link: navigator.onLine ? "waiting" : "offline" });
      const wait = Math.max(error instanceof ApiError ? (error.retryAfter ?? 0) : 0, backoff(this.attempt));
      this.attempt += 1;
      this.timer = setTimeout(() => void this.open(), wait * 1000);
    }
  }

  private fresh = true;

  private async connected(): Promise<void> {
    void this.outbox.flush();
    for (const batch of this.state.batches) {
      for (const upload of batch.uploads) {
        if (upload.state === "failed" && upload.retryable) this.reupload(batch.id, upload.id);
      }
    }
    // Right after opening, both are new already.
    if (this.fresh) {
      this.fresh = false;
      return;
    }
    try {
      const [talk, cases] = await Promise.all([this.api.talk(), this.api.cases()]);
      this.dispatch({ type: "talk", talk });
      this.dispatch({ type: "cases", cases });
    } catch {
      // The stream brings the next change.
    }
  }

  private hear({ event, data }: ServerEvent): void {
    let body: unknown;
    try {
      body = JSON.parse(data);
    } catch {
      return;
    }
    switch (event) {
      case "message":
        return this.dispatch({ type: "message", message: body as Message, streamed: true });
      case "talk":
        return this.dispatch({ type: "talk", talk: body as Talk });
      case "checklist":
        return this.dispatch({ type: "checklist", checklist: body as Checklist | null });
      case "cases":
        return this.dispatch({ type: "cases", cases: (body as { cases: Case[] }).cases });
      case "typing": {
        const at = Date.now();
        this.dispatch({ type: "typing", who: (body as { who: "bot" | "agent" }).who, at });
        setTimeout(() => this.dispatch({ type: "typing-over", at }), TYPING_LASTS);
      }
    }
  }

  private async deliver(entry: Entry): Promise<void> {
    this.spoke = true;
    if (entry.kind === "person") return this.api.person(entry.id);
    const { id, text, evidence, order_no } = entry;
    const message = await this.api.send({ id, text, evidence, order_no });
    this.dispatch({ type: "message", message, streamed: false });
  }

  /** The stream may outlive the login, so calls watch it too. */
  private async loggedIn<T>(call: () => Promise<T>): Promise<T> {
    try {
      const result = await call();
      this.dispatch({ type: "expired", expired: false });
      return result;
    } catch (error) {
      if (error instanceof Expired) this.dispatch({ type: "expired", expired: true });
      throw error;
    }
  }

  /** One tab at a time, where the browser can say so; the ids keep it safe where it cannot. */
  private async alone(work: () => Promise<void>): Promise<void> {
    let begun = false;
    const begin = () => {
      begun = true;
      return work();
    };
    try {
      await navigator.locks.request(this.key("outbox"), begin);
    } catch (error) {
      if (begun) throw error;
      await work();
    }
  }

  private stored = (event: StorageEvent): void => {
    if (event.key === this.key("outbox")) this.outbox.reload();
  };

  private key(name: string): string {
    return `qinqin.${name}.${this.buyer}`;
  }

  private dispatch(action: Action): void {
    if (this.stopped) return;
    if (action.type === "talk") setClock(action.talk.now);
    const before = unread(this.state);
    this.state = reduce(this.state, action);
    if (unread(this.state) !== before) this.onUnread(unread(this.state));
    this.listeners.forEach((listener) => listener());
  }
}
