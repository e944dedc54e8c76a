"""Orders and claims that nobody thought of, near the edges of the rules, and what the engine makes of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, get_args

import msgspec
from hypothesis import strategies as st

from bot.aftersales.assess import assess
from bot.aftersales.case import Case, Draft, Status
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Problem
from bot.aftersales.earlier import earlier
from bot.aftersales.facts import BUYER_FACTS, FACTS, RECKONED, UNKNOWN
from bot.aftersales.gather import NOT_WANTED, extra_of, gather
from bot.aftersales.in_force import InForce
from bot.aftersales.verdict import Step, Verdict
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
PRICES = st.sampled_from([0, 1, 2, 11, 999, 1000, 1200, 1201, 2000, 2001, 2500, 2505, 5990, 20000, 20001, 99900])
DAYS = st.sampled_from([0, 1, 2, 3, 5, 7, 8, 10, 15, 16, 30, 31, 48, 60, 61, 365, 366])
AGO = st.builds(lambda days, hours: timedelta(days=days, hours=hours), DAYS, st.sampled_from([0, 0, 1, 9]))
MOMENTS = AGO.map(lambda ago: NOW - ago) | st.just(NOW + timedelta(hours=5))
STAGES = [*[Stage.SIGNED] * 8, Stage.COMPLETED, Stage.SHIPPED, Stage.SHIPPED, Stage.PAID, Stage.UNPAID, Stage.CLOSED]
SENT = ["none", "none", "one", "weighed", "weighed", "weighed", "late"]
BOX_G, PIECE_G, GIFT_G = 60, 200, 20
GIFT = "运动袜"
TELLABLE = tuple(name for name in BUYER_FACTS if name not in RECKONED)
# What most buyers tell once they are asked; the rest most of them never say.
TOLD = {
    **dict.fromkeys(("goods_photo", "waybill_photo", "box_photo", "defect_photo"), "claimed"),
    **dict.fromkeys(("received", "defect", "differs"), "told"),
    "box": "intact",
    "signed_by": "self",
    "goods_complete": "complete",
    "seal": "unopened",
    "delivery": "not_received",
}
LINE: dict[str, st.SearchStrategy[Any]] = {
    "category": st.sampled_from(["生鲜", "生鲜", "电风扇", "食品", "定制", "音像软件", "报刊"]),
    "no_reason": st.sampled_from(NoReason),
    "no_reason_confirmed": st.booleans(),
    "three_guarantees": st.booleans(),
    "weight_g": st.none(),
}


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """The form of an order line with a gift, of which one or two things may be out of the ordinary."""
    gift = Extra(GIFT, quantity=draw(st.integers(1, 3)), listed_price=draw(st.none() | PRICES), weight_g=GIFT_G)
    plain = {"paid": draw(PRICES), "quantity": draw(st.integers(1, 5)), "weight_g": PIECE_G, "extras": (gift,)}
    return {**plain, **draw(some_of(LINE, 2))}


@st.composite
def requests(draw: st.DrawFn) -> dict[str, Any]:
    """What has been applied for on the platform, for the first line."""
    form = {"way": draw(st.sampled_from(RequestWay)).value, "state": draw(st.sampled_from(RequestState)).value}
    return {**form, "amount": draw(st.none() | PRICES), "expires_at": NOW + draw(AGO)}


ORDER: dict[str, st.SearchStrategy[Any]] = {
    "requests": st.lists(requests(), min_size=1, max_size=1),
    "refunded": PRICES,
    "freight_insurance": st.just(True),
    "promised_ship_at": MOMENTS,
    "shipped_at": MOMENTS,
}


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """An order of one or two lines at any stage, of which one or two things may be out of the ordinary."""
    signed = NOW - draw(AGO)
    bought = [draw(lines()) for _ in range(draw(st.sampled_from([1, 1, 2])))]
    form = {
        "stage": draw(st.sampled_from(STAGES)).value,
        "signed_on": signed,
        "lines": bought,
        "parcels": _parcels(signed, bought, draw(st.sampled_from(SENT)), draw(st.integers(0, 3))),
    }
    return order_of({**form, **draw(some_of(ORDER, 2))})


def _parcels(signed: datetime, bought: list[dict[str, Any]], sent: str, missing: int) -> list[dict[str, Any]]:
    """No parcel on record, one that was not weighed, one that is some pieces too light, or two of which one is late."""
    parcel = {"shipped_at": signed, "last_scan_at": signed, "packaging_g": BOX_G}
    goods = sum(line["quantity"] * PIECE_G + line["extras"][0].quantity * GIFT_G for line in bought)
    weighed = {**parcel, "packed_g": max(BOX_G, BOX_G + goods - missing * PIECE_G)}
    return {"none": [], "one": [parcel], "weighed": [weighed], "late": [parcel, {**parcel, "signed_on": None}]}[sent]


@st.composite
def claims(draw: st.DrawFn, /, **told: str) -> Claim:
    """A claim about the first line or its gift, of no problem yet, complete but for some things told otherwise."""
    otherwise = draw(some_of({name: st.sampled_from(FACTS[name].values) for name in TELLABLE}, 3))
    extra = GIFT if draw(st.sampled_from([False, False, False, True])) else None
    return claim_of({"count": draw(st.none() | st.integers(1, 6)), "extra": extra, **TOLD, **otherwise, **told})


@st.composite
def truths(draw: st.DrawFn) -> dict[str, str]:
    """What the buyer will answer when asked: never nothing."""
    otherwise = {name: st.sampled_from([v for v in FACTS[name].values if v != UNKNOWN]) for name in TOLD}
    return {**TOLD, "count": str(draw(st.integers(1, 6))), **draw(some_of(otherwise, 2))}


@st.composite
def some_of(draw: st.DrawFn, values: dict[str, st.SearchStrategy[Any]], most: int) -> dict[str, Any]:
    """Values for a few of the names."""
    names = draw(st.lists(st.sampled_from(list(values)), max_size=most, unique=True))
    return {name: draw(values[name]) for name in names}


def about(claim: Claim, issue: Issue) -> Claim:
    """The claim as one of this problem; what is not wanted is the goods, never a gift alone."""
    return msgspec.structs.replace(claim, issue=issue, extra=None if issue in NOT_WANTED else claim.extra)


def decide(order: Order, claim: Claim, in_force: InForce = IN_FORCE, cases: Sequence[Case] = ()) -> Verdict:
    """The verdict on a claim now, with what has gone before."""
    line = order.line(claim.line_no or 0)
    assert line
    assert claim.issue
    before = earlier(order, line, extra_of(line, claim), cases, in_force)
    return assess(gather(claim.issue, order, line, claim, in_force, NOW, before), in_force)


def granted(
    number: int, order: Order, line: Line, extra: Extra | None, step: Step | None, status: Status = "open"
) -> Case:
    """A case that gives back what a sum comes to."""
    draft = Draft(
        buyer_id=order.buyer_id,
        order_no=order.order_no,
        line_no=line.line_no,
        extra=extra.name if extra else "",
        issue="少件",
        standing="granted",
        remedy="partial_refund",
        amount=step.numbers["amount"] if step else None,
        freight="none",
        talk_id="talk",
        verdict={"offers": [{"remedy": "partial_refund", "step": msgspec.to_builtins(step)}]},
        claim={},
    )
    return Case(f"SH{number}", draft, status, NOW)
