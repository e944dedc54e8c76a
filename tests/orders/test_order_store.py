"""Orders in both databases: whole documents in, whole documents out, and only to their buyer."""

from datetime import timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.orders import Counts, Extra, Line, NoReason, OrderStore, Parcel, Request, RequestState, RequestWay, Stage
from tests.orders.makers import NOON, order

FULL = order(
    "2617000000000009",
    stage=Stage.COMPLETED,
    paid_at=NOON,
    promised_ship_at=NOON + timedelta(hours=48),
    shipped_at=NOON + timedelta(hours=20),
    signed_at=NOON + timedelta(days=3),
    completed_at=NOON + timedelta(days=13),
    freight_insurance=True,
    refunded=500,
    parcels=(Parcel("SF1", "顺丰速运", (1,), 500, 501, 90, NOON, NOON, NOON),),
    requests=(Request("9", 1, RequestWay.EXCHANGE, RequestState.REFUSED, NOON, NOON, 9990, "没有凭证"),),
)


@pytest.fixture
def store(engine: Engine) -> OrderStore:
    return OrderStore(engine)


def test_an_order_comes_back_as_it_was_saved(store: OrderStore) -> None:
    extras = (Extra("运动袜", "gift", 2, 990, 80), Extra("鞋带", "accessory"))
    line = Line(1, "跑步鞋", "42码", "鞋靴", 1, 26900, 23900, 690, NoReason.AFTER_USE, False, True, extras)
    full = order(FULL.order_no, parcels=FULL.parcels)
    store.save([FULL], "shop")
    assert store.get(FULL.order_no, "buyer-lin") == FULL

    store.save([type(full)(full.order_no, full.buyer_id, full.stage, full.placed_at, (line,))], "shop")
    found = store.get(FULL.order_no, "buyer-lin")
    assert found is not None
    assert found.lines == (line,)


def test_a_strangers_order_and_a_made_up_one_look_the_same(store: OrderStore) -> None:
    store.save([order("1", "buyer-lin")], "shop")

    assert store.get("1", "buyer-chen") is None
    assert store.get("2", "buyer-chen") is None
    assert store.find("1") == order("1", "buyer-lin")
    assert store.find("2") is None


def test_a_buyers_orders_come_newest_first(store: OrderStore) -> None:
    store.save(
        [order("old", days_ago=9), order("new"), order("middle", days_ago=2), order("other", "buyer-he")], "shop"
    )

    assert [found.order_no for found in store.of_buyer("buyer-lin")] == ["new", "middle", "old"]
    assert [found.order_no for found in store.of_buyer("buyer-lin", limit=1)] == ["new"]
    assert store.of_buyer("nobody") == []


def test_saving_twice_changes_nothing_and_a_new_state_replaces_the_old(store: OrderStore) -> None:
    first = [order(str(number)) for number in range(1200)]
    closed = order("7", stage=Stage.CLOSED)

    assert store.save(first, "shop") == Counts(new=1200)
    assert store.save(first, "shop") == Counts(unchanged=1200)
    assert store.save([closed, *first[8:10], order("new")], "shop") == Counts(new=1, changed=1, unchanged=2)
    assert store.find("7") == closed


def test_of_two_documents_of_one_number_the_later_stands(store: OrderStore) -> None:
    assert store.save([order("1"), order("1", stage=Stage.CLOSED)], "shop") == Counts(new=1)
    assert store.find("1") == order("1", stage=Stage.CLOSED)


def test_nothing_is_saved_when_one_order_cannot_be(store: OrderStore) -> None:
    broken = order("2", buyer=None)  # type: ignore[arg-type]

    with pytest.raises(Exception, match=r"(?i)null"):
        store.save([*(order(str(number)) for number in range(1000, 1600)), broken], "shop")
    assert store.count() == 0


def test_counts_by_source_and_buyer(store: OrderStore) -> None:
    store.save([order("1"), order("2"), order("3", "buyer-chen")], "demo")
    store.save([order("4", "buyer-he")], "shop")

    assert (store.count(), store.count("demo"), store.count("shop")) == (4, 3, 1)
    assert store.buyers("demo") == [("buyer-chen", 1), ("buyer-lin", 2)]


def test_an_order_that_the_shop_imports_is_no_longer_of_the_demo(store: OrderStore) -> None:
    store.save([order("1")], "demo")

    assert store.save([order("1")], "shop") == Counts(changed=1)
    assert (store.count("demo"), store.count("shop")) == (0, 1)
