import { Icon } from "@chatui/core/es/components/Icon";
import { useState } from "react";
import { useChat } from "../context";
import { isHandheld } from "../device";
import { checklist as words, symbols } from "../texts";

export function ChecklistCard({ onPhoto }: { onPhoto: (key: string) => void }) {
  const { checklist } = useChat();
  const [choice, setChoice] = useState<boolean | null>(null);
  if (!checklist?.items.length) return null;
  const handheld = isHandheld();
  const done = checklist.items.filter((item) => item.done).length;
  const all = checklist.items.length;
  const folded = choice ?? done === all;
  return (
    <section className="Checklist" aria-label={words.heading}>
      <button
        type="button"
        className="Checklist-head"
        aria-expanded={!folded}
        aria-label={`${words.heading}${symbols.colon}${checklist.title} ${words.progress(done, all)} ${folded ? words.unfold : words.fold}`}
        onClick={() => setChoice(!folded)}
      >
        <strong>{done === all ? words.allDone : words.heading}</strong>
        <span>{checklist.title}</span>
        <em>{words.progress(done, all)}</em>
        <Icon type="down" data-up={folded || undefined} />
      </button>
      {!folded && (
        <ul>
          {checklist.items.map((item) => (
            <li key={item.key} data-done={item.done}>
              <span className="Checklist-tick">{item.done && <Icon type="check" />}</span>
              <span className="Checklist-text">
                {item.text}
                {item.done && <span className="SrOnly">{words.done}</span>}
              </span>
              {item.photo && !item.done && (
                <button type="button" className="Pill" onClick={() => onPhoto(item.key)}>
                  <Icon type={handheld ? "camera" : "image"} />
                  {handheld ? words.shoot : words.upload}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <span className="SrOnly" role="status">
        {words.progress(done, all)}
      </span>
    </section>
  );
}
