"""Orders and claims that nobody thought of, near the edges of the rules, and what the engine makes of them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from bot.aftersales.assess import assess
from bot.aftersales.case import Case, Draft
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Problem
from bot.aftersales.facts import BUYER_FACTS, FACTS, RECKONED, UNKNOWN
from bot.aftersales.gather import NOT_WANTED, gather
from bot.aftersales.in_force import InForce
from bot.aftersales.standing import earlier
from bot.aftersales.verdict import Verdict
from bot.clock import day, parse_time
from bot.examples.reading import claim_of, order_of
from bot.orders.model import Extra, Line, NoReason, Order, RequestState, RequestWay, Stage
from tests.policy.shipped import shipped_policies

NOW = parse_time("2026-11-05 10:00")
IN_FORCE = shipped_policies().on(day(NOW))
# 退件被拒 is about a parcel on its way back and has no amounts; the questions are no problems of the goods.
PROBLEMS: tuple[Issue, ...] = tuple(issue for issue in get_args(Problem) if issue != "退件被拒")
MONEY = st.integers(0, 100_000)
PIECES = st.integers(1, 12)
# 分 around the limits of the shop; hours around the periods of law, platform and shop.
PRICES = st.sampled_from([0, 1, 2, 11, 1000, 1200, 1201, 2000, 2001, 2500, 2505, 5990, 20000, 20001]) | MONEY
DAYS = st.sampled_from([0, 1, 2, 3, 7, 8, 10, 15, 16, 30, 31, 48, 60, 61, 365, 366])
AGO = st.builds(lambda days, hours: timedelta(days=days, hours=hours), DAYS, st.sampled_from([0, 0, 1, 9]))
CATEGORIES = st.sampled_from(["服饰", "服饰", "服饰", "生鲜", "电风扇", "食品", "定制", "音像软件", "报刊"])
GRAMS = st.none() | st.sampled_from([60, 160, 260, 460, 660])
MAYBE = st.none() | st.booleans()
GIFT = "运动袜"
# What few buyers say, and what would drown everything else.
SELDOM = ("own_damage", "mixed_up", "fake", "price_drop")
TELLABLE = tuple(name for name in BUYER_FACTS if name not in RECKONED)


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """The form of an order line, with a gift."""
    gift = Extra(GIFT, quantity=draw(PIECES), listed_price=draw(st.none() | PRICES), weight_g=draw(GRAMS))
    return {
        "paid": draw(PRICES),
        "quantity": draw(st.integers(1, 5)),
        "category": draw(CATEGORIES),
        "weight_g": draw(st.none() | st.just(200)),
        "no_reason": draw(st.none() | st.sampled_from(NoReason)),
        "no_reason_confirmed": draw(MAYBE),
        "three_guarantees": draw(MAYBE),
        "extras": (gift,),
    }


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """An order of one or two lines at any stage, with or without parcels, requests and earlier refunds."""
    signed = NOW - draw(AGO)
    parcels: list[dict[str, Any]] = [
        {"packed_g": draw(GRAMS), "courier_g": draw(GRAMS), "shipped_at": signed, "last_scan_at": signed}
        for _ in range(draw(st.integers(0, 2)))
    ]
    if len(parcels) > 1 and draw(st.booleans()):
        parcels[1]["signed_on"] = None
    form = {
        "stage": draw(st.sampled_from([*Stage, *[Stage.SIGNED] * 6, Stage.COMPLETED])).value,
        "signed_on": signed,
        "lines": draw(st.lists(lines(), min_size=1, max_size=2)),
        "parcels": parcels,
        "requests": draw(st.lists(requests(), max_size=1)),
        "refunded": draw(st.just(0) | PRICES),
        "freight_insurance": draw(st.booleans()),
        "promised_ship_at": draw(_moments()),
        "shipped_at": draw(_moments()),
    }
    return order_of({name: value for name, value in form.items() if value is not None})


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """What has been applied for on the platform, for the first line."""
    form = {"way": draw(st.sampled_from(RequestWay)).value, "state": draw(st.sampled_from(RequestState)).value}
    return {**form, "amount": draw(st.none() | PRICES), "expires_at": NOW + draw(AGO)}


@st.composite
def claims(draw: st.DrawFn, /, **told: str) -> Claim:
    """A claim about the first line or its gift, of no problem yet; what is not ``told`` is anything, or nothing."""
    answers = {name: draw(st.sampled_from(FACTS[name].values)) for name in TELLABLE if name not in (*told, *SELDOM)}
    seldom = draw(st.none() | st.none() | st.sampled_from(SELDOM))
    answers |= {seldom: FACTS[seldom].values[-1]} if seldom else {}
    extra = GIFT if draw(st.sampled_from([False, False, False, True])) else None
    return claim_of({"count": draw(st.none() | st.integers(1, 6)), "extra": extra, **answers, **told})


def about(claim: Claim, issue: Issue) -> Claim:
    """The claim as one of this problem; what is not wanted is the goods, never a gift alone."""
    return msgspec.structs.replace(claim, issue=issue, extra=None if issue in NOT_WANTED else claim.extra)


@st.composite
def truths(draw: st.DrawFn) -> dict[str, str]:
    """What the buyer will answer when asked: never nothing."""
    return {name: draw(st.sampled_from([v for v in FACTS[name].values if v != UNKNOWN])) for name in TELLABLE}


def decide(order: Order, claim: Claim, in_force: InForce = IN_FORCE, cases: Sequence[Case] = ()) -> Verdict:
    """The verdict on a claim now, with what has gone before."""
    line = order.line(claim.line_no or 0)
    assert line
    assert claim.issue
    before = earlier(order, line, cases)
    return assess(gather(claim.issue, order, line, claim, in_force, NOW, before), in_force)


def granted(number: int, order: Order, line: Line, extra: Extra | None, amount: int | None) -> Case:
    """An open case that gives back an amount."""
    draft = Draft(
        buyer_id=order.buyer_id,
        order_no=order.order_no,
        line_no=line.line_no,
        extra=extra.name if extra else "",
        issue="少件",
        standing="granted",
        remedy="partial_refund",
        amount=amount,
        freight="none",
        talk_id="talk",
        verdict={},
        claim={},
    )
    return Case(f"SH{number}", draft, "open", NOW)


def _moments() -> st.SearchStrategy[Any]:
    return st.none() | AGO.map(lambda ago: NOW - ago) | st.just(NOW + timedelta(hours=5))
