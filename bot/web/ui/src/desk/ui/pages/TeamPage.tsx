import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Select, Skeleton } from "antd";
import { useState } from "react";
import { useDesk, useMe } from "../../context";
import { useLoaded } from "../../loaded";
import { roles, team as words } from "../../texts";
import type { ChangedAgent, Colleague, Role } from "../../wire/people";
import { Failed } from "../talks/QueueList";
import { AddAgent, ResetPassword } from "./AgentDialogs";
import { Head } from "./Head";

const ROLES = (Object.keys(roles) as Role[]).map((value) => ({ value, label: roles[value] }));

export default function TeamPage() {
  const desk = useDesk();
  const me = useMe();
  const { modal } = App.useApp();
  const { value, trouble, loading, again } = useLoaded(desk.api.agents);
  const [adding, setAdding] = useState(false);
  const [resetting, setResetting] = useState<Colleague | null>(null);

  const change = async (agent: Colleague, changed: ChangedAgent) => {
    await desk.act(() => desk.api.changeAgent(agent.id, changed), words.changed);
    again();
  };
  const deactivate = (agent: Colleague) =>
    modal.confirm({
      title: words.deactivateAsk(agent.name),
      content: words.deactivateMore,
      okText: words.deactivate,
      okButtonProps: { danger: true },
      onOk: () => change(agent, { active: false }),
    });
  const all = value && [...value].sort((one, other) => Number(other.active) - Number(one.active));
  return (
    <>
      <Head title={words.heading}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      </Head>
      {trouble && <Failed text={trouble} onRetry={again} />}
      {!all && !trouble && <Skeleton active paragraph={{ rows: 6 }} />}
      {all && (
        <table className="Card Plain" aria-busy={loading}>
          <thead>
            <tr>
              {[words.name, words.role, words.status, words.talks, words.actions].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map((agent) => (
              <tr key={agent.id}>
                <th scope="row">
                  <b>{agent.name}</b> <code className="Quiet">{agent.id}</code>
                </th>
                <td>
                  {agent.id === me.id ? (
                    roles[agent.role]
                  ) : (
                    <Select
                      size="small"
                      className="Team-role"
                      value={agent.role}
                      options={ROLES}
                      aria-label={`${agent.name} ${words.role}`}
                      disabled={!agent.active}
                      onChange={(role: Role) => void change(agent, { role })}
                    />
                  )}
                </td>
                <td>
                  <Status agent={agent} />
                </td>
                <td>{agent.talks}</td>
                <td>
                  {agent.id === me.id ? (
                    <span className="Quiet">{words.me}</span>
                  ) : (
                    <span className="Buttons">
                      <Button size="small" onClick={() => setResetting(agent)}>
                        {words.reset}
                      </Button>
                      {agent.active ? (
                        <Button size="small" danger onClick={() => deactivate(agent)}>
                          {words.deactivate}
                        </Button>
                      ) : (
                        <Button size="small" onClick={() => void change(agent, { active: true })}>
                          {words.activate}
                        </Button>
                      )}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {adding && <AddAgent roles={ROLES} onClose={() => setAdding(false)} onDone={again} />}
      {resetting && <ResetPassword agent={resetting} onClose={() => setResetting(null)} />}
    </>
  );
}

function Status({ agent: { active, online, presence } }: { agent: Colleague }) {
  const state = !active ? "inactive" : !online ? "offline" : presence === "here" ? "online" : "away";
  return (
    <span className="Status" data-state={state}>
      <i aria-hidden="true" />
      {words[state]}
    </span>
  );
}
