import { DownOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useDesk, useMe } from "../context";
import { atLeast } from "../routes";
import { mode as words } from "../texts";
import type { Mode } from "../wire/people";

const MODES: Mode[] = ["answers", "drafts", "off"];

/** How the bot stands for the whole shop; leads may change it. */
export function ModeSwitch() {
  const desk = useDesk();
  const me = useMe();
  const { modal } = App.useApp();
  const told = (
    <span className="Mode" data-mode={me.mode}>
      <i aria-hidden="true" />
      {words.names[me.mode]}
    </span>
  );
  if (!atLeast(me.role, "lead")) return told;

  const ask = (to: Mode) => {
    if (to === me.mode) return;
    modal.confirm({
      title: words.confirm(words.names[to]),
      content: (
        <>
          <p>{words.means[to]}</p>
          <p className="Quiet">{words.scope}</p>
        </>
      ),
      okText: words.yes,
      okButtonProps: { danger: to === "off" },
      onOk: () => desk.mode(to, words.done(words.names[to])),
    });
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [me.mode],
        items: MODES.map((each) => ({
          key: each,
          label: (
            <span className="Mode-choice">
              <b>{words.names[each]}</b>
              <small>{words.means[each]}</small>
            </span>
          ),
          onClick: () => ask(each),
        })),
      }}
    >
      <Button type="text" aria-label={`${words.label}：${words.names[me.mode]}`}>
        {told}
        <DownOutlined className="Small-icon" aria-hidden />
      </Button>
    </Dropdown>
  );
}
