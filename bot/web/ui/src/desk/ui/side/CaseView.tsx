import { DownOutlined, RightOutlined } from "@ant-design/icons";
import { links } from "../../api";
import { money } from "../../money";
import { stamp } from "../../stamp";
import { cases as words, side, units } from "../../texts";
import type { Case } from "../../wire/side";
import { Countdown } from "../Countdown";
import { Events } from "./Events";
import { GrantForm } from "./GrantForm";
import { Review } from "./Review";
import { weighed, WeightsView } from "./WeightsView";

export function CaseView({ item, shut, onToggle }: { item: Case; shut: boolean; onToggle: () => void }) {
  const open = item.closed_at === null;
  const remedy = item.remedy && (words.remedies[item.remedy] ?? item.remedy);
  const result = [remedy, item.amount === null ? null : money(item.amount)].filter(Boolean).join(" ");
  return (
    <section className="Case" aria-label={item.case_no}>
      <button type="button" className="Case-head" aria-expanded={!shut} onClick={onToggle}>
        {shut ? <RightOutlined aria-hidden /> : <DownOutlined aria-hidden />}
        <span>
          <b>
            {item.issue}
            {units.dot}
            {item.item}
          </b>
          <small>
            {item.case_no}
            {units.dot}
            {words.opened(stamp(item.opened_at))}
          </small>
        </span>
        <span className="Mark" data-tone={open ? "open" : undefined}>
          {words.statuses[item.status] ?? item.status}
        </span>
      </button>
      {!shut && (
        <div className="Case-body">
          <p className="Case-standing">
            {item.standing_text}
            {result && <b>{result}</b>}
          </p>
          {item.clocks.length > 0 && (
            <p className="Case-clocks" aria-label={words.clocks}>
              {item.clocks.map((clock) => (
                <Countdown key={`${clock.title} ${clock.due}`} clock={clock} since={item.opened_at} titled />
              ))}
            </p>
          )}
          {item.weights && weighed(item.weights) && <WeightsView weights={item.weights} />}
          <Lines title={words.receipt} lines={item.receipt} />
          <Lines title={words.claim} lines={item.claim} />
          <p className="Case-line">
            <span>{words.freight}</span>
            {item.freight}
          </p>
          {open && <Review item={item} />}
          {open && item.remedies.length > 0 && <GrantForm item={item} />}
          <Events events={item.events} />
          <p className="Case-proof">
            <span>{words.proof}</span>
            {(["zip", "pdf", "txt"] as const).map((kind) => (
              <a key={kind} href={links.proof(item.case_no, kind)} download>
                {words[kind]}
              </a>
            ))}
          </p>
        </div>
      )}
      {shut && !open && <p className="Case-shut">{[side.closed, result].filter(Boolean).join(units.dot)}</p>}
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (!lines.length) return null;
  return (
    <div className="Case-lines">
      <h3>{title}</h3>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
