import { useState } from "react";
import { side as words } from "../../texts";
import type { Case } from "../../wire/side";
import { CaseView } from "./CaseView";
import { Nothing } from "./SidePanel";

/** Those that run are open, those that are settled are folded. */
export function CasesTab({ cases }: { cases: Case[] }) {
  const [folded, setFolded] = useState<Record<string, boolean>>({});
  if (!cases.length) return <Nothing text={words.noCases} />;
  const first = cases.find((each) => each.closed_at === null) ?? cases[0];
  return (
    <>
      {cases.map((each) => {
        const shut = folded[each.case_no] ?? each !== first;
        return (
          <CaseView
            key={each.case_no}
            item={each}
            shut={shut}
            onToggle={() => setFolded({ ...folded, [each.case_no]: !shut })}
          />
        );
      })}
    </>
  );
}
