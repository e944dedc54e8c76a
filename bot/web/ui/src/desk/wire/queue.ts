import type { Message } from "../../api";

export type View = "waiting" | "mine" | "others" | "tasks" | "all";
export type Priority = "urgent" | "soon" | "normal";
export type Owner = "bot" | "queue" | "agent";

export interface Clock {
  kind: "reply" | "review" | "case";
  title: string;
  due: string;
  broken: boolean;
  /** When it began to run, where the door tells. */
  since?: string | null;
}

export interface Row {
  buyer_id: string;
  owner: Owner;
  agent_id: string | null;
  agent: string | null;
  version: number;
  number: number | null;
  reason: string | null;
  priority: Priority;
  task: boolean;
  issue: string | null;
  item: string | null;
  order_no: string | null;
  amount: number | null;
  last_from: Message["from"] | null;
  last_text: string;
  last_at: string | null;
  waits: boolean;
  clock: Clock | null;
  chat: boolean;
}

export interface Incident {
  id: string;
  product: string;
  issue: string;
  buyers: number;
  since: string;
  orders: string[];
  reply: string | null;
}

export type Counts = Record<View, number>;

export interface Queue {
  rows: Row[];
  counts: Partial<Counts>;
  incidents: Incident[];
  now: string;
}

export interface Hit {
  kind: "buyer" | "order" | "case" | "words";
  buyer_id: string;
  title: string;
  text: string;
  at: string | null;
}
