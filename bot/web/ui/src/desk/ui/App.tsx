import { App as Kit, Button, ConfigProvider, Result, Spin } from "antd";
import zhCN from "antd/es/locale/zh_CN";
import { useEffect, useMemo } from "react";
import { DeskContext, useDesk, useDeskState, useMedia } from "../context";
import type { Desk } from "../desk";
import { shell } from "../texts";
import { themeOf } from "../theme";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";

export function App({ desk }: { desk: Desk }) {
  const dark = useMedia("(prefers-color-scheme: dark)");
  const theme = useMemo(() => themeOf(dark), [dark]);
  return (
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <Kit message={{ top: 8, maxCount: 3, duration: 3 }} className="Kit">
        <DeskContext value={desk}>
          <Toasts />
          <Door />
        </DeskContext>
      </Kit>
    </ConfigProvider>
  );
}

function Toasts() {
  const desk = useDesk();
  const { message } = Kit.useApp();
  useEffect(() => {
    desk.notify = (type, content) => void message.open({ type, content });
  }, [desk, message]);
  return null;
}

function Door() {
  const desk = useDesk();
  const me = useDeskState((state) => state.me);
  const trouble = useDeskState((state) => state.trouble);
  if (me) return <Shell key={me.id} />;
  if (me === null) return <SignIn />;
  if (trouble !== null) {
    return (
      <Result
        status="warning"
        title={trouble}
        extra={
          <Button type="primary" onClick={() => void desk.start()}>
            {shell.retry}
          </Button>
        }
      />
    );
  }
  return (
    <div className="Opening" role="status">
      <Spin />
      <span>{shell.opening}</span>
    </div>
  );
}
