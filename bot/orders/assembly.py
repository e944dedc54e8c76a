"""Puts the rows of one order together: its lines, parcels and requests, and what the rows contradict each other in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from bot.money import yuan
from bot.orders.checks import Fault, faults, shown
from bot.orders.columns import Column, name_of
from bot.orders.model import Line, Order, Parcel, Request, Stage
from bot.orders.problems import Problem
from bot.orders.rows import Row
from bot.texts import text

_OF_THE_ORDER = (
    "buyer_id",
    "stage",
    "placed_at",
    "paid_at",
    "promised_ship_at",
    "completed_at",
    "freight_insurance",
    "refunded",
)
_OF_A_PARCEL = {
    "carrier": "carrier",
    "packed_g": "packed",
    "courier_g": "courier",
    "packaging_g": "packaging",
    "shipped_at": "shipped_at",
    "last_scan_at": "last_scan_at",
    "signed_at": "signed_at",
}


class Assembly:
    """Builds orders out of rows of one file; ``problems`` collects what does not fit."""

    def __init__(self, file: str, columns: Mapping[str, Column]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._columns = columns

    def order(self, rows: Sequence[Row]) -> Order:
        """The order that rows of one order number make."""
        common = {field: self._agreed(field, rows) for field in _OF_THE_ORDER}
        self._no_line_twice(rows)
        parcels = self._parcels(rows)
        order = Order(
            order_no=rows[0].order_no,
            lines=tuple(msgspec.structs.replace(row.line, line_no=n) for n, row in enumerate(rows, start=1)),
            shipped_at=min((at for at in (row.shipped_at for row in rows) if at), default=None),
            signed_at=_all_signed(rows, parcels),
            parcels=parcels,
            requests=_requests(rows),
            **{**common, "refunded": common["refunded"] or 0, "freight_insurance": bool(common["freight_insurance"])},
        )
        for fault in faults(order):
            self._note(_row_of(fault, order, rows), fault.field, fault.value, fault.expected)
        return unpaid_owes_nothing(oldest_first(order))

    def _agreed(self, field: str, rows: Sequence[Row]) -> Any:
        first: Row | None = None
        for row in rows:
            value = getattr(row, field)
            if value is None:
                continue
            if first is None:
                first = row
            elif value != getattr(first, field):
                said = _written(field, getattr(first, field))
                same = text("orders.expected.same_order", row=first.number, value=said)
                self._note(row.number, field, _written(field, value), same)
        return getattr(first, field) if first else None

    def _no_line_twice(self, rows: Sequence[Row]) -> None:
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            key = (row.line_key,) if row.line_key else (row.line.title, row.line.spec)
            if key in seen:
                self._note(row.number, "title", row.line.title, text("orders.expected.another_line", row=seen[key]))
            seen.setdefault(key, row.number)

    def _parcels(self, rows: Sequence[Row]) -> tuple[Parcel, ...]:
        carried: dict[str, list[int]] = {}
        merged: dict[str, Parcel] = {}
        for line_no, row in enumerate(rows, start=1):
            for parcel in row.parcels:
                carried.setdefault(parcel.waybill, []).append(line_no)
                known = merged.get(parcel.waybill, parcel)
                merged[parcel.waybill] = self._same_parcel(known, parcel, row.number)
        return tuple(
            parcel
            if len(carried[waybill]) == len(rows)
            else msgspec.structs.replace(parcel, lines=tuple(carried[waybill]))
            for waybill, parcel in merged.items()
        )

    def _same_parcel(self, known: Parcel, parcel: Parcel, number: int) -> Parcel:
        filled = {}
        for name, field in _OF_A_PARCEL.items():
            old, new = getattr(known, name), getattr(parcel, name)
            if old and new and old != new:
                expected = text("orders.expected.same_parcel", value=_written(field, old))
                self._note(number, field, _written(field, new), expected)
            elif new and not old:
                filled[name] = new
        return msgspec.structs.replace(known, **filled) if filled else known

    def _note(self, number: int, field: str, value: str, expected: str) -> None:
        self.problems.append(Problem(self._file, number, name_of(field, self._columns), value, expected))


def unpaid_owes_nothing(order: Order) -> Order:
    """The order with nothing paid on its lines while it is unpaid: exports show there what would have to be paid."""
    if order.stage is not Stage.UNPAID or not order.paid:
        return order
    unpaid: tuple[Line, ...] = tuple(msgspec.structs.replace(line, paid=0) for line in order.lines)
    return msgspec.structs.replace(order, lines=unpaid)


def oldest_first(order: Order) -> Order:
    """The order with its requests as they were applied for; those of an unknown time stand before the others."""
    requests = sorted(order.requests, key=lambda request: request.applied_at or order.placed_at)
    return msgspec.structs.replace(order, requests=tuple(requests))


def _requests(rows: Sequence[Row]) -> tuple[Request, ...]:
    numbered = enumerate(rows, start=1)
    return tuple(msgspec.structs.replace(row.request, line_no=n) for n, row in numbered if row.request)


def _all_signed(rows: Sequence[Row], parcels: Sequence[Parcel]) -> datetime | None:
    times = [parcel.signed_at for parcel in parcels] or [row.signed_at for row in rows if row.signed_at]
    return max((at for at in times if at), default=None) if all(times) else None


def _row_of(fault: Fault, order: Order, rows: Sequence[Row]) -> int:
    if fault.line is not None:
        return rows[fault.line].number
    if fault.parcel is not None:
        waybill = order.parcels[fault.parcel].waybill
        return next(row.number for row in rows if any(parcel.waybill == waybill for parcel in row.parcels))
    if fault.request is not None:
        return [row.number for row in rows if row.request][fault.request]
    return rows[0].number


def _written(field: str, value: object) -> str:
    if isinstance(value, datetime):
        return shown(value)
    if isinstance(value, Stage):
        return text(f"orders.stages.{value.value}")
    return yuan(value) if field == "refunded" and isinstance(value, int) else str(value)


def by_order(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows grouped by order number, in the order of the file."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.order_no, []).append(row)
    yield from groups.values()
