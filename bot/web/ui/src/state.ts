import type { Case, Checklist, Message, Talk } from "./api";
import type { Entry } from "./outbox";
import type { LinkState } from "./stream";
import type { Batch, Upload } from "./upload";
import { day } from "./when";

export interface State {
  ready: boolean;
  messages: Message[];
  more: boolean;
  older: "idle" | "loading" | "failed";
  /** Newest seq that came in order: from the first page of history or the stream, never from an answer to a post. */
  streamed: number | null;
  talk: Talk | null;
  typing: { who: "bot" | "agent"; at: number } | null;
  checklist: Checklist | null;
  cases: Case[];
  outbox: Entry[];
  batches: Batch[];
  link: LinkState;
  /** The login has run out and the host page has given no new one. */
  expired: boolean;
  read: number;
}

export type Action =
  | { type: "first"; messages: Message[]; more: boolean; read: number | null }
  | { type: "older"; messages: Message[]; more: boolean }
  | { type: "older-state"; older: State["older"] }
  | { type: "message"; message: Message; streamed: boolean }
  | { type: "talk"; talk: Talk }
  | { type: "typing"; who: "bot" | "agent"; at: number }
  | { type: "typing-over"; at: number }
  | { type: "checklist"; checklist: Checklist | null }
  | { type: "cases"; cases: Case[] }
  | { type: "outbox"; entries: Entry[] }
  | { type: "batch"; batch: Batch }
  | { type: "batch-drop"; id: string }
  | { type: "upload"; batch: string; id: string; change: Partial<Upload> }
  | { type: "upload-drop"; batch: string; id: string }
  | { type: "link"; link: LinkState }
  | { type: "expired"; expired: boolean }
  | { type: "read" };

export const initial: State = {
  ready: false,
  messages: [],
  more: false,
  older: "idle",
  streamed: null,
  talk: null,
  typing: null,
  checklist: null,
  cases: [],
  outbox: [],
  batches: [],
  link: "connecting",
  expired: false,
  read: 0,
};

export const TYPING_LASTS = 10_000;

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "first": {
      const messages = merge(state.messages, action.messages);
      const last = newest(action.messages);
      return {
        ...state,
        ready: true,
        messages,
        more: action.more,
        streamed: Math.max(state.streamed ?? 0, last),
        read: action.read ?? last,
      };
    }
    case "older":
      return { ...state, messages: merge(state.messages, action.messages), more: action.more, older: "idle" };
    case "older-state":
      return { ...state, older: action.older };
    case "message": {
      const { message } = action;
      return {
        ...state,
        messages: merge(state.messages, [message]),
        streamed: action.streamed ? Math.max(state.streamed ?? 0, message.seq) : state.streamed,
        typing: message.from === "buyer" ? state.typing : null,
        batches: state.batches.filter((batch) => batch.id !== message.id),
      };
    }
    case "talk":
      return { ...state, talk: action.talk };
    case "typing":
      return { ...state, typing: { who: action.who, at: action.at } };
    case "typing-over":
      return state.typing?.at === action.at ? { ...state, typing: null } : state;
    case "checklist":
      return { ...state, checklist: action.checklist };
    case "cases":
      return { ...state, cases: action.cases };
    case "outbox":
      return { ...state, outbox: action.entries };
    case "batch":
      return { ...state, batches: [...state.batches, action.batch] };
    case "batch-drop":
      return { ...state, batches: state.batches.filter((batch) => batch.id !== action.id) };
    case "upload":
      return {
        ...state,
        batches: state.batches.map((batch) =>
          batch.id === action.batch
            ? { ...batch, uploads: batch.uploads.map((up) => (up.id === action.id ? { ...up, ...action.change } : up)) }
            : batch,
        ),
      };
    case "upload-drop":
      return {
        ...state,
        batches: state.batches
          .map((batch) =>
            batch.id === action.batch
              ? { ...batch, uploads: batch.uploads.filter((up) => up.id !== action.id) }
              : batch,
          )
          .filter((batch) => batch.uploads.length > 0),
      };
    case "link":
      return { ...state, link: action.link, expired: action.link === "live" ? false : state.expired };
    case "expired":
      return state.expired === action.expired ? state : { ...state, expired: action.expired };
    case "read":
      return { ...state, read: Math.max(state.read, newest(state.messages)) };
  }
}

