import type { Role } from "./wire/people";

export const PAGES = ["talks", "reports", "proposals", "team", "audit", "paste"] as const;
export type Page = (typeof PAGES)[number];

export interface Route {
  page: Page;
  buyer: string | null;
}

const RANK: Record<Role, number> = { agent: 0, lead: 1, owner: 2 };
const NEEDS: Partial<Record<Page, Role>> = { proposals: "lead", team: "owner", audit: "owner" };

export function atLeast(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

export function mayOpen(page: Page, role: Role): boolean {
  return atLeast(role, NEEDS[page] ?? "agent");
}

/** `#/talk/<buyer>`, `#/reports`, …; anything else is the queue. */
export function parseHash(hash: string): Route {
  const [first = "", ...rest] = hash.replace(/^#\/?/, "").split("/");
  if (first === "talk" && rest.length) return { page: "talks", buyer: decoded(rest.join("/")) };
  const page = PAGES.find((name) => name === first);
  return { page: page ?? "talks", buyer: null };
}

export function hashOf({ page, buyer }: Route): string {
  return page === "talks" && buyer !== null ? `#/talk/${encodeURIComponent(buyer)}` : `#/${page}`;
}

export const talkHash = (buyer: string) => hashOf({ page: "talks", buyer });

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part) || null;
  } catch {
    return null;
  }
}
