import type { Message } from "../../api";
import type { Clock, Owner } from "./queue";

export interface Note {
  number: number;
  by: string;
  text: string;
  at: string;
}

export interface Draft {
  number: number;
  reply_to: number;
  text: string;
  intent: string | null;
  clause: string | null;
  outcome: "sent" | "edited" | "ignored" | "outdated" | null;
  at: string;
}

export interface Brief {
  reason: string;
  opened_at: string;
  due_at: string;
  matter: string[];
  facts: string[];
  missing: string[];
  said: string[];
  advice: string | null;
}

export interface Talk {
  buyer_id: string;
  owner: Owner;
  agent_id: string | null;
  agent: string | null;
  version: number;
  since: string | null;
  clock: Clock | null;
  messages: Message[];
  more: boolean;
  brief: Brief | null;
  drafts: Draft[];
  notes: Note[];
  rated: number | null;
  now: string;
}

export interface Lines {
  messages: Message[];
  more: boolean;
}

export interface Step {
  version: number;
  to?: string | null;
  reason?: string | null;
  note?: string;
}

export interface Saying {
  id: string;
  text: string;
  draft: number | null;
  overrule: string;
}

export interface Caution {
  kind: "amount" | "date" | "words" | "remedy";
  /** Both count characters as the door does: code points, not UTF-16 units. */
  start: number;
  end: number;
  words: string;
  why: string;
  instead: string;
}

export interface Script {
  name: string;
  topic: string;
  text: string;
}

export interface Advice {
  intent: string | null;
  outcome: string | null;
  receipt: string[];
  reply: string;
  checklist: string[];
}

export interface Proposal {
  number: number;
  kind: "script" | "line";
  name: string;
  before: string;
  after: string;
  by: string;
  at: string;
  state: "open" | "accepted" | "dropped";
}
