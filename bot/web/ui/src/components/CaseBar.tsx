import { Icon } from "@chatui/core/es/components/Icon";
import { useChat } from "../context";
import { cases as words, symbols } from "../texts";
import { by } from "../when";

/** The newest open case in one line, with what comes next and by when. */
export function CaseBar({ onOpen }: { onOpen: () => void }) {
  const { cases } = useChat();
  const open = cases
    .filter((item) => item.status === "open")
    .sort((one, other) => Date.parse(other.opened_at) - Date.parse(one.opened_at));
  const newest = open[0];
  if (!newest) return null;
  const next = newest.steps.find((step) => !step.done);
  return (
    <button type="button" className="CaseBar" onClick={onOpen}>
      <span className="Tag" data-tone="brand">
        {words.title}
        {open.length > 1 && symbols.space + open.length}
      </span>
      <span className="CaseBar-text" data-late={next?.late || undefined}>
        {next ? words.bar(newest.result, next.title, by(next.at)) : newest.result}
      </span>
      <Icon type="right" />
    </button>
  );
}
