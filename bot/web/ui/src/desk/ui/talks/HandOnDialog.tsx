import { Input, Modal, Radio, Skeleton, Space } from "antd";
import { useEffect, useState } from "react";
import { useDesk, useMe } from "../../context";
import { handOn as words, roles, shell, talk as talkWords, units } from "../../texts";
import type { Colleague } from "../../wire/people";

const BACK = "";

export function HandOnDialog({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const me = useMe();
  const [colleagues, setColleagues] = useState<Colleague[] | null>(null);
  const [to, setTo] = useState(BACK);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void desk.act(() => desk.api.colleagues()).then((all) => setColleagues(ranked(all ?? [], me.id)));
  }, [desk, me.id]);

  const hand = async () => {
    setBusy(true);
    const name = colleagues?.find((each) => each.id === to)?.name;
    const done = name ? talkWords.handed(name) : talkWords.requeued;
    if (await desk.talk.step("hand-on", { to: to || null, note: note.trim() }, done)) onClose();
    else setBusy(false);
  };

  return (
    <Modal
      open
      title={talkWords.handOn}
      okText={words.submit}
      cancelText={shell.cancel}
      confirmLoading={busy}
      onOk={() => void hand()}
      onCancel={onClose}
      width={440}
    >
      {colleagues === null ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : (
        <Radio.Group value={to} onChange={(event) => setTo(event.target.value as string)} aria-label={words.to}>
          <Space orientation="vertical" className="HandOn-list">
            <Radio value={BACK}>
              {words.back}
              <span className="Quiet">{words.backMore}</span>
            </Radio>
            {colleagues.map((each) => (
              <Radio key={each.id} value={each.id}>
                {each.name}
                <span className="Quiet">{[roles[each.role], state(each), words.load(each.talks)].join(units.dot)}</span>
              </Radio>
            ))}
          </Space>
        </Radio.Group>
      )}
      {colleagues?.length === 0 && <p className="Quiet">{words.nobody}</p>}
      <Input.TextArea
        className="Dialog-note"
        value={note}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-label={words.note}
        placeholder={`${words.note}：${words.notePlaceholder}`}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}

function state({ online, presence }: Colleague): string {
  return online ? shell.presence[presence] : words.offline;
}

/** Who can answer soonest comes first. */
function ranked(all: Colleague[], self: string): Colleague[] {
  const rank = (each: Colleague) => (each.online ? (each.presence === "here" ? 0 : 1) : 2);
  return all
    .filter((each) => each.active && each.id !== self)
    .sort((one, other) => rank(one) - rank(other) || one.talks - other.talks);
}
