"""What has been applied for on an order line: on the platform, as the order feed tells it, or here, as a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.clause import Remedy
from bot.aftersales.facts import Progress, Way
from bot.orders.model import Line, Order, Request

ENDED = ("done", "closed")
MONEY_BACK = ("refund_only", "partial_refund")
PAYING = ("agreed", "returning", "refunding")
COMES_BACK = ("return_refund", "exchange")


class Standing(msgspec.Struct, frozen=True):
    """How a request stands. ``due_at`` is when its next step is due: the feed's own deadline, else a case's clock.

    ``number`` is the platform's 售后单号 or the case's; ``refusal`` why the shop refused, as it wrote;
    ``since`` when the buyer applied; ``from_feed`` whether the platform's own feed tells all this.
    """

    progress: Progress = "none"
    way: Way = "none"
    number: str = ""
    due_at: datetime | None = None
    amount: int | None = None
    refusal: str = ""
    since: datetime | None = None
    from_feed: bool = False


NOTHING = Standing()


class Earlier(msgspec.Struct, frozen=True):
    """What has gone before: the 分 that open cases already give back on the order, the request on the line."""

    promised: int = 0
    standing: Standing = NOTHING


NOTHING_BEFORE = Earlier()


def earlier(order: Order, line: Line, cases: Sequence[Case]) -> Earlier:
    """What has gone before on an order with these cases."""
    return Earlier(sum(_promised(order, each, cases) for each in order.lines), standing_of(order, line, cases))


def _promised(order: Order, line: Line, cases: Sequence[Case]) -> int:
    """What is already on its way back for a line, in 分: by our cases, or by the platform where that is more."""
    granted = (case.draft for case in cases if case.status == "open" and case.draft.standing == "granted")
    ours = sum(draft.amount or 0 for draft in granted if draft.line_no == line.line_no)
    agreed = (each for each in order.requests if each.line_no == line.line_no and each.state.value in PAYING)
    return max(ours, sum(each.amount or 0 for each in agreed))


def standing_of(order: Order, line: Line, cases: Sequence[Case]) -> Standing:
    """The request on a line that counts: what the feed tells beats our own cases, what is open beats what has ended."""
    told = [of_feed(each) for each in order.requests if each.line_no == line.line_no]
    ours = [_of_case(case) for case in cases if case.draft.line_no == line.line_no]
    found = [*reversed(told), *ours]
    alive = [each for each in found if each.progress not in ENDED]
    return next(iter([*alive, *found]), NOTHING)


def of_feed(request: Request) -> Standing:
    """A request as the platform's feed tells it."""
    return Standing(
        progress=request.state.value,
        way=request.way.value,
        number=request.request_no,
        due_at=request.expires_at,
        amount=request.amount,
        refusal=request.refusal,
        since=request.applied_at,
        from_feed=True,
    )


def _of_case(case: Case) -> Standing:
    draft, clock = case.draft, case.next_clock
    return Standing(
        progress=_progress(case),
        way=_way(draft.remedy),
        number=case.case_no,
        due_at=clock.due_at if clock else None,
        amount=draft.amount,
    )


def _progress(case: Case) -> Progress:
    """A case told in the words of a platform request."""
    draft = case.draft
    if case.status != "open":
        return "done" if case.status == "done" else "closed"
    if draft.standing != "granted":
        return "reviewing" if draft.standing == "review" else "waiting"
    if draft.remedy in MONEY_BACK:
        return "refunding"
    if draft.remedy in COMES_BACK:
        return "returning" if case.return_waybill else "agreed"
    return "arranged"


def _way(remedy: Remedy | None) -> Way:
    if remedy is None:
        return "none"
    if remedy in MONEY_BACK:
        return "refund_only"
    return cast(Way, remedy) if remedy in COMES_BACK else "other"
