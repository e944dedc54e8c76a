"""A report and an incident, and what they are counted from. Amounts are 分, moments aware."""

from datetime import date, datetime

import msgspec


class Count(msgspec.Struct, frozen=True):
    """A number by name; ``amount`` says more where there is more to say (the field of the report tells what)."""

    name: str
    count: int
    amount: int | None = None


class Day(msgspec.Struct, frozen=True):
    """One day of a report: problems, talks, those that needed a person."""

    on: date
    issues: dict[str, int]
    talks: int
    to_person: int


class Report(msgspec.Struct, frozen=True):
    """What happened from one day to another, both included.

    ``solved_alone`` is the share of talks without a person; ``first_reply_s`` the median seconds to a person's first
    reply; ``drafts`` by outcome, a code; ``drafts_by_intent`` with those sent as they were as ``amount``; ``money`` by
    remedy, in words, with 分 as ``amount`` (None: no money moves). Counts come with the greatest first.
    """

    since: date
    until: date
    days: list[Day]
    by_goods: list[Count]
    by_cause: list[Count]
    talks: int
    solved_alone: float | None
    first_reply_s: float | None
    first_reply_p90_s: float | None
    replies_in_time: float | None
    clocks_kept: int
    clocks_broken: int
    money: list[Count]
    drafts: list[Count]
    drafts_by_intent: list[Count]
    stars: float | None
    rated: int


class Incident(msgspec.Struct, frozen=True):
    """One product that gathers the same issue quickly; ``reply`` is what a lead has approved to tell its buyers."""

    id: str
    product: str
    issue: str
    buyers: int
    since: datetime
    orders: list[str]
    reply: str | None


class Span(msgspec.Struct, frozen=True):
    """From one moment to another, which is no longer part of it."""

    start: datetime
    end: datetime


class Raised(msgspec.Struct, frozen=True):
    """An issue that a buyer raised. ``line_no`` is None where only a talk tells of it and not of which order line.

    ``product`` is the title of the order line, None where it is not known.
    """

    buyer: str
    order_no: str | None
    line_no: int | None
    product: str | None
    issue: str
    at: datetime


class Matter(msgspec.Struct, frozen=True):
    """What the brief of a handover says of its issue; ``case_no`` where a case was written for it."""

    order_no: str | None = None
    line_no: int | None = None
    item: str | None = None
    issue: str | None = None
    case_no: str | None = None


class Handed(msgspec.Struct, frozen=True):
    """A talk that was handed to a person; ``task``: the buyer left a message while nobody was there."""

    buyer: str
    matter: Matter
    opened_at: datetime
    replied_at: datetime | None
    closed_at: datetime | None
    task: bool


class Drafts(msgspec.Struct, frozen=True):
    """How many drafts for messages of one intent came to the same outcome."""

    outcome: str
    intent: str | None
    count: int


class Ratings(msgspec.Struct, frozen=True):
    """How many talks were rated, and with how many stars in the mean (None: none was)."""

    count: int
    stars: float | None
