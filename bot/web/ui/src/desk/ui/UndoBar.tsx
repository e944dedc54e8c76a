import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useDesk } from "../context";
import type { Undoable } from "../keepers/undo";
import { useSecond } from "../now";
import { useStore } from "../store";
import { cases, shell, undo as words } from "../texts";

export function UndoBar() {
  const desk = useDesk();
  const list = useStore(desk.undo, (state) => state.list);
  return (
    <div className="UndoBar" role="status">
      {list.map((each) => (
        <Card key={each.number} undoable={each} />
      ))}
    </div>
  );
}

function Card({ undoable }: { undoable: Undoable }) {
  const desk = useDesk();
  const until = Date.parse(undoable.undo_until);
  const left = useSecond((now) => Math.max(0, Math.ceil((until - now) / 1000)));
  const [busy, setBusy] = useState(false);
  if (left === 0) return null;
  const back = async () => {
    setBusy(true);
    await desk.undoDecision(undoable.number);
    setBusy(false);
  };
  return (
    <div className="UndoBar-card">
      <span>{undoable.text}</span>
      {/* The count changes every second: said aloud once, with the card. */}
      <Button size="small" loading={busy} onClick={() => void back()} aria-label={cases.undo}>
        <span aria-hidden="true">{words.button(left)}</span>
      </Button>
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={shell.close}
        onClick={() => desk.undo.drop(undoable.number)}
      />
    </div>
  );
}
