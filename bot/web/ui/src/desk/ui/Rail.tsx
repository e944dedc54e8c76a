import {
  AuditOutlined,
  BarChartOutlined,
  BulbOutlined,
  MessageOutlined,
  SnippetsOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { useDesk, useMe } from "../context";
import { hashOf, mayOpen, PAGES, type Page } from "../routes";
import { useStore } from "../store";
import { rail, shell, signIn } from "../texts";

const ICONS: Record<Page, React.ReactNode> = {
  talks: <MessageOutlined />,
  reports: <BarChartOutlined />,
  proposals: <BulbOutlined />,
  team: <TeamOutlined />,
  audit: <AuditOutlined />,
  paste: <SnippetsOutlined />,
};
const ORDER: Page[] = ["talks", "paste", ...PAGES.filter((page) => page !== "talks" && page !== "paste")];

export function Rail({ page }: { page: Page }) {
  const desk = useDesk();
  const me = useMe();
  const waiting = useStore(desk.queue, (state) => state.counts.waiting);
  const buyer = useStore(desk.talk, (state) => state.open?.buyer ?? null);
  return (
    <nav className="Rail" aria-label={shell.nav}>
      <span className="Rail-logo" aria-hidden="true">
        {signIn.brand.slice(0, 1)}
      </span>
      {ORDER.filter((name) => mayOpen(name, me.role)).map((name) => (
        <a
          key={name}
          // Back to the talk that was open.
          href={hashOf({ page: name, buyer: name === "talks" && page !== "talks" ? buyer : null })}
          className="Rail-item"
          aria-current={name === page ? "page" : undefined}
        >
          {ICONS[name]}
          <span>{rail[name]}</span>
          {name === "talks" && waiting > 0 && <b className="Rail-count">{waiting > 99 ? "99+" : waiting}</b>}
        </a>
      ))}
    </nav>
  );
}
