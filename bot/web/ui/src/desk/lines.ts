import type { Message } from "../api";
import { day } from "../when";
import type { Entry } from "./outbox";

/** Messages by their place, each once; the newer telling of one wins. */
export function merge(old: Message[], more: Message[]): Message[] {
  const bySeq = new Map(old.map((message) => [message.seq, message]));
  for (const message of more) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/** The newest page on top of what is loaded; where a hole would stand between them, the page alone. */
export function onTop(old: Message[], more: boolean, page: Message[], pageMore: boolean) {
  const first = page[0]?.seq ?? 0;
  const last = old.at(-1)?.seq ?? 0;
  if (!old.length || !page.length || first > last + 1) return { messages: page, more: pageMore };
  // What the page no longer holds, though it reaches over it, has been erased.
  const older = old.filter((message) => message.seq < first);
  const later = old.filter((message) => message.seq > page.at(-1)!.seq);
  return { messages: [...older, ...page, ...later], more: older.length ? more : pageMore };
}

export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; message: Message; head: boolean }
  | { kind: "entry"; key: string; entry: Entry };

const PAUSE = 5 * 60_000;

/** What the talk shows, top to bottom: days, messages, then what is on its way. */
export function items(messages: Message[], entries: Entry[]): Item[] {
  const found: Item[] = [];
  let before: Message | null = null;
  for (const message of messages) {
    const newDay = !before || day(before.at) !== day(message.at);
    if (newDay) found.push({ kind: "day", key: `day-${message.seq}`, at: message.at });
    const gap = !before || Date.parse(message.at) - Date.parse(before.at) > PAUSE;
    const head = newDay || gap || before?.from !== message.from || before?.name !== message.name;
    found.push({ kind: "message", key: `${message.seq}`, message, head });
    before = message;
  }
  const stored = new Set(messages.map((message) => message.id));
  for (const entry of entries) {
    if (!stored.has(entry.id)) found.push({ kind: "entry", key: entry.id, entry });
  }
  return found;
}
