import { clock, day, dayName } from "../when";
import { now } from "./now";

/** When something happened: 10:03, 昨天 10:03, 6月18日 10:03. */
export function stamp(at: string): string {
  if (Number.isNaN(Date.parse(at))) return "";
  const today = day(at) === day(new Date(now()).toISOString());
  return today ? clock(at) : `${dayName(at, now())} ${clock(at)}`;
}
