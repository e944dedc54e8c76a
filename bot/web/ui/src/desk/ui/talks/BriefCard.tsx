import { DownOutlined, UpOutlined } from "@ant-design/icons";
import { useState } from "react";
import { prefs } from "../../prefs";
import { stamp } from "../../stamp";
import { brief as words } from "../../texts";
import type { Brief } from "../../wire/talk";

/** The matter at a glance, above the talk. Folded or not is remembered. */
export function BriefCard({ brief }: { brief: Brief }) {
  const [unfolded, setUnfolded] = useState(() => prefs.get("brief") !== "0");
  const toggle = () => {
    prefs.set("brief", unfolded ? "0" : "1");
    setUnfolded(!unfolded);
  };
  const parts: [string, string[]][] = [
    [words.matter, brief.matter],
    [words.facts, brief.facts],
    [words.missing, brief.missing],
    [words.said, brief.said],
    [words.advice, brief.advice ? [brief.advice] : []],
  ];
  return (
    <section className="Brief" aria-label={words.heading}>
      <button type="button" className="Brief-head" aria-expanded={unfolded} onClick={toggle}>
        <b>{brief.reason}</b>
        <span>{words.due(stamp(brief.due_at))}</span>
        <em>
          {unfolded ? words.fold : words.unfold} {unfolded ? <UpOutlined aria-hidden /> : <DownOutlined aria-hidden />}
        </em>
      </button>
      {unfolded && (
        <dl>
          {parts
            .filter(([, lines]) => lines.length)
            .map(([name, lines]) => (
              <div key={name} data-said={name === words.said || undefined}>
                <dt>{name}</dt>
                <dd>
                  {lines.map((line, index) => (
                    <span key={index}>{line}</span>
                  ))}
                </dd>
              </div>
            ))}
        </dl>
      )}
    </section>
  );
}
