import type { Row } from "./wire/queue";

/** Of my talks those in which the buyer has said something since last time. */
export function newWords(before: Row[], after: Row[]): Row[] {
  const known = new Map(before.map((row) => [row.buyer_id, row]));
  return after.filter((row) => {
    const old = known.get(row.buyer_id);
    return old && row.last_from === "buyer" && row.last_at !== null && row.last_at !== old.last_at;
  });
}

/** The row that the cursor goes to: `by` further, from the top when it stands nowhere. */
export function neighbour(rows: Row[], buyer: string | null, by: 1 | -1): string | null {
  if (!rows.length) return null;
  const at = rows.findIndex((row) => row.buyer_id === buyer);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1);
  return rows[next]!.buyer_id;
}

/** The row to take next: what the server puts first among those that nobody has. */
export function firstWaiting(rows: Row[]): Row | null {
  return rows.find((row) => row.owner === "queue") ?? null;
}
