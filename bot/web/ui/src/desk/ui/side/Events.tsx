import { useState } from "react";
import { Button } from "antd";
import { useDesk } from "../../context";
import { useSecond } from "../../now";
import { stamp } from "../../stamp";
import { cases as words } from "../../texts";
import type { Event } from "../../wire/side";

export function Events({ events }: { events: Event[] }) {
  if (!events.length) return null;
  return (
    <div className="Events">
      <h3>{words.events}</h3>
      <ol>
        {events.map((event, index) => (
          <li key={index}>
            <time dateTime={event.at}>{stamp(event.at)}</time>
            <p>
              <b>{event.who}</b> {event.text}
              {event.clause && <span className="Quiet">{words.clause(event.clause)}</span>}
              {event.decision !== null && event.undo_until && <Back event={event} />}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Back({ event }: { event: Event }) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const open = useSecond((moment) => Date.parse(event.undo_until!) > moment);
  if (!open) return null;
  const back = async () => {
    setBusy(true);
    await desk.undoDecision(event.decision!);
    setBusy(false);
  };
  return (
    <Button size="small" type="link" loading={busy} onClick={() => void back()}>
      {words.undo}
    </Button>
  );
}
