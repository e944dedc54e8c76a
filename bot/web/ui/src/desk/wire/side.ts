import type { Evidence } from "../../api";
import type { Clock } from "./queue";

export type Finding = "holds" | "does_not" | "more";

export interface Parcel {
  carrier: string;
  waybill: string;
  state: string;
  weight_g: number | null;
  courier_g: number | null;
  shipped_at: string | null;
  signed_at: string | null;
  news: string[];
}

export interface Goods {
  line_no: number;
  title: string;
  spec: string;
  quantity: number;
  paid: number;
}

export interface Order {
  order_no: string;
  stage: string;
  placed_at: string | null;
  paid: number;
  refunded: number;
  left: number;
  goods: Goods[];
  parcels: Parcel[];
}

export interface Weights {
  expected_g: number | null;
  packed_g: number | null;
  courier_g: number | null;
  shortfall_g: number | null;
  tolerance_g: number | null;
  finding: string;
}

export interface Shown {
  evidence: Evidence;
  at: string;
  asked_for: string | null;
  notes: string[];
}

export interface Remedy {
  code: string;
  title: string;
  amount: number | null;
  most: number | null;
  clause: string | null;
}

export interface Event {
  at: string;
  who: string;
  text: string;
  clause: string | null;
  decision: number | null;
  undo_until: string | null;
}

export interface Case {
  case_no: string;
  order_no: string;
  line_no: number;
  item: string;
  issue: string;
  status: string;
  standing: string;
  standing_text: string;
  remedy: string | null;
  amount: number | null;
  freight: string;
  opened_at: string;
  closed_at: string | null;
  clocks: Clock[];
  receipt: string[];
  claim: string[];
  weights: Weights | null;
  finding: Finding | null;
  remedies: Remedy[];
  events: Event[];
}

export interface Other {
  number: number;
  reason: string;
  opened_at: string;
  closed_at: string | null;
  agent: string | null;
  result: string | null;
}

export interface Side {
  orders: Order[];
  cases: Case[];
  evidence: Shown[];
  others: Other[];
}

export interface Granting {
  remedy: string;
  amount: number | null;
  note: string;
}

export interface Decided {
  number: number;
  undo_until: string;
}
