"""Amounts and weights over orders and claims that nobody thought of: what must hold of every one of them."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.aftersales.amounts import reckon
from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Basis
from bot.aftersales.earlier import PAYING, PAYS_BACK, Earlier, Missing, earlier
from bot.aftersales.gather import extra_of
from bot.aftersales.store import CaseStore
from bot.aftersales.weights import Weighing, weigh
from bot.clock import Clock
from bot.examples.reading import claim_of, order_of
from bot.handover.store import HandoverStore
from bot.money import share
from bot.orders.model import Extra, Line, Order, Request, RequestState, RequestWay
from bot.orders.store import OrderStore
from bot.shop import Shop
from bot.store import ensure_schema, open_engine
from tests.policy.made_up import IN_FORCE, MONEY, NOW, PIECES, PROBLEMS, about, claims, decide, granted, orders
from tests.policy.shipped import shipped_policies

PRICED: tuple[Basis, ...] = ("pieces", "line")
BASES: tuple[Basis, ...] = (*PRICED, "compensation")
steady = settings(derandomize=True, deadline=None, max_examples=300)
fewer = settings(steady, max_examples=150)


@steady
@given(total=MONEY, of=PIECES)
def test_shares_of_successive_pieces_add_up_to_the_total(total: int, of: int) -> None:
    shares = [share(total, number, of) - share(total, number - 1, of) for number in range(1, of + 1)]

    assert sum(shares) == total
    assert min(shares) >= 0
    assert max(shares) - min(shares) <= 1


@steady
@given(total=MONEY, of=PIECES)
def test_a_share_is_never_more_than_the_total_and_grows_with_the_pieces(total: int, of: int) -> None:
    shares = [share(total, number, of) for number in range(of + 1)]

    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, total)


@st.composite
def _orders(draw: st.DrawFn) -> tuple[Order, Line, Extra | None, int]:
    """An order of up to three lines, partly refunded perhaps, and some pieces of its first line or of a gift."""
    extra = Extra("运动袜", quantity=draw(PIECES), listed_price=draw(st.none() | MONEY))
    lines: list[dict[str, Any]] = [
        {"paid": draw(MONEY), "quantity": draw(PIECES)} for _ in range(draw(st.integers(1, 3)))
    ]
    lines[0]["extras"] = (extra,)
    order = order_of({"lines": lines, "refunded": draw(MONEY)})
    of = draw(st.sampled_from([None, extra]))
    return order, order.lines[0], of, draw(st.integers(1, (of or order.lines[0]).quantity))


@steady
@given(bought=_orders(), promised=MONEY)
def test_no_amount_goes_beyond_what_is_paid_and_not_yet_given_back(
    bought: tuple[Order, Line, Extra | None, int], promised: int
) -> None:
    order, line, extra, pieces = bought
    amounts = reckon(order, line, extra, pieces, IN_FORCE, Earlier(promised))

    left = max(0, order.paid - order.refunded - promised)
    known = {basis: amount for basis, amount in amounts.by_basis.items() if amount is not None}
    assert all(0 <= amount <= left for amount in known.values())
    assert known["line"] <= line.paid
    assert extra or known["pieces"] <= line.paid
    assert known.get("compensation", 0) <= known.get("pieces", 0)


@steady
@given(bought=_orders(), promised=MONEY, more=MONEY)
def test_what_is_promised_elsewhere_never_raises_an_amount(
    bought: tuple[Order, Line, Extra | None, int], promised: int, more: int
) -> None:
    order, line, extra, pieces = bought
    before = reckon(order, line, extra, pieces, IN_FORCE, Earlier(promised)).by_basis
    after = reckon(order, line, extra, pieces, IN_FORCE, Earlier(promised + more)).by_basis

    assert all((after[basis] or 0) <= (amount or 0) for basis, amount in before.items())


class Wanted(NamedTuple):
    """What a buyer has granted next: some pieces of a line, or of its gift, on one basis of an amount."""

    line_no: int
    extra: Extra | None
    pieces: int
    basis: Basis


@st.composite
def _wanted(draw: st.DrawFn, order: Order, of_goods: bool = False) -> Wanted:
    line = draw(st.sampled_from(order.lines))
    extra = draw(st.sampled_from([None, *([] if of_goods else line.extras)]))
    basis = draw(st.sampled_from(BASES))
    return Wanted(line.line_no, extra, draw(st.integers(1, (extra or line).quantity)), basis)


def _one_after_the_other(order: Order, wanted: Sequence[Wanted], done: int = 0) -> list[int]:
    """What each comes to when the ones before it are cases already, of which some are ``done`` and paid."""
    cases: list[Case] = []
    for number, each in enumerate(wanted):
        line = order.line(each.line_no)
        assert line
        before = earlier(order, line, each.extra, cases, IN_FORCE)
        step = reckon(order, line, each.extra, each.pieces, IN_FORCE, before).steps.get(each.basis)
        cases.append(granted(number, order, line, each.extra, step, "done" if number < done else "open"))
    return [case.draft.amount or 0 for case in cases]


@st.composite
def _paying(draw: st.DrawFn) -> tuple[Order, int]:
    """An order of which the platform is paying back some of the first line, and how much; all where it does not say."""
    order, line, _, _ = draw(_orders())
    amount = draw(st.none() | st.integers(0, line.paid))
    state, way = draw(st.sampled_from(PAYING)), draw(st.sampled_from(PAYS_BACK))
    request = Request("TK1", 1, RequestWay(way), RequestState(state), amount=amount)
    return msgspec.structs.replace(order, requests=(request,)), line.paid if amount is None else amount


@fewer
@given(data=st.data())
def test_what_is_granted_one_after_the_other_never_exceeds_what_was_paid(data: st.DataObject) -> None:
    order, _, _, _ = data.draw(_orders())
    amounts = _one_after_the_other(order, data.draw(st.lists(_wanted(order), max_size=8)))

    assert sum(amounts) <= max(0, order.paid - order.refunded)
    assert all(type(amount) is int and amount >= 0 for amount in amounts)


@fewer
@given(data=st.data(), done=st.integers(1, 4))
def test_what_is_done_counts_before_the_feed_calls_it_refunded(data: st.DataObject, done: int) -> None:
    order = msgspec.structs.replace(data.draw(_orders())[0], refunded=0)
    amounts = _one_after_the_other(order, data.draw(st.lists(_wanted(order), max_size=6)), done)

    assert sum(amounts) <= order.paid


@fewer
@given(total=MONEY, of=st.integers(2, 12), data=st.data())
def test_splitting_a_line_in_two_changes_nothing_for_all_its_pieces(total: int, of: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, of - 1))
    refunded = data.draw(st.just(0) | st.integers(0, total))
    paid = share(total, first, of)
    whole = order_of({"lines": [{"paid": total, "quantity": of}], "refunded": refunded})
    parts = [{"paid": paid, "quantity": first}, {"paid": total - paid, "quantity": of - first}]
    split = order_of({"lines": parts, "refunded": refunded})

    for basis in PRICED:
        together = _one_after_the_other(whole, [Wanted(1, None, of, basis)])
        apart = _one_after_the_other(split, [Wanted(1, None, first, basis), Wanted(2, None, of - first, basis)])
        assert sum(apart) == sum(together) == total - refunded


@fewer
@given(bought=_orders())
def test_pieces_refunded_one_by_one_add_up_to_the_line(bought: tuple[Order, Line, Extra | None, int]) -> None:
    order, line, _, _ = bought
    order = msgspec.structs.replace(order, refunded=0)
    amounts = _one_after_the_other(order, [Wanted(1, None, 1, "pieces")] * line.quantity)

    assert sum(amounts) == line.paid


@fewer
@given(paying=_paying(), data=st.data())
def test_no_line_is_refunded_beyond_what_was_paid_for_it(paying: tuple[Order, int], data: st.DataObject) -> None:
    order, agreed = paying
    wanted = data.draw(st.lists(_wanted(order, of_goods=True), max_size=4))
    amounts = _one_after_the_other(order, wanted)

    of_first = sum(amount for amount, each in zip(amounts, wanted, strict=True) if each.line_no == 1)
    assert agreed + of_first <= order.lines[0].paid


@fewer
@given(paying=_paying(), data=st.data())
def test_what_the_platform_pays_is_left_for_no_claim(paying: tuple[Order, int], data: st.DataObject) -> None:
    order, agreed = paying
    amounts = _one_after_the_other(order, data.draw(st.lists(_wanted(order), max_size=4)))

    assert sum(amounts) <= max(0, order.paid - order.refunded - agreed)


def test_a_line_that_the_platform_is_refunding_is_not_refunded_again() -> None:
    request = {"way": "return_refund", "state": "refunding", "amount": 1000}
    lines = [{"paid": 1000, "no_reason": "supported"}, {"paid": 5000}]
    order = order_of({"signed_on": NOW, "lines": lines, "requests": [request]})
    verdict = decide(order, claim_of({"issue": "不想要", "goods_complete": "complete"}))

    assert sum(offer.amount or 0 for offer in verdict.offers) == 0


@pytest.mark.parametrize("price", [None, 500])
def test_a_line_that_the_platform_is_refunding_is_not_refunded_again_for_its_gift(price: int | None) -> None:
    request = {"way": "refund_only", "state": "refunding", "amount": 1000}
    order = _on_its_way(price, requests=[request])
    verdict = decide(order, claim_of({"issue": "拒收", "box": "damaged", "extra": "运动袜"}))

    assert sum(offer.amount or 0 for offer in verdict.offers) == 0


@pytest.mark.parametrize("price", [None, 500])
def test_a_parcel_sent_back_for_its_gift_gives_back_the_line(price: int | None) -> None:
    verdict = decide(_on_its_way(price), claim_of({"issue": "拒收", "box": "damaged", "extra": "运动袜"}))

    assert [offer.amount for offer in verdict.offers] == [1000]


def _on_its_way(price: int | None, **more: Any) -> Order:
    """An order of two lines on its way, the first, of 10.00 元, with a gift of this listed price."""
    lines = [{"paid": 1000, "extras": [{"name": "运动袜", "listed_price": price}]}, {"paid": 5000}]
    return order_of({"stage": "shipped", "signed_on": NOW, "lines": lines, **more})


def test_a_person_may_not_grant_what_the_platform_is_paying(tmp_path: Path) -> None:
    request = {"way": "refund_only", "state": "refunding", "amount": 1000}
    order = order_of({"lines": [{"paid": 1000}], "requests": [request]})
    engine = open_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    ensure_schema(engine)
    shop = Shop(OrderStore(engine), CaseStore(engine), HandoverStore(engine), shipped_policies, Clock(NOW))
    shop.orders.save([order], "test")

    assert shop.left(order.order_no) == 0


@fewer
@given(order=orders(), claim=claims())
def test_every_amount_of_a_verdict_is_whole_fen_within_what_is_left(order: Order, claim: Claim) -> None:
    first = order.lines[0]
    agreed = sum(request.amount or 0 for request in order.requests if request.state.value in PAYING)
    left = max(0, order.paid - order.refunded - min(agreed, first.paid))
    for issue in PROBLEMS:
        for offer in decide(order, about(claim, issue)).offers:
            assert offer.amount is None or (type(offer.amount) is int and 0 <= offer.amount <= left), issue


@st.composite
def _weighings(draw: st.DrawFn) -> tuple[int, int, int]:
    """Pieces bought, grams of one, pieces claimed."""
    bought = draw(PIECES)
    return bought, draw(st.integers(1, 2000)), draw(st.integers(1, bought))


def _weigh(goods: tuple[int, int, int], made_good: int = 0, **weights: int | None) -> Weighing:
    bought, piece_g, claimed = goods
    parcels = [{"packaging_g": 60, **weights}]
    order = order_of({"lines": [{"quantity": bought, "weight_g": piece_g}], "parcels": parcels})
    return weigh(order, order.lines[0], None, claimed, IN_FORCE, [Missing(1, "", made_good)] if made_good else [])


@steady
@given(goods=_weighings())
def test_a_larger_shortfall_never_supports_fewer_pieces(goods: tuple[int, int, int]) -> None:
    bought, piece_g, claimed = goods
    full = bought * piece_g + 60
    lighter = [_weigh(goods, packed_g=full - short * piece_g // 2) for short in range(2 * bought + 1)]

    for heavy, light in pairwise(lighter):
        assert heavy.supported <= light.supported <= claimed
        assert heavy.shortfall_g <= light.shortfall_g
    assert "short" not in [weighing.finding for weighing in lighter[:2]]


@steady
@given(goods=_weighings(), missing=st.integers(0, 12))
def test_exactly_the_missing_pieces_are_supported_when_they_can_be_weighed(
    goods: tuple[int, int, int], missing: int
) -> None:
    bought, piece_g, claimed = goods
    gone = min(missing, bought)
    weighing = _weigh(goods, packed_g=(bought - gone) * piece_g + 60)

    if piece_g > weighing.tolerance_g:
        assert weighing.supported == min(gone, claimed)
        assert weighing.finding == ("equal" if gone == 0 else "short" if gone >= claimed else "partly")
    else:
        assert weighing.finding == "unknown"


@steady
@given(goods=_weighings(), missing=st.integers(0, 12))
def test_what_was_made_good_before_supports_no_second_claim(goods: tuple[int, int, int], missing: int) -> None:
    bought, piece_g, _ = goods
    packed = (bought - min(missing, bought)) * piece_g + 60
    first = _weigh(goods, packed_g=packed)
    second = _weigh(goods, made_good=first.supported, packed_g=packed)

    assert first.supported + second.supported <= min(missing, bought)
    assert second.expected_g == first.expected_g - first.supported * piece_g


@steady
@given(goods=_weighings(), packed=st.none() | st.integers(0, 3000), courier=st.none() | st.integers(0, 3000))
def test_the_lighter_of_two_weights_counts(
    goods: tuple[int, int, int], packed: int | None, courier: int | None
) -> None:
    together = _weigh(goods, packed_g=packed, courier_g=courier)
    alone = [_weigh(goods, packed_g=grams) for grams in (packed, courier) if grams is not None]

    assert together.supported == max((weighing.supported for weighing in alone), default=0)


def test_a_gift_cannot_be_returned_by_itself() -> None:
    line = Line(line_no=1, title="运动鞋", paid=5990, extras=(Extra("鞋带", listed_price=200),))
    with pytest.raises(ValueError, match="鞋带"):
        extra_of(line, Claim(issue="不想要", extra="鞋带"))
