import { ApiError, Expired, type Outgoing } from "./api";
import { backoff } from "./stream";

export interface Entry extends Outgoing {
  kind: "text" | "person";
  at: string;
  /** Set when the door has refused it for good: why, in the buyer's words. */
  failed?: string;
}

export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface OutboxOptions {
  key: string;
  shelf: Shelf;
  deliver: (entry: Entry) => Promise<void>;
  changed: (entries: Entry[]) => void;
  /** Runs `work` while no other tab runs it. */
  alone?: (work: () => Promise<void>) => Promise<void>;
}

/**
 * What the buyer has said and the door has not yet taken. Lives in the shelf, so it outlasts the page and is shared
 * by the buyer's tabs; each entry keeps its id through every try, so the door takes it once.
 */
export class Outbox {
  entries: Entry[] = [];
  private running = false;
  private again = false;
  private attempt = 0;
  private shelved = true;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: OutboxOptions) {
    this.reload();
  }

  add(entry: Entry): void {
    this.update((entries) => [...entries, entry]);
    void this.flush();
  }

  retry(id: string): void {
    this.update((entries) => entries.map((entry) => (entry.id === id ? { ...entry, failed: undefined } : entry)));
    this.attempt = 0;
    void this.flush();
  }

  drop(id: string): void {
    this.update((entries) => entries.filter((entry) => entry.id !== id));
  }

  /** Another tab has written, or the page has just been opened. */
  reload(): void {
    this.entries = this.read();
    this.options.changed(this.entries);
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      do {
        this.again = false;
        await (this.options.alone ?? ((work) => work()))(() => this.drain());
      } while (this.again);
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.drain = async () => {};
  }

  private drain = async (): Promise<void> => {
    for (;;) {
      this.reload();
      const entry = this.entries.find((candidate) => candidate.failed === undefined);
      if (!entry) return;
      try {
        await this.options.deliver(entry);
      } catch (error) {
        if (error instanceof ApiError && error.final) {
          this.update((entries) =>
            entries.map((other) => (other.id === entry.id ? { ...other, failed: error.message } : other)),
          );
          continue;
        }
        this.again = false;
        // An expired login is mended by a new token, not by waiting.
        if (!(error instanceof Expired)) this.later(error instanceof ApiError ? (error.retryAfter ?? 0) : 0);
        return;
      }
      this.attempt = 0;
      this.drop(entry.id);
    }
  };

  private later(seconds: number): void {
    const wait = Math.max(seconds, backoff(this.attempt));
    this.attempt += 1;
    this.timer = setTimeout(() => void this.flush(), wait * 1000);
  }

  private update(change: (entries: Entry[]) => Entry[]): void {
    this.entries = change(this.read());
    try {
      this.options.shelf.setItem(this.options.key, JSON.stringify(this.entries));
    } catch {
      // Full or forbidden storage: this page's memory must do.
      this.shelved = false;
    }
    this.options.changed(this.entries);
  }

  private read(): Entry[] {
    if (!this.shelved) return this.entries;
    try {
      const entries: unknown = JSON.parse(this.options.shelf.getItem(this.options.key) ?? "[]");
      return Array.isArray(entries) ? (entries as Entry[]) : [];
    } catch {
      return [];
    }
  }
}
