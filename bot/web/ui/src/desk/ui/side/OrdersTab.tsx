import { Button } from "antd";
import { useState } from "react";
import { useDesk } from "../../context";
import { copy } from "../../copy";
import { grams, money } from "../../money";
import { stamp } from "../../stamp";
import { orders as words, side, units } from "../../texts";
import type { Order, Parcel } from "../../wire/side";
import { Nothing } from "./SidePanel";

export function OrdersTab({ orders }: { orders: Order[] }) {
  if (!orders.length) return <Nothing text={side.noOrders} />;
  return (
    <>
      {orders.map((order) => (
        <OrderView key={order.order_no} order={order} />
      ))}
    </>
  );
}

function OrderView({ order }: { order: Order }) {
  const desk = useDesk();
  const sums: [string, number][] = [
    [words.paid, order.paid],
    [words.refunded, order.refunded],
    [words.left, order.left],
  ];
  return (
    <section className="Order" aria-label={order.order_no}>
      <p className="Order-head">
        <code>{order.order_no}</code>
        <Button type="link" size="small" onClick={() => void copy(desk, order.order_no, words.copied)}>
          {words.copy}
        </Button>
        <span className="Mark">{order.stage}</span>
      </p>
      {order.placed_at && <p className="Quiet">{words.placed(stamp(order.placed_at))}</p>}
      <ul className="Goods">
        {order.goods.map((line) => (
          <li key={line.line_no}>
            <span>
              {line.title}
              <small>
                {line.spec} {units.times(line.quantity)}
              </small>
            </span>
            <b>{money(line.paid)}</b>
          </li>
        ))}
      </ul>
      <dl className="Sums">
        {sums.map(([name, sum]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{money(sum)}</dd>
          </div>
        ))}
      </dl>
      {order.parcels.map((parcel) => (
        <ParcelView key={parcel.waybill} parcel={parcel} />
      ))}
    </section>
  );
}

const FEW = 2;

function ParcelView({ parcel }: { parcel: Parcel }) {
  const desk = useDesk();
  const [all, setAll] = useState(false);
  const news = all ? parcel.news : parcel.news.slice(0, FEW);
  const times = [
    parcel.shipped_at && words.shipped(stamp(parcel.shipped_at)),
    parcel.signed_at && words.signed(stamp(parcel.signed_at)),
  ].filter(Boolean);
  return (
    <div className="Parcel">
      <p className="Order-head">
        <b>{parcel.carrier}</b>
        <code>{parcel.waybill}</code>
        <Button type="link" size="small" onClick={() => void copy(desk, parcel.waybill, words.copied)}>
          {words.copy}
        </Button>
        <span className="Mark">{parcel.state}</span>
      </p>
      <p className="Quiet">
        {[...times, words.weights(grams(parcel.weight_g), grams(parcel.courier_g))].join(units.dot)}
      </p>
      {news.length > 0 && (
        <ol className="News" aria-label={words.news}>
          {news.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ol>
      )}
      {parcel.news.length > FEW && !all && (
        <button type="button" className="Link" onClick={() => setAll(true)}>
          {words.allNews(parcel.news.length)}
        </button>
      )}
    </div>
  );
}
