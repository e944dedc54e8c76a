export interface Count {
  name: string;
  count: number;
  /** 分 of a remedy, of drafts by intent those sent as they were. */
  amount: number | null;
}

export interface Day {
  on: string;
  issues: Record<string, number>;
  talks: number;
  to_person: number;
}

export interface Report {
  since: string;
  until: string;
  days: Day[];
  by_goods: Count[];
  by_cause: Count[];
  talks: number;
  solved_alone: number | null;
  first_reply_s: number | null;
  first_reply_p90_s: number | null;
  replies_in_time: number | null;
  clocks_kept: number;
  clocks_broken: number;
  money: Count[];
  drafts: Count[];
  drafts_by_intent: Count[];
  stars: number | null;
  rated: number;
}
