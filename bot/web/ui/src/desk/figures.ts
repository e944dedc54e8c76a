import { seconds } from "./due";
import { money, yuan } from "./money";
import { draft as draftWords, reports as words, units } from "./texts";
import type { Count, Report } from "./wire/reports";

export interface Figure {
  key: string;
  title: string;
  value: string;
  more: string;
}

export const percent = (share: number | null) => (share === null ? units.none : `${Math.round(share * 1000) / 10}%`);

/** ¥1.2 万 where ¥12,000.00 would not fit. */
export function roundMoney(cents: number): string {
  return cents < 1_000_000 ? money(cents) : `${units.yen}${words.wan(String(Math.round(cents / 10_000) / 100))}`;
}

export function draftName(name: string): string {
  return (draftWords.outcomes as Record<string, string>)[name] ?? name;
}

export function figures(report: Report): Figure[] {
  const { cards } = words;
  const total = report.money.reduce((sum, each) => sum + (each.amount ?? 0), 0);
  const paid = report.money.reduce((sum, each) => sum + (each.amount ? each.count : 0), 0);
  const drafts = sum(report.drafts);
  const sent = sum(report.drafts.filter((each) => draftName(each.name) === draftWords.outcomes.sent));
  const clocks = report.clocks_kept + report.clocks_broken;
  const time = (value: number | null) => (value === null ? units.none : seconds(value));
  return [
    { key: "talks", title: cards.talks, value: String(report.talks), more: "" },
    { key: "alone", title: cards.alone, value: percent(report.solved_alone), more: "" },
    {
      key: "first",
      title: cards.first,
      value: time(report.first_reply_s),
      more: report.first_reply_p90_s === null ? "" : cards.firstMore(time(report.first_reply_p90_s)),
    },
    { key: "in-time", title: cards.inTime, value: percent(report.replies_in_time), more: "" },
    {
      key: "clocks",
      title: cards.clocks,
      value: percent(clocks ? report.clocks_kept / clocks : null),
      more: clocks ? cards.clocksMore(report.clocks_broken) : "",
    },
    { key: "money", title: cards.money, value: roundMoney(total), more: cards.moneyMore(paid) },
    {
      key: "drafts",
      title: cards.drafts,
      value: percent(drafts ? sent / drafts : null),
      more: drafts ? cards.draftsMore(drafts) : "",
    },
    {
      key: "stars",
      title: cards.stars,
      value: report.stars === null ? units.none : report.stars.toFixed(1),
      more: report.rated ? cards.starsMore(report.rated) : "",
    },
  ];
}

/** 12.5 for a chart's axis. */
export const yuanOf = (count: Count) => Number(yuan(count.amount ?? 0));

/** Every kind of problem in the days, the commonest first. */
export function issuesOf({ days }: Report): string[] {
  const all = new Map<string, number>();
  for (const { issues } of days) {
    for (const [name, count] of Object.entries(issues)) all.set(name, (all.get(name) ?? 0) + count);
  }
  return [...all].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

function sum(counts: Count[]): number {
  return counts.reduce((all, each) => all + each.count, 0);
}
