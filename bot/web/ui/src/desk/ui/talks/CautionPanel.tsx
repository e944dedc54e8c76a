import { WarningFilled } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { pieces } from "../../marks";
import { caution as words, composer, shell } from "../../texts";
import type { Caution } from "../../wire/talk";

interface Props {
  text: string;
  cautions: Caution[];
  /** Grows with each try to send all the same. */
  nudged: number;
  onMend: (caution: Caution) => void;
  onOverrule: (reason: string) => void;
}

const SHORTEST = 2;

export function CautionPanel({ text, cautions, nudged, onMend, onOverrule }: Props) {
  const [reason, setReason] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (nudged) panel.current?.animate?.([{ opacity: 0.4 }, { opacity: 1 }], 300);
  }, [nudged]);
  const enough = (reason ?? "").trim().length >= SHORTEST;
  const send = () => enough && onOverrule(reason!.trim());
  return (
    <section ref={panel} className="Cautions" aria-label={words.heading(cautions.length)}>
      <p className="Cautions-head" role="alert">
        <WarningFilled aria-hidden />
        <b>{words.heading(cautions.length)}</b>
        {nudged > 0 && <span>{composer.heedFirst}</span>}
      </p>
      <p className="Cautions-text">
        {pieces(text, cautions).map((piece, index) =>
          piece.caution ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
      </p>
      <ul>
        {cautions.map((each) => (
          <li key={`${each.start} ${each.kind}`}>
            <p>
              <mark>{each.words}</mark> {each.why}
              {each.instead && (
                <>
                  {" "}
                  <span className="Cautions-instead">
                    {words.instead} <b>{each.instead}</b>
                  </span>
                </>
              )}
            </p>
            <Button size="small" onClick={() => onMend(each)}>
              {each.instead ? words.mend : words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {reason === null ? (
        <Button size="small" type="text" danger onClick={() => setReason("")}>
          {words.overrule}
        </Button>
      ) : (
        <p className="Cautions-reason">
          <Input
            autoFocus
            size="small"
            value={reason}
            maxLength={200}
            aria-label={words.why}
            placeholder={words.why}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === "Enter") {
                event.preventDefault();
                send();
              } else if (event.key === "Escape") setReason(null);
              else return;
              event.stopPropagation();
            }}
          />
          <Button size="small" danger disabled={!enough} title={enough ? undefined : words.whyShort} onClick={send}>
            {words.yes}
          </Button>
          <Button size="small" type="text" onClick={() => setReason(null)}>
            {shell.cancel}
          </Button>
        </p>
      )}
    </section>
  );
}
