import { RobotOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { Message } from "../../../api";
import { overtaken } from "../../drafts";
import { draft as words } from "../../texts";
import type { Draft } from "../../wire/talk";

interface Props {
  draft: Draft;
  messages: Message[];
  onSend: () => void;
  onEdit: () => void;
  onIgnore: () => void;
}

export function DraftCard({ draft, messages, onSend, onEdit, onIgnore }: Props) {
  const late = overtaken(draft, messages);
  return (
    <section className="Draft" aria-label={words.heading}>
      <p className="Draft-head">
        <RobotOutlined aria-hidden />
        <b>{words.heading}</b>
        {draft.intent && <span className="Mark">{draft.intent}</span>}
        {draft.clause && <span className="Draft-clause">{words.by(draft.clause)}</span>}
      </p>
      {late && <p className="Draft-late">{words.overtaken}</p>}
      <p className="Draft-text">{draft.text}</p>
      <p className="Buttons">
        <Button size="small" type={late ? "default" : "primary"} onClick={onSend}>
          {words.asIs}
        </Button>
        <Button size="small" onClick={onEdit}>
          {words.edit}
        </Button>
        <Button size="small" type="text" onClick={onIgnore}>
          {words.ignore}
        </Button>
      </p>
    </section>
  );
}
