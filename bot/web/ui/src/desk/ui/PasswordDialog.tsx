import { Form, Input, Modal } from "antd";
import { useDesk } from "../context";
import { password as words, shell, signIn } from "../texts";

interface Fields {
  old: string;
  next: string;
  again: string;
}

export const LEAST = 10;

export function PasswordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const desk = useDesk();
  const [form] = Form.useForm<Fields>();
  const save = async ({ old, next }: Fields) => {
    const done = await desk.act(async () => {
      await desk.api.password(old, next);
      return true;
    }, words.done);
    if (!done) return;
    onClose();
    // The door has ended every session of this account, this one too.
    await desk.signOut();
  };
  const need = { required: true, message: signIn.need };
  return (
    <Modal title={shell.password} open={open} onCancel={onClose} onOk={form.submit} destroyOnHidden width={400}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={save} preserve={false}>
        <Form.Item name="old" label={words.old} rules={[need]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="next"
          label={words.next}
          rules={[need, { min: LEAST, message: words.rule }]}
          extra={words.rule}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={words.again}
          dependencies={["next"]}
          rules={[
            need,
            {
              validator: (_, value) =>
                value === form.getFieldValue("next") ? Promise.resolve() : Promise.reject(new Error(words.differ)),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
