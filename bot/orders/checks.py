"""What must hold of an order whatever it was read from. Pure; every fault is told, none is mended."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bot.money import yuan
from bot.orders.model import Line, Order, Parcel, Request, Stage
from bot.texts import text

IN_ORDER = ("placed_at", "paid_at", "shipped_at", "signed_at", "completed_at")
NEEDED = {Stage.SHIPPED: ("shipped_at",), Stage.SIGNED: ("signed_at",), Stage.COMPLETED: ("signed_at",)}
BARRED = {
    Stage.UNPAID: ("paid_at", "shipped_at", "signed_at", "completed_at"),
    Stage.PAID: ("shipped_at", "signed_at", "completed_at"),
    Stage.SHIPPED: ("signed_at", "completed_at"),
}


class Fault(msgspec.Struct, frozen=True):
    """A field that does not fit, its value and what would; of the order, or of its line, parcel or request at a place.

    Places count from 0.
    """

    field: str
    value: str
    expected: str
    line: int | None = None
    parcel: int | None = None
    request: int | None = None


def faults(order: Order) -> Iterator[Fault]:
    """Everything about an order that cannot be."""
    for field in ("order_no", "buyer_id"):
        if not getattr(order, field).strip():
            yield Fault(field, "", text("orders.expected.filled"))
    yield from _times(order)
    yield from _stage(order)
    if order.refunded < 0:
        yield Fault("refunded", yuan(order.refunded), text("orders.expected.money"))
    yield from _contents(order)
    yield from _requests(order)


def shown(moment: datetime) -> str:
    """A moment as staff write it."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _contents(order: Order) -> Iterator[Fault]:
    numbers = {line.line_no for line in order.lines}
    if not numbers or len(numbers) < len(order.lines):
        yield Fault("lines", "", text("orders.expected.one_line"))
    for place, line in enumerate(order.lines):
        for fault in _line(line):
            yield msgspec.structs.replace(fault, line=place)
    for place, parcel in enumerate(order.parcels):
        for fault in _parcel(parcel, numbers):
            yield msgspec.structs.replace(fault, parcel=place)


def _requests(order: Order) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, request in enumerate(order.requests):
        for fault in _request(request, order):
            yield msgspec.structs.replace(fault, request=place)
        if request.request_no in seen:
            expected = text("orders.expected.another_request")
            yield Fault("request_no", request.request_no, expected, request=place)
        seen.add(request.request_no)


def _times(order: Order) -> Iterator[Fault]:
    before = ""
    for field in IN_ORDER:
        moment: datetime | None = getattr(order, field)
        if moment is None:
            continue
        if before and moment < getattr(order, before):
            yield _too_early(field, moment, before, getattr(order, before))
        before = field
    promised = order.promised_ship_at
    if promised and promised < order.placed_at:
        yield _too_early("promised_ship_at", promised, "placed_at", order.placed_at)


def _too_early(field: str, moment: datetime, before: str, earliest: datetime) -> Fault:
    name = text(f"orders.moments.{before}")
    return Fault(field, shown(moment), text("orders.expected.not_before", name=name, time=shown(earliest)))


def _stage(order: Order) -> Iterator[Fault]:
    stage = text(f"orders.stages.{order.stage.value}")
    for field in NEEDED.get(order.stage, ()):
        if getattr(order, field) is None:
            yield Fault(field, "", text("orders.expected.needed", stage=stage))
    for field in BARRED.get(order.stage, ()):
        if getattr(order, field) is not None:
            yield Fault(field, shown(getattr(order, field)), text("orders.expected.barred", stage=stage))


def _line(line: Line) -> Iterator[Fault]:
    if not line.title.strip():
        yield Fault("title", "", text("orders.expected.title"))
    if line.quantity < 1:
        yield Fault("quantity", str(line.quantity), text("orders.expected.count"))
    for field in ("unit_price", "paid"):
        if getattr(line, field) < 0:
            yield Fault(field, yuan(getattr(line, field)), text("orders.expected.money"))
    most = line.unit_price * line.quantity
    if line.paid > most >= 0:
        yield Fault("paid", yuan(line.paid), text("orders.expected.at_most", amount=yuan(most)))
    if line.weight_g is not None and line.weight_g < 1:
        yield Fault("weight", str(line.weight_g), text("orders.expected.weight"))
    for extra in line.extras:
        weightless = extra.weight_g is not None and extra.weight_g < 1
        if not extra.name.strip() or extra.quantity < 1 or (extra.listed_price or 0) < 0 or weightless:
            yield Fault("gifts" if extra.kind == "gift" else "accessories", extra.name, text("orders.expected.extras"))


def _parcel(parcel: Parcel, numbers: set[int]) -> Iterator[Fault]:
    if not parcel.waybill.strip():
        yield Fault("waybill", "", text("orders.expected.waybill"))
    for number in parcel.lines:
        if number not in numbers:
            yield Fault("parcel_lines", str(number), text("orders.expected.known_line"))
    for field in ("packed", "courier", "packaging"):
        weight: int | None = getattr(parcel, f"{field}_g")
        if weight is not None and weight < 1:
            yield Fault(field, str(weight), text("orders.expected.weight"))
    for field in ("last_scan_at", "signed_at"):
        moment: datetime | None = getattr(parcel, field)
        if moment and parcel.shipped_at and moment < parcel.shipped_at:
            yield _too_early(field, moment, "shipped_at", parcel.shipped_at)


def _request(request: Request, order: Order) -> Iterator[Fault]:
    if not request.request_no.strip():
        yield Fault("request_no", "", text("orders.expected.filled"))
    if order.line(request.line_no) is None:
        yield Fault("request_line", str(request.line_no), text("orders.expected.known_line"))
    amount = request.amount or 0
    if amount < 0:
        yield Fault("request_amount", yuan(amount), text("orders.expected.money"))
    elif amount > order.paid:
        yield Fault("request_amount", yuan(amount), text("orders.expected.at_most_paid", amount=yuan(order.paid)))
    applied, expires = request.applied_at, request.expires_at
    if applied and expires and expires < applied:
        yield _too_early("expires_at", expires, "applied_at", applied)
