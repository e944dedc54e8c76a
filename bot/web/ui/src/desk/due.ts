import { due as words } from "./texts";
import type { Clock } from "./wire/queue";

export type Tone = "calm" | "soon" | "broken";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LONG = 3 * DAY;

// How long a clock usually runs, where nobody tells when it began.
const SPAN: Record<Clock["kind"], number> = { reply: 10 * MINUTE, review: DAY, case: DAY };

/** How urgent a clock looks: amber in its last third. */
export function tone(clock: Clock, now: number, since?: string | null): Tone {
  const due = Date.parse(clock.due);
  if (clock.broken || due < now) return "broken";
  const began = Date.parse(clock.since ?? since ?? "");
  const span = began < due ? due - began : SPAN[clock.kind];
  return due - now < span / 3 ? "soon" : "calm";
}

/** 04:05, 3 小时, 4 天; after the deadline how long it is past: 超 04:05. */
export function wording(clock: Clock, now: number): string {
  const left = Date.parse(clock.due) - now;
  if (Number.isNaN(left)) return "";
  const length = span(Math.abs(left), left < 0);
  return left < 0 || clock.broken ? words.past(length) : length;
}

function span(length: number, past: boolean): string {
  // Whole seconds: a countdown ends with 00:00, a delay starts with it.
  const seconds = (past ? Math.floor : Math.ceil)(length / SECOND);
  if (seconds < 3600) return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  const whole = seconds * SECOND;
  return whole < LONG ? words.hours(Math.floor(whole / HOUR)) : words.days(Math.floor(whole / DAY));
}

export function seconds(count: number): string {
  if (count < 60) return words.seconds(Math.round(count));
  if (count < 3600) return words.minutes(Math.round(count / 6) / 10);
  return words.hours(Math.round(count / 360) / 10);
}

const two = (value: number) => String(value).padStart(2, "0");
