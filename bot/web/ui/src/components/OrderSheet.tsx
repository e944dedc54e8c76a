import { Button } from "@chatui/core/es/components/Button";
import { Icon } from "@chatui/core/es/components/Icon";
import { useCallback, useEffect, useState } from "react";
import type { OrderCard } from "../api";
import { useController } from "../context";
import { link, order as words } from "../texts";
import { OrderView } from "./OrderView";
import { Sheet } from "./Sheet";

export function OrderSheet({ onClose }: { onClose: () => void }) {
  const controller = useController();
  const [orders, setOrders] = useState<OrderCard[] | "loading" | "failed">("loading");
  const load = useCallback(() => {
    setOrders("loading");
    controller.api.orders().then(setOrders, () => setOrders("failed"));
  }, [controller]);
  useEffect(load, [load]);
  return (
    <Sheet title={words.panel} onClose={onClose}>
      <div className="Stack" aria-busy={orders === "loading"}>
        {orders === "loading" && (
          <p className="Quiet" role="status">
            <Icon type="spinner" spin /> {words.loading}
          </p>
        )}
        {orders === "failed" && (
          <p className="Quiet" role="alert">
            {words.failed} <Button onClick={load}>{link.retry}</Button>
          </p>
        )}
        {Array.isArray(orders) && orders.length === 0 && <p className="Quiet">{words.none}</p>}
        {Array.isArray(orders) &&
          orders.map((card) => (
            <OrderView
              key={card.order_no}
              card={card}
              onChoose={() => {
                controller.sendOrder(card);
                onClose();
              }}
            />
          ))}
      </div>
    </Sheet>
  );
}
