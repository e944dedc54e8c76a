import { AlertFilled } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useDesk, useMe } from "../../context";
import { useSecond } from "../../now";
import { atLeast } from "../../routes";
import { useStore } from "../../store";
import { incident as words, shell } from "../../texts";
import type { Incident } from "../../wire/queue";

export function IncidentBar({ incident }: { incident: Incident }) {
  const desk = useDesk();
  const me = useMe();
  const [unfolded, setUnfolded] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const minutes = useSecond((now) => Math.max(1, Math.round((now - Date.parse(incident.since)) / 60_000)));
  const mine = useStore(desk.talk, (state) =>
    state.open?.talk?.agent_id === me.id && state.open.talk.owner === "agent" ? state.open.buyer : null,
  );
  const approve = async () => {
    const told = text?.trim();
    if (!told) return;
    const done = await desk.act(async () => {
      await desk.api.tell(incident.id, told);
      return true;
    }, words.approved);
    if (!done) return;
    setText(null);
    void desk.queue.reload();
  };
  return (
    <section className="Incident" aria-label={words.reply}>
      <button
        type="button"
        className="Incident-head"
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        <AlertFilled aria-hidden />
        <span>{words.head(incident.product, minutes, incident.buyers, incident.issue)}</span>
        <em>{unfolded ? words.fold : words.unfold}</em>
      </button>
      {unfolded && (
        <div className="Incident-body">
          <p className="Incident-orders">
            <b>{words.orders(incident.orders.length)}</b>
            {incident.orders.map((order) => (
              <code key={order}>{order}</code>
            ))}
          </p>
          {text === null ? (
            <>
              <p className={incident.reply ? "Incident-reply" : "Quiet"}>{incident.reply ?? words.none}</p>
              <p className="Buttons">
                {incident.reply && mine !== null && (
                  <Button size="small" type="primary" onClick={() => desk.composing.add(mine, incident.reply!)}>
                    {words.insert}
                  </Button>
                )}
                {atLeast(me.role, "lead") && (
                  <Button size="small" onClick={() => setText(incident.reply ?? "")}>
                    {incident.reply ? words.edit : words.write}
                  </Button>
                )}
              </p>
            </>
          ) : (
            <>
              <Input.TextArea
                autoFocus
                autoSize={{ minRows: 3, maxRows: 8 }}
                value={text}
                aria-label={words.reply}
                placeholder={words.placeholder}
                onChange={(event) => setText(event.target.value)}
              />
              <p className="Buttons">
                <Button size="small" type="primary" disabled={!text.trim()} onClick={() => void approve()}>
                  {words.approve}
                </Button>
                <Button size="small" onClick={() => setText(null)}>
                  {shell.cancel}
                </Button>
              </p>
            </>
          )}
        </div>
      )}
    </section>
  );
}
