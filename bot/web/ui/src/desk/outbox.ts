import { backoff } from "../stream";
import { Refused } from "./api";
import type { Caution, Saying } from "./wire/talk";

export interface Entry extends Saying {
  buyer: string;
  at: string;
  /** Set when the door has refused it for good: why, in words. */
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
  /** The promise guard has something to say: the words go back to where they were written. */
  returned: (entry: Entry, cautions: Caution[]) => void;
  changed: (entries: Entry[]) => void;
  words: (refused: Refused) => string;
  /** Runs `work` while no other tab runs it. */
  alone?: (work: () => Promise<void>) => Promise<void>;
}

/**
 * What the agent has said and the door has not yet taken. Lives in the shelf, so it outlasts the page; each entry
 * keeps its id through every try, so the door takes it once.
 */
export class Outbox {
  entries: Entry[] = [];
  private running = false;
  private again = false;
  private stopped = false;
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
    this.again = true;
    if (this.running) return;
    this.running = true;
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        await (this.options.alone ?? ((work) => work()))(() => this.drain());
      }
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async drain(): Promise<void> {
    while (!this.stopped) {
      this.reload();
      const entry = this.entries.find((candidate) => candidate.failed === undefined);
      if (!entry) return;
      try {
        await this.options.deliver(entry);
      } catch (error) {
        const refused = error instanceof Refused ? error : new Refused(0, "unreachable", "");
        if (refused.cautions) {
          this.drop(entry.id);
          this.options.returned(entry, refused.cautions);
          continue;
        }
        if (refused.final) {
          const failed = this.options.words(refused);
          this.update((entries) => entries.map((other) => (other.id === entry.id ? { ...other, failed } : other)));
          continue;
        }
        // A lost session is mended by signing in again, not by waiting.
        if (refused.status !== 401) this.later(refused.retryAfter ?? 0);
        return;
      }
      this.attempt = 0;
      this.drop(entry.id);
    }
  }

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
