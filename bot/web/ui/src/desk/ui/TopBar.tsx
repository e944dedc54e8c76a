import { BellOutlined, DownOutlined, MutedOutlined, QuestionCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Dropdown, Segmented, Tooltip } from "antd";
import { useState } from "react";
import { useDesk, useMe } from "../context";
import { sound } from "../sound";
import { useStore } from "../store";
import { roles, shell } from "../texts";
import type { Presence } from "../wire/people";
import { ModeSwitch } from "./ModeSwitch";
import { PasswordDialog } from "./PasswordDialog";

interface Props {
  onSearch: () => void;
  onKeys: () => void;
}

export function TopBar({ onSearch, onKeys }: Props) {
  const desk = useDesk();
  const me = useMe();
  const muted = useStore(sound, (state) => state.muted);
  const [changing, setChanging] = useState(false);
  const items = [
    { key: "role", label: roles[me.role], disabled: true },
    { key: "password", label: shell.password, onClick: () => setChanging(true) },
    { type: "divider" as const },
    { key: "out", label: shell.signOut, onClick: () => void desk.signOut() },
  ];
  return (
    <header className="TopBar">
      <button type="button" className="TopBar-search" onClick={onSearch}>
        <SearchOutlined aria-hidden />
        <span>{shell.search}</span>
        <kbd>{/Mac/.test(navigator.platform) ? "⌘K" : "Ctrl K"}</kbd>
      </button>
      <span className="TopBar-space" />
      <span className="TopBar-hours">{shell.hours(me.shop_hours)}</span>
      <ModeSwitch />
      <Segmented<Presence>
        aria-label={shell.presenceLabel}
        value={me.presence}
        className={`Presence is-${me.presence}`}
        options={(["here", "away"] as const).map((value) => ({ value, label: shell.presence[value] }))}
        onChange={(presence) => void desk.present(presence)}
      />
      <Tooltip title={muted ? shell.unmute : shell.mute}>
        <Button
          type="text"
          aria-label={muted ? shell.unmute : shell.mute}
          icon={muted ? <MutedOutlined /> : <BellOutlined />}
          onClick={() => sound.mute(!muted)}
        />
      </Tooltip>
      <Tooltip title={shell.keys}>
        <Button type="text" aria-label={shell.keys} icon={<QuestionCircleOutlined />} onClick={onKeys} />
      </Tooltip>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button type="text" aria-label={shell.account(me.name)}>
          {me.name}
          <DownOutlined className="Small-icon" aria-hidden />
        </Button>
      </Dropdown>
      <PasswordDialog open={changing} onClose={() => setChanging(false)} />
    </header>
  );
}
