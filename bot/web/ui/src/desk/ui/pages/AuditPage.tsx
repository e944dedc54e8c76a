import { Button, Empty, Skeleton } from "antd";
import { useCallback, useState } from "react";
import { useDesk } from "../../context";
import { useLoaded } from "../../loaded";
import { stamp } from "../../stamp";
import { audit as words } from "../../texts";
import { Failed } from "../talks/QueueList";
import { Head } from "./Head";

export default function AuditPage() {
  const desk = useDesk();
  const { value, trouble, again, put } = useLoaded(useCallback(() => desk.api.audit(null), [desk]));
  const [busy, setBusy] = useState(false);
  const older = async () => {
    const last = value?.seen.at(-1);
    if (!value || !last) return;
    setBusy(true);
    const page = await desk.act(() => desk.api.audit(last.number));
    setBusy(false);
    if (page) put({ seen: [...value.seen, ...page.seen], more: page.more });
  };
  return (
    <>
      <Head title={words.heading} lead={words.lead} />
      {trouble && <Failed text={trouble} onRetry={again} />}
      {!value && !trouble && <Skeleton active paragraph={{ rows: 10 }} />}
      {value?.seen.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.none} />}
      {value && value.seen.length > 0 && (
        <>
          <table className="Card Plain">
            <thead>
              <tr>
                <th scope="col">{words.at}</th>
                <th scope="col">{words.who}</th>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.about}</th>
              </tr>
            </thead>
            <tbody>
              {value.seen.map((line) => (
                <tr key={line.number}>
                  <td>
                    <time dateTime={line.at}>{stamp(line.at)}</time>
                  </td>
                  <td>{line.who}</td>
                  <td>{line.what}</td>
                  <td>{line.about}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="Page-foot">
            {value.more ? (
              <Button loading={busy} onClick={() => void older()}>
                {words.more}
              </Button>
            ) : (
              <span className="Quiet">{words.end}</span>
            )}
          </p>
        </>
      )}
    </>
  );
}
