import { useState } from "react";
import { stamp } from "../../stamp";
import { evidence as words, side } from "../../texts";
import type { Shown } from "../../wire/side";
import { Picture } from "../Picture";
import { Viewer } from "../Viewer";
import { Nothing } from "./SidePanel";

export function EvidenceTab({ shown, buyer }: { shown: Shown[]; buyer: string }) {
  const [at, setAt] = useState<number | null>(null);
  if (!shown.length) return <Nothing text={side.noEvidence} />;
  return (
    <>
      <ul className="Evidence">
        {shown.map((each, index) => (
          <li key={`${index} ${each.evidence.id}`}>
            <Picture item={each.evidence} buyer={buyer} index={index + 1} onOpen={() => setAt(index)} />
            <p>
              <time dateTime={each.at}>{stamp(each.at)}</time>
              {each.notes.map((note) => (
                <span key={note} className="Mark" data-tone="soon">
                  {note}
                </span>
              ))}
            </p>
            {each.asked_for && <p className="Quiet">{words.askedFor(each.asked_for)}</p>}
          </li>
        ))}
      </ul>
      {at !== null && (
        <Viewer items={shown.map((each) => each.evidence)} at={at} buyer={buyer} onClose={() => setAt(null)} />
      )}
    </>
  );
}
