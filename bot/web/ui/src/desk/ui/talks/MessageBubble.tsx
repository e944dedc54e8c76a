import { memo } from "react";
import type { Message, OrderCard } from "../../../api";
import { clock } from "../../../when";
import { talk as words, orders as orderWords, units } from "../../texts";
import { Picture } from "../Picture";

interface Props {
  message: Message;
  head: boolean;
  buyer: string;
  onView: (id: string) => void;
}

export const MessageBubble = memo(function MessageBubble({ message, head, buyer, onView }: Props) {
  const { from, text, order } = message;
  if (from === "notice") {
    return (
      <p className="Notice">
        {text} <time dateTime={message.at}>{clock(message.at)}</time>
      </p>
    );
  }
  const name = from === "buyer" ? buyer : (message.name ?? (from === "bot" ? words.botName : words.agent));
  const cards = order ? [order] : message.orders;
  return (
    <article
      className="Said"
      data-from={from}
      data-head={head || undefined}
      aria-label={`${name} ${clock(message.at)}`}
    >
      {head && (
        <p className="Said-label" aria-hidden="true">
          <b>{name}</b>
          {from === "bot" && <span className="Mark">{words.botTag}</span>}
          <time dateTime={message.at}>{clock(message.at)}</time>
        </p>
      )}
      {text && !(order && text === order.say) && <p className="Bubble">{text}</p>}
      {cards.map((card) => (
        <Card key={card.order_no} card={card} />
      ))}
      {message.evidence.length > 0 && (
        <div className="Pictures">
          {message.evidence.map((item, index) => (
            <Picture key={item.id} item={item} buyer={buyer} index={index + 1} onOpen={() => onView(item.id)} />
          ))}
        </div>
      )}
      {message.buttons.length > 0 && (
        <p className="Offers" aria-label={words.buttons}>
          {message.buttons.map((button) => (
            <span key={button.payload}>{button.title}</span>
          ))}
        </p>
      )}
    </article>
  );
});

function Card({ card }: { card: OrderCard }) {
  return (
    <div className="OrderCard">
      <p className="OrderCard-top">
        <code>{card.order_no}</code>
        <span>{card.stage}</span>
      </p>
      {card.lines.map((line, index) => (
        <p key={index}>
          {line.title}
          <span className="Quiet">
            {units.dot}
            {line.spec} {units.times(line.quantity)}
          </span>
        </p>
      ))}
      <p className="Quiet">
        {orderWords.paid} {units.yen}
        {card.paid}
        {units.dot}
        {card.placed_on}
      </p>
    </div>
  );
}