function newest(messages: Message[]): number {
  return messages.reduce((most, message) => Math.max(most, message.seq), 0);
}

function merge(old: Message[], more: Message[]): Message[] {
  const bySeq = new Map(old.map((message) => [message.seq, message]));
  for (const message of more) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

export function unread(state: State): number {
  return state.messages.filter((message) => message.from !== "buyer" && message.seq > state.read).length;
}

export type Item =
  | { kind: "time"; key: string; at: string }
  | { kind: "message"; key: string; message: Message; answer: Message | null; used: boolean; head: boolean }
  | { kind: "case"; key: string; case: Case }
  | { kind: "entry"; key: string; entry: Entry }
  | { kind: "batch"; key: string; batch: Batch };

const PAUSE = 5 * 60_000;

/** What the list shows, top to bottom: stored messages with cases where they were opened, then what is on its way. */
export function timeline(state: Pick<State, "messages" | "more" | "cases" | "outbox" | "batches">): Item[] {
  const items: Item[] = [];
  const stored = new Set(state.messages.map((message) => message.id));
  const entries = state.outbox.filter((entry) => !stored.has(entry.id));
  const queued = new Set(entries.map((entry) => entry.id));
  const batches = state.batches.filter((batch) => !stored.has(batch.id) && !queued.has(batch.id));
  const cases = [...state.cases].sort((one, other) => time(one.opened_at) - time(other.opened_at));
  const oldest = state.messages[0];
  // A case older than the loaded history waits until that part is loaded.
  const placed = cases.filter((item) => !state.more || (oldest && time(item.opened_at) >= time(oldest.at)));

  const below = new Map(placed.map((item) => [item, opening(item, state.messages)]));

  const answers: (Message | null)[] = [];
  let answer: Message | null = null;
  for (const message of [...state.messages].reverse()) {
    answers.unshift(answer);
    if (message.from === "buyer") answer = message;
  }

  // What was refused does not count as an answer.
  const onItsWay =
    entries.some((entry) => entry.failed === undefined) ||
    batches.some((batch) => batch.uploads.some((upload) => upload.state !== "failed"));
  let before: Message | null = null;
  state.messages.forEach((message, index) => {
    const gap = !before || time(message.at) - time(before.at) > PAUSE;
    if (!before || day(message.at) !== day(before.at)) {
      items.push({ kind: "time", key: `time-${message.seq}`, at: message.at });
    }
    const head: boolean = gap || before?.from !== message.from || before?.name !== message.name;
    const used = answers[index] !== null || onItsWay;
    items.push({ kind: "message", key: message.id, message, answer: answers[index] ?? null, used, head });
    before = message;
    for (const item of placed) {
      if (below.get(item) === index) items.push({ kind: "case", key: item.case_no, case: item });
    }
  });
  for (const item of placed) {
    if (below.get(item) === -1) items.push({ kind: "case", key: item.case_no, case: item });
  }
  for (const batch of batches) items.push({ kind: "batch", key: batch.id, batch });
  for (const entry of entries) items.push({ kind: "entry", key: entry.id, entry });
  return items;
}

/** Where a case stands: below the answer that names it, else below the first answer given after it was opened. */
function opening(item: Case, messages: Message[]): number {
  const named = messages.findIndex((message) => message.from !== "buyer" && message.text.includes(item.case_no));
  if (named >= 0) return named;
  return messages.findIndex((message) => message.from !== "buyer" && time(item.opened_at) <= time(message.at));
}

function time(at: string): number {
  return Date.parse(at);
}
