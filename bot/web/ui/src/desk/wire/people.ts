import type { Choice } from "../../api";

export type Role = "agent" | "lead" | "owner";
export type Mode = "answers" | "drafts" | "off";
export type Presence = "here" | "away";

export interface Me {
  id: string;
  name: string;
  role: Role;
  csrf: string;
  presence: Presence;
  mode: Mode;
  limit: number | null;
  undo_s: number;
  close_reasons: Choice[];
  shop_hours: string;
}

export interface Colleague {
  id: string;
  name: string;
  role: Role;
  presence: Presence;
  online: boolean;
  talks: number;
  active: boolean;
}

export interface NewAgent {
  id: string;
  name: string;
  role: Role;
  password: string;
}

export interface ChangedAgent {
  name?: string;
  role?: Role;
  password?: string;
  active?: boolean;
}

export interface Seen {
  number: number;
  at: string;
  who: string;
  what: string;
  about: string;
}

export interface Audit {
  seen: Seen[];
  more: boolean;
}
