import { Input, Modal, Radio, Space } from "antd";
import { useState } from "react";
import { useDesk, useMe } from "../../context";
import { closing as words, shell, talk as talkWords } from "../../texts";

export function CloseDialog({ onClose }: { onClose: () => void }) {
  const desk = useDesk();
  const me = useMe();
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const close = async () => {
    if (reason === null) return desk.notify("warning", words.need);
    setBusy(true);
    if (await desk.talk.step("close", { reason, note: note.trim() }, talkWords.closed)) onClose();
    else setBusy(false);
  };
  return (
    <Modal
      open
      title={words.reason}
      okText={words.submit}
      cancelText={shell.cancel}
      confirmLoading={busy}
      okButtonProps={{ disabled: reason === null }}
      onOk={() => void close()}
      onCancel={onClose}
      width={400}
    >
      <Radio.Group
        value={reason}
        aria-label={words.reason}
        onChange={(event) => setReason(event.target.value as string)}
      >
        <Space orientation="vertical">
          {me.close_reasons.map((each) => (
            <Radio key={each.payload} value={each.payload}>
              {each.title}
            </Radio>
          ))}
        </Space>
      </Radio.Group>
      <Input.TextArea
        className="Dialog-note"
        value={note}
        autoSize={{ minRows: 2, maxRows: 5 }}
        aria-label={words.note}
        placeholder={words.note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
