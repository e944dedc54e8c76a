import { stamp } from "../../stamp";
import { others as words, side, units } from "../../texts";
import type { Other } from "../../wire/side";
import { Nothing } from "./SidePanel";

export function OthersTab({ others }: { others: Other[] }) {
  if (!others.length) return <Nothing text={side.noOthers} />;
  return (
    <ol className="Others">
      {others.map((each) => (
        <li key={each.number}>
          <p>
            <b>{each.reason}</b>
            <time dateTime={each.opened_at}>{stamp(each.opened_at)}</time>
          </p>
          <p className="Quiet">
            {[each.agent && words.by(each.agent), each.result ?? (each.closed_at ? null : words.running)]
              .filter(Boolean)
              .join(units.dot)}
          </p>
        </li>
      ))}
    </ol>
  );
}
