import { units } from "./texts";

const YUAN = /^[¥￥]?\s*(\d[\d,，]*)(?:[.．](\d{1,2}))?\s*(?:元|块钱|块)?$/;

/** 分 of what somebody types as yuan: 59.9, ¥1,200, 3元; null where it is no amount, or finer than one 分. */
export function parseYuan(text: string): number | null {
  const narrow = text.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const found = YUAN.exec(narrow);
  if (!found) return null;
  const cents = Number(found[1]!.replace(/[,，]/g, "")) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
  return Number.isSafeInteger(cents) ? cents : null;
}

/** 1997 ▸ 19.97 */
export function yuan(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100);
  return `${cents < 0 ? "-" : ""}${whole}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
}

export const money = (cents: number) => `${units.yen}${yuan(cents)}`;

export const grams = (weight: number | null) => (weight === null ? units.none : `${weight} ${units.gram}`);
