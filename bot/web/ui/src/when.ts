import { days } from "./texts";

// The shop lives in Shanghai, wherever the buyer's phone is: promised days must read the same for everybody.
const SHANGHAI = 8 * 3_600_000;

let ahead = 0;

/** The shop's clock says it is this time: 今天 is the shop's today, also on a phone whose clock is wrong. */
export function setClock(at: string): void {
  const now = Date.parse(at);
  if (!Number.isNaN(now)) ahead = now - Date.now();
}

function shopNow(): number {
  return Date.now() + ahead;
}

function parts(at: number) {
  const date = new Date(at + SHANGHAI);
  return {
    day: Math.floor((at + SHANGHAI) / 86_400_000),
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    clock: `${String(date.getUTCHours()).padStart(2, "0")}:${String(date.getUTCMinutes()).padStart(2, "0")}`,
    midnight: date.getUTCHours() === 0 && date.getUTCMinutes() === 0,
  };
}

/** Number of the day at the shop. */
export function day(at: string): number {
  return parts(Date.parse(at)).day;
}

/** 今天, 昨天, 6月18日, 2025年6月18日. */
export function dayName(at: string, now: number = shopNow()): string {
  const that = parts(Date.parse(at));
  const back = parts(now).day - that.day;
  if (back === 0) return days.today;
  return back === 1 ? days.yesterday : dateOf(that, parts(now));
}

function dateOf(that: ReturnType<typeof parts>, today: ReturnType<typeof parts>): string {
  return `${that.year === today.year ? "" : days.year(that.year)}${days.date(that.month, that.date)}`;
}

export function clock(at: string): string {
  return Number.isNaN(Date.parse(at)) ? "" : parts(Date.parse(at)).clock;
}

/** 10:03, 昨天 10:03, 6月18日 10:03, 2025年6月18日 10:03; a day alone when it carries no time of day. */
export function when(at: string, now: number = shopNow()): string {
  if (Number.isNaN(Date.parse(at))) return "";
  const that = parts(Date.parse(at));
  const today = parts(now);
  const back = today.day - that.day;
  const date = dateOf(that, today);
  if (that.midnight) return date;
  if (back === 0) return that.clock;
  return `${back === 1 ? days.yesterday : date} ${that.clock}`;
}

/** A deadline: 6月20日 12:00 前. */
export function by(at: string): string {
  const time = when(at);
  return time && days.before(time);
}
