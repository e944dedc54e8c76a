"""Where a line stands: its stage, its parcels, how long ago it was shipped, scanned, signed for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from bot.aftersales.facts import NEVER_DAYS, Facts
from bot.clock import days_between
from bot.orders.model import Line, Order, Parcel, Stage

AN_HOUR = timedelta(hours=1)
ARRIVED = (Stage.SIGNED, Stage.COMPLETED)


def where_it_stands(order: Order, line: Line, now: datetime, spent: bool) -> Facts:
    """The facts of stage and time of a line.

    A line that is ``spent`` (all of it was given back) counts as closed, whatever the order's stage. No clock of a line
    that runs from signing runs while one of its parcels is still on the way.
    """
    stage = Stage.CLOSED if spent else stage_of(order, line)
    arrived, moving = stage in ARRIVED, stage is Stage.SHIPPED
    on_the_way = pending(order, line) if arrived or moving else ()
    since = (now if on_the_way else signed_at(order, line)) if arrived else None
    shipped, scanned = _on_its_way(order, line, on_the_way) if moving else (None, None)
    return {
        "stage": stage.value,
        "parcel_pending": arrived and bool(on_the_way),
        "days_since_signed": _days(since, now),
        "hours_since_signed": _hours(since, now),
        "ship_promise": _promise(order, stage, now),
        "days_since_shipped": _days(shipped, now),
        "hours_since_scan": max(1, _hours(scanned, now)) if scanned else NEVER_DAYS,
    }


def stage_of(order: Order, line: Line) -> Stage:
    """Where one line stands: an order counts as shipped as soon as one piece is, a line does not."""
    if order.stage is not Stage.SHIPPED:
        return order.stage
    parcels = order.parcels_with(line.line_no)
    if order.parcels and not parcels:
        return Stage.PAID
    return Stage.SIGNED if any(parcel.signed_at for parcel in parcels) else Stage.SHIPPED


def signed_at(order: Order, line: Line) -> datetime | None:
    """When the last parcel of a line was signed for; None before that."""
    times = [parcel.signed_at for parcel in order.parcels_with(line.line_no) if parcel.signed_at]
    return max(times) if times else order.signed_at


def pending(order: Order, line: Line) -> tuple[Parcel, ...]:
    """The parcels of a line that nobody has signed for yet."""
    return tuple(parcel for parcel in order.parcels_with(line.line_no) if not parcel.signed_at)


def _promise(order: Order, stage: Stage, now: datetime) -> str:
    """How the promised time of shipping stands for what has not been shipped."""
    if stage is not Stage.PAID or order.promised_ship_at is None:
        return "undated"
    return "past" if now > order.promised_ship_at else "ahead"


def longest_unheard(order: Order, line: Line) -> Parcel | None:
    """Of the parcels of a line that are not signed for, the one whose last scan is the oldest; None when all are."""
    return min(pending(order, line), key=lambda parcel: _heard_of(parcel, order) or order.placed_at, default=None)


def _heard_of(parcel: Parcel, order: Order) -> datetime | None:
    """When a parcel was last scanned; one that never was, was heard of when it was shipped."""
    return parcel.last_scan_at or parcel.shipped_at or order.shipped_at


def _on_its_way(order: Order, line: Line, parcels: Sequence[Parcel]) -> tuple[datetime | None, datetime | None]:
    """When the first of these parcels was shipped, and when the one not heard of longest was last heard of."""
    shipped = _earliest([parcel.shipped_at for parcel in parcels]) or order.shipped_at
    silent = longest_unheard(order, line)
    return shipped, (_heard_of(silent, order) if silent else None) or shipped


def _earliest(times: Sequence[datetime | None]) -> datetime | None:
    return min((time for time in times if time), default=None)


def _days(since: datetime | None, now: datetime) -> int:
    return max(0, days_between(since, now)) if since else NEVER_DAYS


def _hours(since: datetime | None, now: datetime) -> int:
    """Hours begun since a moment; -1 before there is one. A courier's clock may be ahead of ours."""
    return max(0, ceil((now - since) / AN_HOUR)) if since else NEVER_DAYS
