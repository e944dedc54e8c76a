const SHANGHAI = 8 * 3_600_000;
const DAY = 86_400_000;

export interface Period {
  since: string;
  until: string;
}

/** The shop's day as YYYY-MM-DD, `back` days ago. */
export function dayOf(now: number, back = 0): string {
  return new Date(now + SHANGHAI - back * DAY).toISOString().slice(0, 10);
}

/** The last so many days, today included. */
export function lastDays(count: number, now: number): Period {
  return { since: dayOf(now, count - 1), until: dayOf(now) };
}

/** The two the right way round. */
export function inOrder({ since, until }: Period): Period {
  return since <= until ? { since, until } : { since: until, until: since };
}
