import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useDesk } from "../../context";
import { password as passwordWords, shell, signIn, team as words } from "../../texts";
import type { Colleague, NewAgent, Role } from "../../wire/people";
import { LEAST } from "../PasswordDialog";

const NEED = { required: true, whitespace: true, message: signIn.need };
const SECRET = [NEED, { min: LEAST, message: passwordWords.rule }];

interface AddProps {
  roles: { value: Role; label: string }[];
  onClose: () => void;
  onDone: () => void;
}

export function AddAgent({ roles, onClose, onDone }: AddProps) {
  const desk = useDesk();
  const [form] = Form.useForm<NewAgent>();
  const [busy, setBusy] = useState(false);
  const add = async (agent: NewAgent) => {
    setBusy(true);
    const done = await desk.act(async () => {
      await desk.api.addAgent({ ...agent, name: agent.name.trim() });
      return true;
    }, words.added);
    setBusy(false);
    if (!done) return;
    onDone();
    onClose();
  };
  return (
    <Modal
      open
      title={words.add}
      okText={words.save}
      cancelText={shell.cancel}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
      width={420}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ role: "agent" }} onFinish={add}>
        <Form.Item
          name="id"
          label={words.id}
          extra={words.idRule}
          rules={[NEED, { pattern: /^[0-9A-Za-z_.-]{2,32}$/, message: words.idRule }]}
        >
          <Input autoFocus autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="name" label={words.name} extra={words.nameMore} rules={[NEED, { max: 20 }]}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={words.role}>
          <Select options={roles} />
        </Form.Item>
        <Form.Item name="password" label={words.password} extra={passwordWords.rule} rules={SECRET}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function ResetPassword({ agent, onClose }: { agent: Colleague; onClose: () => void }) {
  const desk = useDesk();
  const [form] = Form.useForm<{ password: string }>();
  const [busy, setBusy] = useState(false);
  const reset = async ({ password }: { password: string }) => {
    setBusy(true);
    const done = await desk.act(async () => {
      await desk.api.changeAgent(agent.id, { password });
      return true;
    }, words.resetDone);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Modal
      open
      title={words.resetFor(agent.name)}
      okText={words.save}
      cancelText={shell.cancel}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
      width={400}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={reset}>
        <Form.Item name="password" label={passwordWords.next} extra={passwordWords.rule} rules={SECRET}>
          <Input.Password autoFocus autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
