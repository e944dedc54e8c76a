"""What a shop knows of an order. Everything is frozen; money is in 分, weights are in 克, times are aware."""

from datetime import datetime
from enum import Enum

import msgspec

PSEUDONYM = "erased-"
"""How the pseudonym of a buyer begins whose data was erased."""


class Stage(str, Enum):
    """Where an order stands, as the platform counts it (Kuaishou status 10, 30, 40, 50, 70, 80)."""

    UNPAID = "unpaid"
    PAID = "paid"
    SHIPPED = "shipped"
    SIGNED = "signed"
    COMPLETED = "completed"
    CLOSED = "closed"


class NoReason(str, Enum):
    """Whether and how seven-day no-reason return applies to a line (the platform's `refundRule`, catalogue P-04)."""

    SUPPORTED = "supported"
    NOT_SUPPORTED = "not_supported"
    AFTER_OPENING = "after_opening"
    AFTER_ACTIVATION = "after_activation"
    AFTER_INSTALLATION = "after_installation"
    CUSTOM_MADE = "custom_made"
    AFTER_USE = "after_use"
    AFTER_WINDOW = "after_window"
    ANYTIME = "anytime"
    AUTO_REFUND = "auto_refund"
    NEVER = "never"


class RequestWay(str, Enum):
    """What a buyer has applied for on the platform (Kuaishou `handlingWay` 1, 10, 3; 4 and 5 are other)."""

    RETURN_REFUND = "return_refund"
    REFUND_ONLY = "refund_only"
    EXCHANGE = "exchange"
    OTHER = "other"


class RequestState(str, Enum):
    """How a request on the platform stands.

    waiting for the shop; agreed, the buyer is to send the goods; returning, they are on their way; refused; the shop
    refused the returned parcel; the platform has stepped in; the refund is being carried out; done; closed.
    """

    WAITING = "waiting"
    AGREED = "agreed"
    RETURNING = "returning"
    REFUSED = "refused"
    RETURN_REFUSED = "return_refused"
    INTERVENED = "intervened"
    REFUNDING = "refunding"
    DONE = "done"
    CLOSED = "closed"


class Extra(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gift or an accessory that belongs to an order line.

    ``listed_price`` is what the product page names for one piece, in 分; None where it names none.
    """

    name: str
    kind: str = "gift"
    quantity: int = 1
    listed_price: int | None = None
    weight_g: int | None = None


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of an order: one product in one spec.

    ``unit_price`` is the listed price of a piece; ``paid`` is what was paid for the whole line after every discount.
    ``weight_g`` is the weight of one piece. ``no_reason_confirmed`` tells whether the buyer confirmed an exclusion from
    no-reason return when ordering. None means that the feed does not say, for ``no_reason`` and ``three_guarantees``
    (三包) too.
    """

    line_no: int
    title: str
    spec: str = ""
    category: str = ""
    quantity: int = 1
    unit_price: int = 0
    paid: int = 0
    weight_g: int | None = None
    no_reason: NoReason | None = None
    no_reason_confirmed: bool | None = None
    three_guarantees: bool | None = None
    extras: tuple[Extra, ...] = ()


class Parcel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One parcel. ``lines`` names the line numbers inside; empty means all lines of the order.

    ``packed_g`` is what the warehouse weighed, ``courier_g`` what the courier weighed, ``packaging_g`` the empty box.
    """

    waybill: str
    carrier: str = ""
    lines: tuple[int, ...] = ()
    packed_g: int | None = None
    courier_g: int | None = None
    packaging_g: int | None = None
    shipped_at: datetime | None = None
    last_scan_at: datetime | None = None
    signed_at: datetime | None = None


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An after-sales request (售后单) that a buyer has put in on the platform, for one order line.

    ``expires_at`` is the platform's own deadline for whoever must act next (`expireTime`); ``amount`` in 分;
    ``refusal`` why the shop refused, as it wrote. None and "" mean that the feed does not say.
    """

    request_no: str
    line_no: int
    way: RequestWay
    state: RequestState
    applied_at: datetime | None = None
    expires_at: datetime | None = None
    amount: int | None = None
    refusal: str = ""


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One order of one buyer. ``refunded`` is what has been paid back so far, in 分; ``requests`` oldest first."""

    order_no: str
    buyer_id: str
    stage: Stage
    placed_at: datetime
    lines: tuple[Line, ...]
    paid_at: datetime | None = None
    promised_ship_at: datetime | None = None
    shipped_at: datetime | None = None
    signed_at: datetime | None = None
    completed_at: datetime | None = None
    freight_insurance: bool = False
    refunded: int = 0
    parcels: tuple[Parcel, ...] = ()
    requests: tuple[Request, ...] = ()

    @property
    def paid(self) -> int:
        """What was paid for all lines together, in 分."""
        return sum(line.paid for line in self.lines)

    def line(self, line_no: int) -> Line | None:
        """The line of that number, or None."""
        return next((line for line in self.lines if line.line_no == line_no), None)

    def parcels_with(self, line_no: int) -> tuple[Parcel, ...]:
        """The parcels that carry a line."""
        return tuple(p for p in self.parcels if not p.lines or line_no in p.lines)
