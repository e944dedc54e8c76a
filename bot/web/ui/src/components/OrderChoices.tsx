import { useState } from "react";
import type { Message, OrderCard } from "../api";
import { useController } from "../context";
import { chat } from "../texts";
import { OrderView } from "./OrderView";

const FEW = 3;

export function OrderChoices({
  orders,
  answer,
  used,
  onMore,
}: {
  orders: OrderCard[];
  answer: Message | null;
  used: boolean;
  onMore: () => void;
}) {
  const controller = useController();
  const [all, setAll] = useState(false);
  const chosen = answer && orders.find((card) => card.say === answer.text || card.order_no === answer.order?.order_no);
  // Once chosen, the others only take up room.
  const shown = chosen ? [chosen] : all ? orders : orders.slice(0, FEW);
  return (
    <div className="Stack" role="group" aria-label={chat.orders}>
      {shown.map((card) => (
        <OrderView
          key={card.order_no}
          card={card}
          state={card === chosen ? "chosen" : used ? "used" : "open"}
          onChoose={() => controller.say(card.say)}
        />
      ))}
      {!used && !all && orders.length > FEW && (
        <button type="button" className="Link" onClick={() => (orders.length > 8 ? onMore() : setAll(true))}>
          {chat.ordersMore(orders.length)}
        </button>
      )}
    </div>
  );
}
