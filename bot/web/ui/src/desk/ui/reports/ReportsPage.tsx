import { DownloadOutlined } from "@ant-design/icons";
import { Button, Input, Segmented, Skeleton } from "antd";
import { useCallback, useState } from "react";
import { links } from "../../api";
import { useDesk } from "../../context";
import { figures } from "../../figures";
import { useLoaded } from "../../loaded";
import { now } from "../../now";
import { dayOf, inOrder, lastDays } from "../../period";
import { reports as words } from "../../texts";
import { Head } from "../pages/Head";
import { Failed } from "../talks/QueueList";
import { Panels } from "./Panels";

type Range = keyof typeof words.ranges;

const DAYS: Partial<Record<Range, number>> = { day: 1, week: 7, month: 30 };

export default function ReportsPage() {
  const desk = useDesk();
  const [range, setRange] = useState<Range>("week");
  const [period, setPeriod] = useState(() => lastDays(7, now()));
  const { since, until } = period;
  const { value, trouble, loading, again } = useLoaded(
    useCallback(() => desk.api.report(since, until), [desk, since, until]),
  );
  const choose = (to: Range) => {
    setRange(to);
    const days = DAYS[to];
    if (days) setPeriod(lastDays(days, now()));
  };
  const day = (label: string, key: "since" | "until") => (
    <Input
      type="date"
      size="small"
      aria-label={label}
      value={period[key]}
      max={dayOf(now())}
      onChange={(event) => event.target.value && setPeriod(inOrder({ ...period, [key]: event.target.value }))}
    />
  );
  return (
    <>
      <Head title={words.heading}>
        {range === "own" && (
          <span className="Dates">
            {day(words.since, "since")}
            <span aria-hidden="true">–</span>
            {day(words.until, "until")}
          </span>
        )}
        <Segmented<Range>
          aria-label={words.heading}
          value={range}
          options={(Object.keys(words.ranges) as Range[]).map((each) => ({ value: each, label: words.ranges[each] }))}
          onChange={choose}
        />
        <Button icon={<DownloadOutlined />} href={links.csv(since, until)} download>
          {words.csv}
        </Button>
      </Head>
      {trouble && <Failed text={trouble} onRetry={again} />}
      {!value && !trouble && <Skeleton active paragraph={{ rows: 10 }} />}
      {value && (
        <div className="Reports" aria-busy={loading}>
          <ul className="Figures">
            {figures(value).map((figure) => (
              <li key={figure.key} className="Card">
                <span>{figure.title}</span>
                <b>{figure.value}</b>
                <small>{figure.more}</small>
              </li>
            ))}
          </ul>
          <Panels report={value} />
        </div>
      )}
    </>
  );
}
