import { Button, Result, Skeleton } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useDesk, useDeskState, useMe, useRoute } from "../context";
import { actionOf, takesKeys } from "../keys";
import { firstWaiting, neighbour } from "../rows";
import { mayOpen, talkHash, type Page } from "../routes";
import { shell, talk as talkWords } from "../texts";
import { Broken } from "./Broken";
import { KeysHelp } from "./KeysHelp";
import { Mishap } from "./Mishap";
import { Rail } from "./Rail";
import { Search } from "./Search";
import { TalksPage } from "./talks/TalksPage";
import { TopBar } from "./TopBar";
import { UndoBar } from "./UndoBar";

const LATER: Record<Exclude<Page, "talks">, React.ComponentType> = {
  reports: lazy(() => import("./reports/ReportsPage")),
  proposals: lazy(() => import("./pages/ProposalsPage")),
  team: lazy(() => import("./pages/TeamPage")),
  audit: lazy(() => import("./pages/AuditPage")),
  paste: lazy(() => import("./pages/PastePage")),
};

export function Shell() {
  const desk = useDesk();
  const me = useMe();
  const { page } = useRoute();
  const spoken = useDeskState((state) => state.spoken);
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const action = actionOf(event, takesKeys(event.target, event.key));
      if (!action || event.defaultPrevented) return;
      const { rows, cursor } = desk.queue.get();
      if (action === "search") setSearching(true);
      else if (action === "help") setHelping(true);
      else if (page !== "talks") return;
      else if (action === "down" || action === "up") {
        desk.queue.set({ cursor: neighbour(rows, cursor, action === "down" ? 1 : -1) });
        // The focus goes along, or Enter would press what was clicked last.
        requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-cursor] a")?.focus());
      } else if (action === "open") {
        if (cursor === null) return;
        location.hash = talkHash(cursor);
      } else void takeNext();
      event.preventDefault();
    };
    const takeNext = async () => {
      const { open } = desk.talk.get();
      if (open) {
        if (open.talk && open.talk.owner !== "agent") await desk.talk.step("take", {}, talkWords.taken);
        return;
      }
      const row = firstWaiting(desk.queue.get().rows);
      if (row) location.hash = talkHash(row.buyer_id);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [desk, page]);

  return (
    <div className="Shell">
      <Rail page={page} />
      <div className="Shell-main">
        <TopBar onSearch={() => setSearching(true)} onKeys={() => setHelping(true)} />
        <Broken />
        <Mishap key={page}>
          <Content page={page} allowed={mayOpen(page, me.role)} />
        </Mishap>
      </div>
      <UndoBar />
      <p className="SrOnly" role="status" aria-live="polite">
        {spoken}
      </p>
      <Search open={searching} onClose={() => setSearching(false)} />
      <KeysHelp open={helping} onClose={() => setHelping(false)} />
    </div>
  );
}

function Content({ page, allowed }: { page: Page; allowed: boolean }) {
  if (page === "talks") return <TalksPage />;
  if (!allowed) {
    return (
      <main className="Page">
        <Result
          status="403"
          title={shell.forbidden}
          subTitle={shell.forbiddenMore}
          extra={<Button href="#/talks">{shell.skip}</Button>}
        />
      </main>
    );
  }
  const Later = LATER[page];
  return (
    <main className="Page" key={page}>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
        <Later />
      </Suspense>
    </main>
  );
}
