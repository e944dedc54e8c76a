import { CloseOutlined } from "@ant-design/icons";
import { Badge, Button, Empty, Skeleton, Tabs } from "antd";
import { useState } from "react";
import { useDesk } from "../../context";
import type { Open } from "../../keepers/talk";
import { prefs } from "../../prefs";
import { side as words, shell } from "../../texts";
import { Failed } from "../talks/QueueList";
import { CasesTab } from "./CasesTab";
import { EvidenceTab } from "./EvidenceTab";
import { NotesTab } from "./NotesTab";
import { OrdersTab } from "./OrdersTab";
import { OthersTab } from "./OthersTab";

type Tab = keyof typeof words.tabs;

export function SidePanel({ open, onClose }: { open: Open; onClose: (() => void) | null }) {
  const desk = useDesk();
  const [tab, setTab] = useState<Tab>(() => known(prefs.get("tab")));
  const { side, talk, buyer } = open;
  const counts: Record<Tab, number> = {
    cases: side?.cases.length ?? 0,
    orders: side?.orders.length ?? 0,
    evidence: side?.evidence.length ?? 0,
    others: side?.others.length ?? 0,
    notes: talk?.notes.length ?? 0,
  };
  const body = () => {
    if (tab === "notes") return <NotesTab key={buyer} buyer={buyer} notes={talk?.notes ?? []} />;
    if (!side) {
      if (open.sideTrouble) return <Failed text={open.sideTrouble} onRetry={() => void desk.talk.reloadSide()} />;
      return <Skeleton active paragraph={{ rows: 6 }} />;
    }
    if (tab === "cases") return <CasesTab key={buyer} cases={side.cases} />;
    if (tab === "orders") return <OrdersTab orders={side.orders} />;
    if (tab === "evidence") return <EvidenceTab key={buyer} shown={side.evidence} buyer={buyer} />;
    return <OthersTab others={side.others} />;
  };
  return (
    <aside className="Side" aria-label={words.label}>
      <Tabs
        activeKey={tab}
        size="small"
        onChange={(key) => {
          setTab(key as Tab);
          prefs.set("tab", key);
        }}
        tabBarExtraContent={
          onClose && <Button type="text" icon={<CloseOutlined />} aria-label={shell.close} onClick={onClose} />
        }
        items={(Object.keys(words.tabs) as Tab[]).map((key) => ({
          key,
          label: (
            <span className="Side-tab">
              {words.tabs[key]}
              {counts[key] > 0 && (
                <Badge count={counts[key]} size="small" color="var(--line-2)" className="Side-count" />
              )}
            </span>
          ),
        }))}
      />
      <div className="Side-body" role="region" aria-label={words.tabs[tab]} tabIndex={0}>
        {body()}
      </div>
    </aside>
  );
}

function known(tab: string | null): Tab {
  return tab !== null && tab in words.tabs ? (tab as Tab) : "cases";
}

export function Nothing({ text }: { text: string }) {
  return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} />;
}
