import { money, parseYuan } from "./money";
import { grant as words } from "./texts";
import type { Remedy } from "./wire/side";

export interface Amount {
  amount: number | null;
  wrong: string | null;
}

/** The amount in 分, or why it cannot be granted; a remedy that moves no money has none. */
export function checkAmount(text: string, remedy: Remedy, limit: number | null): Amount {
  if (!movesMoney(remedy)) return { amount: null, wrong: null };
  const amount = parseYuan(text);
  if (amount === null) return { amount, wrong: words.notAmount };
  if (amount === 0) return { amount, wrong: words.zero };
  if (remedy.most !== null && amount > remedy.most) return { amount, wrong: words.aboveMost(money(remedy.most)) };
  if (limit !== null && amount > limit) return { amount, wrong: words.aboveLimit(money(limit)) };
  return { amount, wrong: null };
}

export function movesMoney(remedy: Remedy): boolean {
  return remedy.amount !== null || remedy.most !== null;
}
