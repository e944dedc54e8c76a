import { LoadingOutlined, WarningFilled } from "@ant-design/icons";
import { Button } from "antd";
import { clock } from "../../../when";
import { useDesk, useDeskState, useMe } from "../../context";
import type { Entry } from "../../outbox";
import { talk as words } from "../../texts";

/** What the agent has said and the door has not yet taken. */
export function EntryBubble({ entry }: { entry: Entry }) {
  const desk = useDesk();
  const me = useMe();
  const lost = useDeskState((state) => state.link === "lost");
  return (
    <article className="Said" data-from="agent" data-head data-failed={entry.failed !== undefined || undefined}>
      <p className="Said-label">
        <b>{me.name}</b>
        <time dateTime={entry.at}>{clock(entry.at)}</time>
      </p>
      <p className="Bubble">{entry.text}</p>
      {entry.failed === undefined ? (
        <p className="Said-state">
          <LoadingOutlined aria-hidden /> {lost ? words.waiting : words.sending}
        </p>
      ) : (
        <p className="Said-state" role="alert">
          <span className="Bad">
            <WarningFilled aria-hidden /> {words.failed}
            {entry.failed && `：${entry.failed}`}
          </span>
          <Button size="small" onClick={() => desk.retry(entry.id)}>
            {words.retry}
          </Button>
          <Button size="small" onClick={() => desk.takeBack(entry)}>
            {words.takeBack}
          </Button>
          <Button size="small" type="text" onClick={() => desk.drop(entry.id)}>
            {words.drop}
          </Button>
        </p>
      )}
    </article>
  );
}
