"""The talks that want a person, and what gathers. Amounts are 分, moments ISO times."""

from datetime import datetime
from typing import Literal

import msgspec

from bot.handover.escalation import Priority
from bot.reports.model import Incident
from bot.web.wire import Author, Owner

__all__ = ["Clock", "ClockKind", "Hit", "Hits", "Incident", "Queue", "Row", "Told", "View"]

View = Literal["waiting", "mine", "others", "tasks", "all"]
ClockKind = Literal["reply", "review", "case"]


class Clock(msgspec.Struct, frozen=True):
    """A deadline: of a reply to the buyer, of the review that was promised, or of a case; ``since`` is its start."""

    kind: ClockKind
    title: str
    due: datetime
    broken: bool
    since: datetime


class Row(msgspec.Struct, frozen=True):
    """One talk of the queue; ``clock`` is the one that breaks first, ``task`` a message left while nobody was there.

    ``reason`` is why a person is wanted, in words; ``number`` that of the handover, None without one.
    """

    buyer_id: str
    owner: Owner
    agent_id: str | None
    agent: str | None
    version: int
    number: int | None
    reason: str | None
    priority: Priority
    task: bool
    issue: str | None
    item: str | None
    order_no: str | None
    amount: int | None
    last_from: Author | None
    last_text: str
    last_at: datetime | None
    waits: bool
    clock: Clock | None
    chat: bool


class Queue(msgspec.Struct, frozen=True):
    """The talks of a view, the clock that breaks first on top; how many each view holds; what gathers now."""

    rows: list[Row]
    counts: dict[View, int]
    incidents: list[Incident]
    now: datetime


class Told(msgspec.Struct, frozen=True):
    """What is told to all buyers of an incident."""

    text: str


class Hit(msgspec.Struct, frozen=True):
    """Something found: a talk by its buyer, an order, a case or its words."""

    kind: Literal["buyer", "order", "case", "words"]
    buyer_id: str
    title: str
    text: str
    at: datetime | None


class Hits(msgspec.Struct, frozen=True):
    """What was found, best first."""

    hits: list[Hit]
