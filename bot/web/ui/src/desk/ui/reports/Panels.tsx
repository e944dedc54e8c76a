import { useMemo } from "react";
import { useMedia } from "../../context";
import { draftName, issuesOf, yuanOf } from "../../figures";
import { money } from "../../money";
import { reports as words, units } from "../../texts";
import type { Count, Report } from "../../wire/reports";
import { bars, palette, stacked, tidyDay } from "./options";
import { Panel, type Grid } from "./Panel";

const MOST = 8;

export function Panels({ report }: { report: Report }) {
  const dark = useMedia("(prefers-color-scheme: dark)");
  const look = useMemo(() => palette(dark), [dark]);
  const { charts, columns } = words;
  const issues = issuesOf(report);
  const days = report.days.map((day) => day.on);
  const paid = report.money.filter((each) => each.amount !== null);
  const drafts = report.drafts.map((each) => ({ ...each, name: draftName(each.name) }));
  return (
    <div className="Panels">
      <Panel
        title={charts.issues}
        wide
        option={stacked(
          look,
          days.map(tidyDay),
          issues.map((name) => ({ name, data: report.days.map((day) => day.issues[name] ?? 0) })),
        )}
        grid={{
          head: [columns.day, ...issues],
          rows: report.days.map((day) => [day.on, ...issues.map((name) => day.issues[name] ?? 0)]),
        }}
      />
      <Panel
        title={charts.talks}
        option={stacked(
          look,
          days.map(tidyDay),
          [
            { name: columns.talks, data: report.days.map((day) => day.talks) },
            { name: columns.toPerson, data: report.days.map((day) => day.to_person) },
          ],
          false,
        )}
        grid={{
          head: [columns.day, columns.talks, columns.toPerson],
          rows: report.days.map((day) => [day.on, day.talks, day.to_person]),
        }}
      />
      <Panel title={charts.goods} {...counted(report.by_goods)} />
      <Panel title={charts.cause} {...counted(report.by_cause)} />
      <Panel
        title={charts.money}
        option={bars(look, paid.map((each) => each.name), paid.map(yuanOf), words.yuanAxis)}
        grid={{
          head: [columns.name, columns.count, columns.amount],
          rows: report.money.map((each) => [
            each.name,
            each.count,
            each.amount === null ? units.none : money(each.amount),
          ]),
        }}
      />
      <Panel title={charts.drafts} {...counted(drafts)} />
      <Panel
        title={charts.intents}
        option={counted(report.drafts_by_intent).option}
        grid={{
          head: [columns.name, columns.count, columns.sentAsIs],
          rows: report.drafts_by_intent.map((each) => [each.name, each.count, each.amount ?? 0]),
        }}
      />
    </div>
  );

  function counted(counts: Count[]): { option: ReturnType<typeof bars>; grid: Grid } {
    const shown = counts.slice(0, MOST);
    return {
      option: bars(look, shown.map((each) => each.name), shown.map((each) => each.count)),
      grid: { head: [columns.name, columns.count], rows: counts.map((each) => [each.name, each.count]) },
    };
  }
}
