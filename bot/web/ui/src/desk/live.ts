import { backoff } from "../stream";

export type Link = "connecting" | "live" | "lost";

export interface LiveOptions {
  url: string;
  onEvent: (name: "queue" | "talk" | "typing", data: string) => void;
  onLink: (link: Link) => void;
}

// An event comes at least every 15 s, be it only to look again; a line silent for longer is dead.
const SILENCE = 40_000;

/** Server-sent events that come back by themselves, also where the browser's own EventSource gives up. */
export class Live {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;

  constructor(private readonly options: LiveOptions) {}

  start(): void {
    this.stop();
    addEventListener("online", this.now);
    this.open();
  }

  stop(): void {
    removeEventListener("online", this.now);
    this.shut();
  }

  now = (): void => {
    this.attempt = 0;
    this.shut();
    this.open();
  };

  private open(): void {
    const source = new EventSource(this.options.url);
    this.source = source;
    source.onopen = () => {
      this.attempt = 0;
      this.heard();
      this.options.onLink("live");
    };
    source.onerror = () => this.lost();
    source.onmessage = () => this.heard();
    source.addEventListener("ping", () => this.heard());
    for (const name of ["queue", "talk", "typing"] as const) {
      source.addEventListener(name, (event) => {
        this.heard();
        this.options.onEvent(name, String((event as MessageEvent).data));
      });
    }
    this.heard();
  }

  private heard(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), SILENCE);
  }

  private lost(): void {
    this.shut();
    this.options.onLink("lost");
    this.timer = setTimeout(() => this.open(), backoff(this.attempt) * 1000 * (1 - Math.random() / 5));
    this.attempt += 1;
  }

  private shut(): void {
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.source?.close();
    this.source = null;
  }
}
