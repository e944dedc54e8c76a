import { ThunderboltOutlined } from "@ant-design/icons";
import { Button, Empty, Skeleton } from "antd";
import { useEffect, useRef } from "react";
import { useDesk, useRoute } from "../../context";
import { firstWaiting } from "../../rows";
import { talkHash } from "../../routes";
import { useStore } from "../../store";
import { queue as words, shell, talk as talkWords, units, views } from "../../texts";
import type { View } from "../../wire/queue";
import { IncidentBar } from "./IncidentBar";
import { QueueRow } from "./QueueRow";

const VIEWS = Object.keys(views) as View[];

export function QueueList() {
  const desk = useDesk();
  const state = useStore(desk.queue, (all) => all);
  const { buyer } = useRoute();
  const { view, rows, counts, cursor } = state;
  const list = useRef<HTMLOListElement>(null);
  const known = state.loaded !== null || Object.values(counts).some(Boolean);
  const first = view === "waiting" ? firstWaiting(rows) : null;

  useEffect(() => {
    list.current?.querySelector("[data-cursor]")?.scrollIntoView({ block: "nearest" });
  }, [cursor]);

  const takeFirst = async () => {
    if (!first) return;
    location.hash = talkHash(first.buyer_id);
    const talk = await desk.act(() => desk.api.talk(first.buyer_id));
    if (talk && talk.owner !== "agent") await desk.talk.step("take", {}, talkWords.taken, talk);
  };
  const arrows = (event: React.KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!by) return;
    const to = VIEWS[(VIEWS.indexOf(view) + by + VIEWS.length) % VIEWS.length]!;
    desk.queue.look(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-view=${to}]`)?.focus();
  };

  return (
    <>
      <div className="Views" role="tablist" aria-label={words.views} onKeyDown={arrows}>
        {VIEWS.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            data-view={each}
            aria-selected={each === view}
            aria-controls="rows"
            tabIndex={each === view ? 0 : -1}
            onClick={() => desk.queue.look(each)}
          >
            {views[each]}
            <span className="Views-count" data-some={(each === "waiting" && counts[each] > 0) || undefined}>
              {known ? counts[each] : units.ellipsis}
            </span>
          </button>
        ))}
      </div>
      {state.incidents.map((incident) => (
        <IncidentBar key={incident.id} incident={incident} />
      ))}
      <div className="Queue-scroll" id="rows" role="tabpanel" aria-label={views[view]}>
        {state.loaded !== view ? (
          state.trouble ? (
            <Failed text={state.trouble} onRetry={() => void desk.queue.reload()} />
          ) : (
            <Waiting />
          )
        ) : rows.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<Kind lines={words.empty[view]} />} />
        ) : (
          <ol ref={list} className="Rows">
            {rows.map((row) => (
              <QueueRow
                key={row.buyer_id}
                row={row}
                open={row.buyer_id === buyer}
                cursor={row.buyer_id === cursor}
                owned={view !== "mine"}
              />
            ))}
          </ol>
        )}
      </div>
      {first && (
        <div className="Queue-foot">
          <Button block icon={<ThunderboltOutlined />} onClick={() => void takeFirst()}>
            {words.takeNext}
          </Button>
        </div>
      )}
    </>
  );
}

export function Kind({ lines: [head, more] }: { lines: [string, string] }) {
  return (
    <span className="Kind">
      <b>{head}</b>
      <span>{more}</span>
    </span>
  );
}

export function Failed({ text, onRetry }: { text: string; onRetry: () => void }) {
  return (
    <div className="Failed" role="alert">
      <p>{text}</p>
      <Button onClick={onRetry}>{shell.retry}</Button>
    </div>
  );
}

function Waiting() {
  return (
    <div className="Rows-waiting" aria-busy="true">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} active title={{ width: "50%" }} paragraph={{ rows: 2, width: ["90%", "70%"] }} />
      ))}
    </div>
  );
}
