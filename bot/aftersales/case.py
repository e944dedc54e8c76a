"""售后单: one problem on one order line, from opening to closing, with what was promised and why."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from bot.aftersales.clause import Freight, Issue, Remedy

Standing = Literal["granted", "review", "applied"]
Status = Literal["open", "done", "withdrawn"]


class Clock(msgspec.Struct, frozen=True):
    """A deadline of a case: the clause it comes from, whose turn it is, and what happens when it runs out."""

    clause: str
    title: str
    who: str
    then: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None


class Draft(msgspec.Struct, frozen=True):
    """A case before it is written. ``verdict`` and ``claim`` are kept as they were on the day, as plain JSON values.

    ``standing`` tells whether the remedy is granted, waits for a person's review, or the buyer applies against a
    refusal. ``amount`` in 分, None where no money moves.
    """

    buyer_id: str
    order_no: str
    line_no: int
    extra: str
    issue: Issue
    standing: Standing
    remedy: Remedy | None
    amount: int | None
    freight: Freight
    talk_id: str
    verdict: dict[str, Any]
    claim: dict[str, Any]


class Settled(msgspec.Struct, frozen=True):
    """What a person has granted on a case under review. ``amount`` in 分, None where no money moves."""

    case_no: str
    remedy: Remedy
    amount: int | None
    freight: Freight


class Case(msgspec.Struct, frozen=True):
    """A case as it stands in the database."""

    case_no: str
    draft: Draft
    status: Status
    opened_at: datetime
    clocks: tuple[Clock, ...] = ()
    closed_at: datetime | None = None
    return_waybill: str | None = None

    @property
    def next_clock(self) -> Clock | None:
        """The deadline that comes first of those still running; None when nothing runs."""
        running = [clock for clock in self.clocks if clock.met_at is None]
        return min(running, key=lambda clock: clock.due_at, default=None)
