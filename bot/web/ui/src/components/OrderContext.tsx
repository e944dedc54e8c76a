import { Button } from "@chatui/core/es/components/Button";
import { Icon } from "@chatui/core/es/components/Icon";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { OrderCard } from "../api";
import type { Bridge } from "../bridge";
import { useChat, useController } from "../context";
import { order as words, symbols } from "../texts";

/** The order whose page the buyer came from, ready to be sent with one tap. */
export function OrderContext({ bridge }: { bridge: Bridge }) {
  const controller = useController();
  const { messages, talk, outbox, ready } = useChat();
  const { order } = useSyncExternalStore(bridge.subscribe, bridge.snapshot);
  const order_no = order ?? talk?.order_no ?? null;
  const [card, setCard] = useState<OrderCard | null>(null);
  const [done, setDone] = useState<string | null>(null);

  useEffect(() => {
    setCard(null);
    if (!order_no || !ready) return;
    let current = true;
    controller.api.orders().then(
      (orders) => current && setCard(orders.find((candidate) => candidate.order_no === order_no) ?? null),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [controller, order_no, ready]);

  const sent =
    outbox.some((entry) => entry.order_no === order_no) ||
    messages.some((message) => message.from === "buyer" && message.order?.order_no === order_no);
  if (!card || sent || done === order_no) return null;
  return (
    <section className="OrderContext" aria-label={words.asking}>
      <div>
        <small>
          {words.asking}
          {symbols.dot}
          {card.stage}
        </small>
        <p>{card.title}</p>
      </div>
      <Button color="primary" size="sm" onClick={() => controller.sendOrder(card)}>
        {words.send}
      </Button>
      <button type="button" className="IconButton" aria-label={words.dismiss} onClick={() => setDone(order_no)}>
        <Icon type="close" />
      </button>
    </section>
  );
}
