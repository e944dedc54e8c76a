"""What has been applied for on an order line: on the platform, as the order feed tells it, or here, as a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.clause import Remedy
from bot.aftersales.facts import Progress, Way
from bot.aftersales.in_force import InForce
from bot.orders.model import Line, Order, Request

ENDED = ("done", "closed")
MONEY_BACK = ("refund_only", "partial_refund")
SETTLED = (*ENDED, "refused", "return_refused")
RETURN_IN_HAND = "merchant_confirm"
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


def standing_of(order: Order, line: Line, cases: Sequence[Case], in_force: InForce) -> Standing:
    """The request on a line that counts: the newest on which somebody must act, else the newest of all.

    What the feed tells beats our own cases. A refusal stands until something newer does.
    """
    told = [of_feed(each) for each in order.requests if each.line_no == line.line_no]
    ours = [_of_case(case, in_force) for case in cases if case.draft.line_no == line.line_no]
    found = [*reversed(told), *ours]
    running = [each for each in found if each.progress not in SETTLED]
    return next(iter([*running, *found]), NOTHING)


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


def _of_case(case: Case, in_force: InForce) -> Standing:
    draft = case.draft
    told = [clock for clock in case.clocks if clock.met_at is None and clock.clause not in in_force.for_staff]
    clock = min(told, key=lambda each: each.due_at, default=None)
    return Standing(
        progress=_progress(case),
        way=way_of(draft.remedy),
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
    if draft.remedy in COMES_BACK and any(clock.clause == RETURN_IN_HAND and clock.met_at for clock in case.clocks):
        return "refunding" if draft.remedy == "return_refund" else "arranged"
    if draft.remedy in COMES_BACK:
        return "returning" if case.return_waybill else "agreed"
    return "arranged"


def way_of(remedy: Remedy | None) -> Way:
    """A remedy in the words of a platform request."""
    if remedy is None:
        return "none"
    if remedy in MONEY_BACK:
        return "refund_only"
    return cast(Way, remedy) if remedy in COMES_BACK else "other"
