"""What stands beside a talk: orders, cases, evidence, decisions. Amounts are 分, weights 克, moments ISO times."""

from datetime import datetime
from typing import Literal

import msgspec

from bot.web.desk.wire.queue import Clock
from bot.web.wire import Evidence

Finding = Literal["holds", "does_not", "more"]


class Parcel(msgspec.Struct, frozen=True):
    """A parcel: ``weight_g`` as packed, ``courier_g`` as the courier weighed it, in 克."""

    carrier: str
    waybill: str
    state: str
    weight_g: int | None
    courier_g: int | None
    shipped_at: datetime | None
    signed_at: datetime | None
    news: list[str]


class Goods(msgspec.Struct, frozen=True):
    """One line of an order."""

    line_no: int
    title: str
    spec: str
    quantity: int
    paid: int


class Order(msgspec.Struct, frozen=True):
    """An order; amounts in 分."""

    order_no: str
    stage: str
    placed_at: datetime | None
    paid: int
    refunded: int
    left: int
    goods: list[Goods]
    parcels: list[Parcel]


class Weights(msgspec.Struct, frozen=True):
    """What the weights say, in 克, and in words."""

    expected_g: int | None
    packed_g: int | None
    courier_g: int | None
    shortfall_g: int | None
    tolerance_g: int | None
    finding: str


class Shown(msgspec.Struct, frozen=True):
    """A picture or video of the buyer's with what staff should know of it; ``asked_for`` is what it is to show."""

    evidence: Evidence
    at: datetime
    asked_for: str | None
    notes: list[str]


class Remedy(msgspec.Struct, frozen=True):
    """A remedy that may be granted: its code, its words, the usual amount and the most in 分 (None: no money moves)."""

    code: str
    title: str
    amount: int | None
    most: int | None
    clause: str | None


class Event(msgspec.Struct, frozen=True):
    """One thing that happened to a case, in words; ``decision`` is its number where it is one that a person took."""

    at: datetime
    who: str
    text: str
    clause: str | None
    decision: int | None
    undo_until: datetime | None


class Case(msgspec.Struct, frozen=True):
    """A case: how it stands, its clocks, its receipt line by line, what a person may decide on it."""

    case_no: str
    order_no: str
    line_no: int
    item: str
    issue: str
    status: str
    standing: str
    standing_text: str
    remedy: str | None
    amount: int | None
    freight: str
    opened_at: datetime
    closed_at: datetime | None
    clocks: list[Clock]
    receipt: list[str]
    claim: list[str]
    weights: Weights | None
    finding: Finding | None
    remedies: list[Remedy]
    events: list[Event]


class Other(msgspec.Struct, frozen=True):
    """An earlier time that a person was wanted for this buyer."""

    number: int
    reason: str
    opened_at: datetime
    closed_at: datetime | None
    agent: str | None
    result: str | None


class Side(msgspec.Struct, frozen=True):
    """What stands beside a talk."""

    orders: list[Order]
    cases: list[Case]
    evidence: list[Shown]
    others: list[Other]


class Judging(msgspec.Struct, frozen=True):
    """What a person makes of the evidence of a case."""

    finding: Finding
    note: str = ""


class Granting(msgspec.Struct, frozen=True):
    """A remedy granted on a case, with its amount in 分."""

    remedy: str
    amount: int | None = None
    note: str = ""


class Decided(msgspec.Struct, frozen=True):
    """A decision that was taken; until ``undo_until`` it can be taken back."""

    number: int
    undo_until: datetime
