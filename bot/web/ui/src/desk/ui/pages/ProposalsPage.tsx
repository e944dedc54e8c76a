import { Button, Empty, Input, Skeleton } from "antd";
import { useState } from "react";
import { useDesk } from "../../context";
import { diff } from "../../diff";
import { useLoaded } from "../../loaded";
import { stamp } from "../../stamp";
import { proposals as words, shell } from "../../texts";
import type { Proposal } from "../../wire/talk";
import { Failed, Kind } from "../talks/QueueList";
import { Head } from "./Head";

export default function ProposalsPage() {
  const desk = useDesk();
  const { value, trouble, again, put } = useLoaded(desk.api.proposals);
  const open = value?.filter((each) => each.state === "open") ?? [];
  const decided = value?.filter((each) => each.state !== "open") ?? [];

  const decide = async (proposal: Proposal, accept: boolean, text: string) => {
    const done = await desk.act(
      async () => {
        await desk.api.decide(proposal.number, accept, text);
        return true;
      },
      accept ? words.accepted : words.dropped,
    );
    if (!done || !value) return;
    const state = accept ? ("accepted" as const) : ("dropped" as const);
    put(value.map((each) => (each === proposal ? { ...each, state, after: text || each.after } : each)));
  };
  return (
    <>
      <Head title={words.heading} lead={words.lead} />
      {trouble && <Failed text={trouble} onRetry={again} />}
      {!value && !trouble && <Skeleton active paragraph={{ rows: 8 }} />}
      {value && !open.length && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={<Kind lines={[words.noneOpen, words.noneMore]} />}
        />
      )}
      {open.map((each) => (
        <ProposalCard key={each.number} proposal={each} onDecide={(accept, text) => decide(each, accept, text)} />
      ))}
      {decided.length > 0 && (
        <details className="Decided">
          <summary>
            {words.decided} {decided.length}
          </summary>
          {decided.map((each) => (
            <ProposalCard key={each.number} proposal={each} />
          ))}
        </details>
      )}
    </>
  );
}

interface Props {
  proposal: Proposal;
  onDecide?: (accept: boolean, text: string) => Promise<void>;
}

function ProposalCard({ proposal, onDecide }: Props) {
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (accept: boolean, edited = "") => {
    setBusy(true);
    await onDecide?.(accept, edited);
    setBusy(false);
  };
  const changes = diff(proposal.before, text ?? proposal.after);
  return (
    <article className="Card Proposal">
      <p className="Proposal-head">
        <span className="Mark">{words.kinds[proposal.kind]}</span>
        <b>{proposal.name}</b>
        <span className="Quiet">{words.by(proposal.by, stamp(proposal.at))}</span>
        {!onDecide && <span className="Mark">{words.states[proposal.state]}</span>}
      </p>
      <div className="Proposal-sides">
        {proposal.before && (
          <div>
            <h2>{words.before}</h2>
            <p>
              {changes.map(
                ({ kind, text: part }, index) =>
                  kind !== "new" && (kind === "gone" ? <del key={index}>{part}</del> : <span key={index}>{part}</span>),
              )}
            </p>
          </div>
        )}
        <div>
          <h2>{words.after}</h2>
          {text === null ? (
            <p>
              {changes.map(
                ({ kind, text: part }, index) =>
                  kind !== "gone" && (kind === "new" ? <ins key={index}>{part}</ins> : <span key={index}>{part}</span>),
              )}
            </p>
          ) : (
            <Input.TextArea
              autoFocus
              autoSize={{ minRows: 3, maxRows: 12 }}
              value={text}
              aria-label={words.after}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </div>
      </div>
      {onDecide && (
        <p className="Buttons">
          {text === null ? (
            <>
              <Button type="primary" loading={busy} onClick={() => void decide(true)}>
                {words.accept}
              </Button>
              <Button disabled={busy} onClick={() => setText(proposal.after)}>
                {words.edit}
              </Button>
              <Button type="text" disabled={busy} onClick={() => void decide(false)}>
                {words.drop}
              </Button>
            </>
          ) : (
            <>
              <Button
                type="primary"
                loading={busy}
                disabled={!text.trim()}
                onClick={() => void decide(true, text.trim()).then(() => setText(null))}
              >
                {words.acceptEdited}
              </Button>
              <Button onClick={() => setText(null)}>{shell.cancel}</Button>
            </>
          )}
        </p>
      )}
    </article>
  );
}
