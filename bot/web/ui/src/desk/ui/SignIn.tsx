import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Refused } from "../api";
import { useDesk, useDeskState } from "../context";
import { now } from "../now";
import { stamp } from "../stamp";
import { signIn as words } from "../texts";
import { wordsOf } from "../words";

interface Fields {
  name: string;
  password: string;
}

export function SignIn() {
  const desk = useDesk();
  const expired = useDeskState((state) => state.expired);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Fields>();

  const enter = async ({ name, password }: Fields) => {
    setBusy(true);
    setWrong(null);
    try {
      await desk.signIn(name.trim(), password);
    } catch (error) {
      setWrong(said(error));
      form.setFieldValue("password", "");
      form.getFieldInstance("password")?.focus?.();
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="SignIn">
      <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={enter} className="SignIn-card">
        <p className="SignIn-brand">{words.brand}</p>
        <h1>{words.heading}</h1>
        {wrong ? (
          <Alert type="error" showIcon title={wrong} role="alert" />
        ) : (
          expired && <Alert type="info" showIcon title={words.expired} />
        )}
        <Form.Item name="name" label={words.name} rules={[{ required: true, whitespace: true, message: words.need }]}>
          <Input autoComplete="username" autoFocus autoCapitalize="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label={words.password} rules={[{ required: true, message: words.need }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {words.submit}
        </Button>
      </Form>
    </main>
  );
}

function said(error: unknown): string {
  if (!(error instanceof Refused)) return wordsOf(error);
  if (error.retryAfter) return words.locked(stamp(new Date(now() + error.retryAfter * 1000).toISOString()));
  return error.status === 401 ? words.wrong : wordsOf(error);
}
