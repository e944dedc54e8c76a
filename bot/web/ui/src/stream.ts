import { Expired, type Tokens } from "./api";

export interface ServerEvent {
  event: string;
  id: string | null;
  data: string;
}

/** Takes the text of an event stream in pieces of any size and gives back the whole events in it. */
export class EventParser {
  private rest = "";
  private event = "";
  private id: string | null = null;
  private data: string[] = [];

  push(text: string): ServerEvent[] {
    const events: ServerEvent[] = [];
    this.rest += text;
    for (;;) {
      const end = this.rest.search(/[\r\n]/);
      // A lone CR at the very end may be half of a CRLF.
      if (end < 0 || (this.rest[end] === "\r" && end === this.rest.length - 1)) return events;
      const line = this.rest.slice(0, end);
      this.rest = this.rest.slice(end + (this.rest.startsWith("\r\n", end) ? 2 : 1));
      const event = this.line(line);
      if (event) events.push(event);
    }
  }

  private line(line: string): ServerEvent | null {
    if (line === "") {
      const event = this.data.length
        ? { event: this.event || "message", id: this.id, data: this.data.join("\n") }
        : null;
      this.event = "";
      this.id = null;
      this.data = [];
      return event;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.event = value;
    else if (field === "data") this.data.push(value);
    else if (field === "id") this.id = value;
    return null;
  }
}

/** Seconds to wait before try number `attempt` (from 0): 1, 2, 4, … 30. */
export function backoff(attempt: number): number {
  return Math.min(2 ** attempt, 30);
}

export type LinkState = "connecting" | "live" | "waiting" | "offline" | "expired";

export interface StreamOptions {
  url: string;
  tokens: Tokens;
  last: () => number | null;
  onEvent: (event: ServerEvent) => void;
  onState: (state: LinkState) => void;
}

// The server writes something every 15 s; a line silent for longer is dead.
const SILENCE = 40_000;

export class Stream {
  private stopped = true;
  private abort: AbortController | null = null;
  private wake: (() => void) | null = null;

  constructor(private readonly options: StreamOptions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    addEventListener("online", this.kick);
    addEventListener("offline", this.offline);
    document.addEventListener("visibilitychange", this.seen);
    void this.run();
  }

  stop(): void {
    this.stopped = true;
    removeEventListener("online", this.kick);
    removeEventListener("offline", this.offline);
    document.removeEventListener("visibilitychange", this.seen);
    this.abort?.abort();
    this.kick();
  }

  /** Ends the present wait, if any. */
  kick = (): void => this.wake?.();

  private seen = (): void => {
    if (document.visibilityState === "visible") this.kick();
  };

  private offline = (): void => {
    this.abort?.abort();
    this.options.onState("offline");
  };

  private async run(): Promise<void> {
    let attempt = 0;
    while (!this.stopped) {
      let state: LinkState = "waiting";
      let seconds: number | null = null;
      try {
        await this.read(() => (attempt = 0));
      } catch (error) {
        if (error instanceof Expired) state = "expired";
        else if (error instanceof Later) seconds = error.seconds;
      }
      if (this.stopped) return;
      if (!navigator.onLine && state === "waiting") state = "offline";
      this.options.onState(state);
      await this.pause(state === "expired" ? null : Math.max(seconds ?? 0, backoff(attempt)));
      attempt += 1;
    }
  }

  private async read(onData: () => void): Promise<void> {
    this.options.onState("connecting");
    let response = await this.open(this.options.tokens.token());
    if (response.status === 401) response = await this.open(await this.options.tokens.renew());
    if (response.status === 401) throw new Expired();
    if (!response.ok || !response.body) throw new Later(Number(response.headers.get("Retry-After")) || 0);
    this.options.onState("live");
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const parser = new EventParser();
    for (;;) {
      const watchdog = setTimeout(() => this.abort?.abort(), SILENCE);
      const { done, value } = await reader.read().finally(() => clearTimeout(watchdog));
      if (done) return;
      onData();
      parser.push(decoder.decode(value, { stream: true })).forEach(this.options.onEvent);
    }
  }

  private async open(token: string): Promise<Response> {
    this.abort = new AbortController();
    const last = this.options.last();
    const timer = setTimeout(() => this.abort?.abort(), SILENCE);
    return fetch(this.options.url, {
      headers: {
        Accept: "text/event-stream",
        Authorization: `Bearer ${token}`,
        ...(last === null ? {} : { "Last-Event-ID": String(last) }),
      },
      cache: "no-store",
      credentials: "omit",
      signal: this.abort.signal,
    }).finally(() => clearTimeout(timer));
  }

  private pause(seconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      // Up to a fifth shorter, so that many windows do not come back in the same instant.
      const timer = seconds === null ? undefined : setTimeout(done, seconds * 1000 * (1 - Math.random() / 5));
      const self = this;
      function done() {
        clearTimeout(timer);
        self.wake = null;
        resolve();
      }
      this.wake = done;
    });
  }
}

class Later extends Error {
  constructor(readonly seconds: number) {
    super();
  }
}
