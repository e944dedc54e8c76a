"""Amounts, evidence and weights over orders and answers that nobody thought of: what must hold of every one of them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.aftersales.amounts import reckon
from bot.aftersales.claim import Claim
from bot.aftersales.gather import extra_of
from bot.aftersales.weights import Weighing, weigh
from bot.clock import day, parse_time
from bot.examples.reading import order_of
from bot.money import share
from bot.orders.model import Extra, Line, Order
from tests.policy.shipped import shipped_policies

NOW = parse_time("2026-11-05 10:00")
IN_FORCE = shipped_policies().on(day(NOW))
MONEY = st.integers(0, 100_000)
PIECES = st.integers(1, 12)
steady = settings(derandomize=True, deadline=None, max_examples=300)


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
    lines = [{"paid": draw(MONEY), "quantity": draw(PIECES)} for _ in range(draw(st.integers(1, 3)))]
    lines[0]["extras"] = (extra,)
    order = order_of({"lines": lines, "refunded": draw(MONEY)})
    of = draw(st.sampled_from([None, extra]))
    return order, order.lines[0], of, draw(st.integers(1, (of or order.lines[0]).quantity))


@steady
@given(about=_orders(), promised=MONEY)
def test_no_amount_goes_beyond_what_is_paid_and_not_yet_given_back(
    about: tuple[Order, Line, Extra | None, int], promised: int
) -> None:
    order, line, extra, pieces = about
    amounts = reckon(order, line, extra, pieces, IN_FORCE, promised)

    left = max(0, order.paid - order.refunded - promised)
    known = {basis: amount for basis, amount in amounts.by_basis.items() if amount is not None}
    assert all(0 <= amount <= left for amount in known.values())
    assert known["line"] <= line.paid
    assert extra or known["pieces"] <= line.paid
    assert known.get("compensation", 0) <= known.get("pieces", 0)


@steady
@given(about=_orders(), promised=MONEY, more=MONEY)
def test_what_is_promised_elsewhere_never_raises_an_amount(
    about: tuple[Order, Line, Extra | None, int], promised: int, more: int
) -> None:
    order, line, extra, pieces = about
    before = reckon(order, line, extra, pieces, IN_FORCE, promised).by_basis
    after = reckon(order, line, extra, pieces, IN_FORCE, promised + more).by_basis

    assert all((after[basis] or 0) <= (amount or 0) for basis, amount in before.items())


@st.composite
def _weighings(draw: st.DrawFn) -> tuple[int, int, int]:
    """Pieces bought, grams of one, pieces claimed."""
    bought = draw(PIECES)
    return bought, draw(st.integers(1, 2000)), draw(st.integers(1, bought))


def _weigh(goods: tuple[int, int, int], **weights: int | None) -> Weighing:
    bought, piece_g, claimed = goods
    parcels = [{"packaging_g": 60, **weights}]
    order = order_of({"lines": [{"quantity": bought, "weight_g": piece_g}], "parcels": parcels})
    return weigh(order, order.lines[0], None, claimed, IN_FORCE)


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
