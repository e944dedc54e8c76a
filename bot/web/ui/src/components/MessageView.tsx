import { Bubble } from "@chatui/core/es/components/Bubble";
import { Icon } from "@chatui/core/es/components/Icon";
import { memo } from "react";
import type { Message } from "../api";
import { useController } from "../context";
import { spoken, titled } from "../offers";
import { chat, names } from "../texts";
import { clock } from "../when";
import { EvidenceGrid } from "./EvidenceGrid";
import { OrderChoices } from "./OrderChoices";
import { OrderView } from "./OrderView";

interface Props {
  message: Message;
  /** What the buyer said next, if anything. */
  answer: Message | null;
  used: boolean;
  head: boolean;
  onOrders: () => void;
}

export const MessageView = memo(function MessageView({ message, answer, used, head, onOrders }: Props) {
  const controller = useController();
  const { from, text, order } = message;
  if (from === "notice") return <p className="Notice-line">{text}</p>;
  const mine = from === "buyer";
  const name = mine ? names.me : (message.name ?? names[from]);
  const plain = order && text === order.say ? "" : spoken(message);
  return (
    <article className="Row" data-from={from} data-head={head || undefined} aria-label={`${name} ${clock(message.at)}`}>
      {!mine && (
        <span className="Face" aria-hidden="true">
          {head && <Icon type={from === "agent" ? "person" : "bot"} />}
        </span>
      )}
      <div className="Row-main">
        {head && (
          <p className="Row-label" aria-hidden="true">
            {!mine && (
              <>
                {name}
                <span className="Tag" data-tone={from === "agent" ? "good" : "plain"}>
                  {from === "agent" ? names.agentTag : names.botTag}
                </span>
              </>
            )}
            <time dateTime={message.at}>{clock(message.at)}</time>
          </p>
        )}
        {plain && <Bubble type="text">{plain}</Bubble>}
        {order && <OrderView card={order} />}
        {message.evidence.length > 0 && <EvidenceGrid evidence={message.evidence} />}
        {message.orders.length > 0 && (
          <OrderChoices orders={message.orders} answer={answer} used={used} onMore={onOrders} />
        )}
        {message.buttons.length > 0 && (
          <div className="Chips" role="group" aria-label={chat.options}>
            {titled(message).map((button) => {
              const chosen = answer?.text === button.payload;
              return (
                <button
                  key={button.payload}
                  type="button"
                  className="Chip"
                  disabled={used}
                  data-chosen={chosen || undefined}
                  onClick={() => controller.say(button.payload)}
                >
                  {chosen && <Icon type="check" name={chat.chosen} role="img" />}
                  {button.title}
                </button>
              );
            })}
          </div>
        )}
      </div>
    </article>
  );
});
