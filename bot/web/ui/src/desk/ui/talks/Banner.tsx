import { EyeOutlined, PicRightOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useDesk, useMe } from "../../context";
import { atLeast } from "../../routes";
import { stamp } from "../../stamp";
import { giving, talk as words } from "../../texts";
import type { Talk } from "../../wire/talk";
import { Countdown } from "../Countdown";
import { CloseDialog } from "./CloseDialog";
import { HandOnDialog } from "./HandOnDialog";

interface Props {
  talk: Talk;
  mine: boolean;
  side: boolean;
  onSide: () => void;
}

export function Banner({ talk, mine, side, onSide }: Props) {
  const desk = useDesk();
  const me = useMe();
  const { modal } = App.useApp();
  const [dialog, setDialog] = useState<"hand-on" | "close" | null>(null);
  const [busy, setBusy] = useState(false);
  const theirs = talk.owner === "agent" && !mine;
  const who = talk.agent ?? words.agent;

  const said = talk.messages.filter((one) => one.from === "buyer");
  const asked = talk.clock?.kind === "reply" ? said.at(-1)?.at : null;

  const take = async () => {
    setBusy(true);
    await desk.talk.step("take", {}, words.taken);
    setBusy(false);
  };
  const takeOver = () =>
    modal.confirm({
      title: words.takeOverAsk(who),
      content: words.takeOverMore,
      okText: words.takeOver,
      onOk: () => desk.talk.step("take", {}, words.taken),
    });
  const giveBack = () =>
    modal.confirm({
      title: giving.ask,
      content: giving.more,
      okText: giving.yes,
      onOk: () => desk.talk.step("return", {}, words.returned),
    });

  const state = mine ? words.mine : theirs ? words.other(who) : talk.owner === "queue" ? words.queued : words.bot;
  return (
    <header className="Banner">
      <div className="Banner-who">
        <h2>{talk.buyer_id}</h2>
        <p>
          <span className="Mark" data-tone={mine ? "open" : talk.owner === "queue" ? "soon" : undefined}>
            {theirs && <EyeOutlined aria-hidden />} {state}
          </span>
          {talk.clock && <Countdown clock={talk.clock} since={asked} titled />}
          {mine && talk.since && <span className="Quiet Banner-since">{words.since(stamp(talk.since))}</span>}
          {talk.rated !== null && <span className="Quiet">{words.rated(talk.rated)}</span>}
        </p>
      </div>
      <div className="Banner-buttons">
        {mine && (
          <>
            <Button onClick={() => setDialog("hand-on")}>{words.handOn}</Button>
            <Button className="Banner-wide" onClick={giveBack}>
              {words.giveBack}
            </Button>
            <Button className="Banner-wide" onClick={() => setDialog("close")}>
              {words.close}
            </Button>
            <span className="Banner-narrow">
              <Dropdown
                trigger={["click"]}
                menu={{
                  items: [
                    { key: "back", label: words.giveBack, onClick: giveBack },
                    { key: "close", label: words.close, onClick: () => setDialog("close") },
                  ],
                }}
              >
                <Button>{words.more}</Button>
              </Dropdown>
            </span>
          </>
        )}
        {!mine && !theirs && (
          <Button type="primary" loading={busy} onClick={() => void take()}>
            {words.take}
          </Button>
        )}
        {theirs && atLeast(me.role, "lead") && <Button onClick={takeOver}>{words.takeOver}</Button>}
        <Button
          type="text"
          icon={<PicRightOutlined />}
          aria-label={side ? words.hideSide : words.side}
          title={side ? words.hideSide : words.side}
          aria-pressed={side}
          onClick={onSide}
        />
      </div>
      {dialog === "hand-on" && <HandOnDialog onClose={() => setDialog(null)} />}
      {dialog === "close" && <CloseDialog onClose={() => setDialog(null)} />}
    </header>
  );
}
