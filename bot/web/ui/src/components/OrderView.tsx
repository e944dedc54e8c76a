import { Card } from "@chatui/core/es/components/Card";
import type { OrderCard } from "../api";
import { order as words, symbols } from "../texts";

/** One order, as in the shop's own list. A button when it may be chosen. */
export function OrderView({
  card,
  state,
  onChoose,
}: {
  card: OrderCard;
  state?: "open" | "chosen" | "used";
  onChoose?: () => void;
}) {
  const body = (
    <>
      <span className="Order-top">
        <span>
          {words.placed} {card.placed_on}
        </span>
        <span className="Order-stage">{card.stage}</span>
      </span>
      <span className="Order-lines">
        {(card.lines.length ? card.lines : [{ title: card.title, spec: "", quantity: 1 }])
          .slice(0, 3)
          .map((line, index) => (
            <span className="Order-line" key={index}>
              <span className="Order-title">{line.title}</span>
              <span className="Order-spec">{line.spec}</span>
              <span className="Order-count">{words.quantity(line.quantity)}</span>
            </span>
          ))}
        {card.lines.length > 3 && (
          <span className="Order-rest">{words.more(card.lines.reduce((sum, line) => sum + line.quantity, 0))}</span>
        )}
      </span>
      <span className="Order-foot">
        <span className="Order-no">{card.order_no}</span>
        <span className="Price">
          <span className="Order-paid">{words.paid}</span>
          <small>{symbols.yen}</small>
          {card.paid}
        </span>
      </span>
    </>
  );
  if (!onChoose) return <Card className="Order">{body}</Card>;
  return (
    <button
      type="button"
      className="Card Order"
      data-state={state ?? "open"}
      disabled={state === "used" || state === "chosen"}
      aria-label={`${words.choose(card.title)}${symbols.dot}${card.stage}${symbols.dot}${words.paid} ${card.paid}`}
      onClick={onChoose}
    >
      {body}
    </button>
  );
}
