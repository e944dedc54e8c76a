import { memo } from "react";
import { money } from "../../money";
import { talkHash } from "../../routes";
import { stamp } from "../../stamp";
import { priorities, queue as words, units } from "../../texts";
import type { Row } from "../../wire/queue";
import { Countdown } from "../Countdown";

interface Props {
  row: Row;
  open: boolean;
  cursor: boolean;
  /** Whether to tell who has it. */
  owned: boolean;
}

export const QueueRow = memo(function QueueRow({ row, open, cursor, owned }: Props) {
  const matter = [row.issue, row.item].filter(Boolean).join(units.dot);
  const owner = owned ? ownerOf(row) : null;
  return (
    <li className="Row" data-priority={row.priority} data-cursor={cursor || undefined}>
      <a href={talkHash(row.buyer_id)} aria-current={open || undefined}>
        <span className="Row-top">
          {row.waits && <i className="Row-dot" title={words.waits} role="img" aria-label={words.waits} />}
          <b className="Row-who">{row.buyer_id}</b>
          {priorities[row.priority] && (
            <span className="Mark" data-tone={row.priority}>
              {priorities[row.priority]}
            </span>
          )}
          {row.task && <span className="Mark">{words.task}</span>}
          {row.clock && <Countdown clock={row.clock} since={row.clock.kind === "reply" ? row.last_at : null} />}
        </span>
        <span className="Row-matter">
          {row.reason && <em>{row.reason}</em>}
          <span>{matter}</span>
          {row.amount !== null && <b>{money(row.amount)}</b>}
        </span>
        <span className="Row-last">
          <span>
            {row.last_from && words.from[row.last_from]}
            {row.last_text}
          </span>
          {row.last_at && <time dateTime={row.last_at}>{stamp(row.last_at)}</time>}
        </span>
        {(owner || !row.chat) && (
          <span className="Row-owner">{[owner, row.chat ? null : words.notChat].filter(Boolean).join(units.dot)}</span>
        )}
      </a>
    </li>
  );
});

function ownerOf({ owner, agent }: Row): string | null {
  if (owner === "bot") return words.withBot;
  return owner === "agent" && agent ? words.withAgent(agent) : null;
}
