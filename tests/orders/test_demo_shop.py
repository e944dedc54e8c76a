"""The demo shop has everything there is to show, and its days are always fresh."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.clock import SHANGHAI, days_between
from bot.orders import Counts, Order, OrderStore, Request, RequestState, Stage, load_demo, read_orders
from bot.orders.categories import lexicon, under_three_guarantees
from bot.orders.demo import demo_shop
from bot.settings import ROOT

DATA = ROOT / "data"
SHOP = demo_shop(DATA)
ANCHOR = datetime.combine(SHOP.anchor, time(), SHANGHAI)
ORDERS = read_orders(DATA / "demo" / "orders.json")
LINES = [line for order in ORDERS for line in order.lines]
EXTRAS = [extra for line in LINES for extra in line.extras]
REQUESTS = [request for order in ORDERS for request in order.requests]
PARCELS = [parcel for order in ORDERS for parcel in order.parcels]
ON_THE_WAY = [parcel for parcel in PARCELS if not parcel.signed_at]


def test_the_days_move_with_the_shops_clock(engine: Engine) -> None:
    store = OrderStore(engine)

    assert load_demo(store, DATA, date(2027, 3, 1)) == Counts(new=len(ORDERS))
    assert load_demo(store, DATA, date(2027, 3, 1)) == Counts(unchanged=len(ORDERS))
    for order in ORDERS:
        moved = store.find(order.order_no)
        assert moved is not None
        assert moved.placed_at - order.placed_at == date(2027, 3, 1) - SHOP.anchor
        assert [p.waybill for p in moved.parcels] == [p.waybill for p in order.parcels]
        assert [_times(request) for request in moved.requests] == [
            [at + (date(2027, 3, 1) - SHOP.anchor) for at in _times(request)] for request in order.requests
        ]
    assert load_demo(store, DATA, date(2027, 3, 2)) == Counts(changed=len(ORDERS))


def _times(request: Request) -> list[datetime]:
    return [at for at in (request.applied_at, request.expires_at) if at]


def test_every_buyer_is_introduced_and_has_orders() -> None:
    assert SHOP.buyers[0].id == "buyer-lin"
    assert {buyer.id for buyer in SHOP.buyers} == {order.buyer_id for order in ORDERS}
    assert len(SHOP.buyers) >= 6
    assert len(ORDERS) == 63


def test_nothing_has_happened_yet_that_lies_ahead() -> None:
    for order in ORDERS:
        happened = [order.placed_at, order.paid_at, order.shipped_at, order.signed_at, order.completed_at]
        happened += [
            at for parcel in order.parcels for at in (parcel.shipped_at, parcel.last_scan_at, parcel.signed_at)
        ]
        happened += [request.applied_at for request in order.requests]
        assert all(at < ANCHOR for at in happened if at), order.order_no


def test_requests_are_those_of_one_buyer_and_not_yet_late() -> None:
    asked = [order for order in ORDERS if order.requests]
    assert {order.buyer_id for order in asked} == {"buyer-shen"}
    assert {request.state for request in REQUESTS} == {
        RequestState.WAITING,
        RequestState.REFUSED,
        RequestState.AGREED,
        RequestState.RETURNING,
        RequestState.RETURN_REFUSED,
    }
    assert all(bool(request.refusal) == request.state.endswith("refused") for request in REQUESTS)
    assert all(request.expires_at and request.expires_at > ANCHOR + timedelta(days=1) for request in REQUESTS)


def test_every_stage_is_there() -> None:
    assert {order.stage for order in ORDERS} == set(Stage)


def test_categories_are_ours() -> None:
    assert {line.category for line in LINES} <= set(lexicon().categories)
    assert len({line.category for line in LINES}) >= 15


def off_by(order: Order) -> int | None:
    """How much lighter an order's one parcel is than its contents, in 克; None where a weight is missing."""
    (parcel,) = order.parcels
    weights = [(line.weight_g, line.quantity) for line in order.lines]
    weights += [(extra.weight_g, extra.quantity) for line in order.lines for extra in line.extras]
    if parcel.packed_g is None or parcel.packaging_g is None:
        return None
    return sum((weight or 0) * pieces for weight, pieces in weights) + parcel.packaging_g - parcel.packed_g


def test_the_default_buyer_shows_the_usual_cases() -> None:
    mine = [order for order in ORDERS if order.buyer_id == SHOP.buyers[0].id]
    signed = [order for order in mine if order.stage is Stage.SIGNED]
    shirts, *_ = (order for order in signed if len(order.lines) > 1)

    assert off_by(shirts) == shirts.lines[0].weight_g
    assert shirts.lines[0].extras[0].listed_price
    assert 0 in [off_by(order) for order in signed]
    assert {7, 8} <= {days_between(order.signed_at, ANCHOR) for order in signed if order.signed_at}
    assert [order for order in mine if order.stage is Stage.SHIPPED]
    assert [order for order in mine if order.stage is Stage.PAID and (order.promised_ship_at or ANCHOR) < ANCHOR]
    assert "食品" in {line.category for order in mine for line in order.lines}


@pytest.mark.parametrize(
    ("what", "count"),
    [
        ("gift with a listed price", sum(extra.kind == "gift" and bool(extra.listed_price) for extra in EXTRAS)),
        ("gift without", sum(extra.kind == "gift" and extra.listed_price is None for extra in EXTRAS)),
        ("accessory", sum(extra.kind == "accessory" for extra in EXTRAS)),
        ("several lines", sum(len(order.lines) > 1 for order in ORDERS)),
        ("some parcels there", sum(0 < sum(bool(p.signed_at) for p in o.parcels) < len(o.parcels) for o in ORDERS)),
        ("insurance", sum(order.freight_insurance for order in ORDERS)),
        ("refunded", sum(order.refunded > 0 for order in ORDERS)),
        ("confirmed", sum(line.no_reason_confirmed is True for line in LINES)),
        ("not confirmed", sum(line.no_reason_confirmed is False for line in LINES)),
        ("excluded, not said", sum(ln.no_reason_confirmed is None and ln.no_reason != "supported" for ln in LINES)),
        ("below 12 yuan a piece", sum(line.unit_price < 1200 for line in LINES)),
        ("below 20 yuan", sum(line.unit_price < 2000 for line in LINES)),
        ("above 200 yuan", sum(line.paid > 20000 for line in LINES)),
        ("does not divide", sum(line.paid % line.quantity > 0 for line in LINES)),
        ("no weight", sum(line.weight_g is None for line in LINES)),
        ("lighter with the courier", sum((p.packed_g or 0) - (p.courier_g or 0) > 100 for p in PARCELS if p.courier_g)),
        ("three guarantees", sum(under_three_guarantees(line) for line in LINES)),
        ("stuck 3 days", sum(ANCHOR - p.last_scan_at > timedelta(hours=72) for p in ON_THE_WAY if p.last_scan_at)),
        ("sent 15 days ago", sum(ANCHOR - p.shipped_at > timedelta(days=15) for p in ON_THE_WAY if p.shipped_at)),
    ],
)  # fmt: skip
def test_there_is_something_to_show_of(what: str, count: int) -> None:
    assert count > 0, what


def test_numbers_are_used_once() -> None:
    waybills = Counter(parcel.waybill for parcel in PARCELS)
    assert max(waybills.values()) == 1
    assert len({order.order_no for order in ORDERS}) == len(ORDERS)
    assert len({request.request_no for request in REQUESTS}) == len(REQUESTS)
