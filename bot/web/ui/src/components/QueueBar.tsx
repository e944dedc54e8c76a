import { Icon } from "@chatui/core/es/components/Icon";
import { useChat } from "../context";
import { queue, symbols } from "../texts";
import { when } from "../when";

export function QueueBar() {
  const { talk } = useChat();
  if (talk?.owner !== "queue") return null;
  const { place, due, hours } = talk;
  const lead = place === null ? queue.waiting : place <= 1 ? queue.first : queue.place(place);
  const more = [due && queue.due(when(due)), hours && queue.hours(hours)].filter(Boolean);
  return (
    <section className="QueueBar" role="status">
      <Icon type="clock" />
      <div>
        <strong>{lead}</strong>
        <p>{more.length ? more.join(symbols.dot) : queue.stay}</p>
      </div>
    </section>
  );
}
