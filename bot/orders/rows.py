"""One row of an export: its cells by meaning, parsed, with every fault found and none passed over."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from bot.clock import SHANGHAI
from bot.orders import words
from bot.orders.categories import canonical
from bot.orders.columns import Column, lexicon, name_of
from bot.orders.model import Line, Parcel, Request, RequestState, RequestWay, Stage
from bot.orders.problems import Problem
from bot.texts import text

T = TypeVar("T")
_NEVER = datetime.fromtimestamp(0, SHANGHAI)
_NEED_A_WAYBILL = ("packed", "courier", "last_scan_at")
_NEED_A_REQUEST = ("request_way", "request_state", "applied_at", "expires_at", "refusal")


class Row(msgspec.Struct, frozen=True):
    """One row, parsed: what it says of its order, its line (numbered later), its parcels and its request."""

    number: int
    order_no: str
    buyer_id: str
    stage: Stage
    placed_at: datetime
    paid_at: datetime | None
    promised_ship_at: datetime | None
    completed_at: datetime | None
    freight_insurance: bool | None
    refunded: int | None
    shipped_at: datetime | None
    signed_at: datetime | None
    line_key: str
    line: Line
    parcels: tuple[Parcel, ...]
    request: Request | None


class Cells:
    """The cells of one row by field. Reading one that means nothing notes a problem and gives None."""

    def __init__(self, file: str, columns: Mapping[str, Column], number: int, cells: Sequence[str]) -> None:
        self.number = number
        self.problems: list[Problem] = []
        self._file = file
        self._columns = columns
        self._cells = cells

    def text_of(self, field: str) -> str:
        """What stands in a field, without its guards; empty where the column is missing."""
        column = self._columns.get(field)
        if column is None or column.place >= len(self._cells):
            return ""
        cell = words.bare(self._cells[column.place])
        return "" if words.is_blank(cell) else cell

    def unit_of(self, field: str) -> str:
        """The unit that the column's name gives, or an empty text."""
        return self._columns[field].unit if field in self._columns else ""

    def read(self, field: str, parse: Callable[[str], T], kind: str, needed: bool = False) -> T | None:
        """The field's value; None where it is empty (a problem in a required column, or if needed) or wrong."""
        cell = self.text_of(field)
        if cell:
            return self._parsed(field, cell, parse, kind)
        if needed or field in lexicon().required:
            self.note(field, "", text(f"orders.expected.{kind}"))
        return None

    def several(self, field: str, parse: Callable[[str], T], kind: str) -> list[T | None]:
        """The field's values, parted by semicolons, None for a place left empty."""
        cell = self.text_of(field)
        if not cell:
            return []
        return [None if words.is_blank(part) else self._parsed(field, part, parse, kind) for part in words.parts(cell)]

    def note(self, field: str, value: str | None, expected: str) -> None:
        """Notes a problem with a field of this row."""
        self.problems.append(Problem(self._file, self.number, name_of(field, self._columns), value, expected))

    def _parsed(self, field: str, cell: str, parse: Callable[[str], T], kind: str) -> T | None:
        try:
            return parse(cell)
        except ValueError:
            self.note(field, cell, text(f"orders.expected.{kind}"))
            return None


def parse_row(cells: Cells) -> Row | None:
    """The row that the cells make, or None when there are problems; they are in ``cells.problems``."""
    order_no = cells.read("order_no", words.code, "code")
    buyer_id = cells.read("buyer_id", words.buyer, "buyer")
    stage = cells.read("stage", words.stage, "stage")
    placed_at = cells.read("placed_at", words.moment, "time")
    shipped = cells.several("shipped_at", words.moment, "time")
    signed = cells.several("signed_at", words.moment, "time")
    row = Row(
        number=cells.number,
        order_no=order_no or "",
        buyer_id=buyer_id or "",
        stage=stage or Stage.UNPAID,
        placed_at=placed_at or _NEVER,
        paid_at=cells.read("paid_at", words.moment, "time"),
        promised_ship_at=cells.read("promised_ship_at", words.moment, "time"),
        completed_at=cells.read("completed_at", words.moment, "time"),
        freight_insurance=cells.read("freight_insurance", words.yes_or_no, "flag"),
        refunded=cells.read("refunded", words.money, "money"),
        shipped_at=min((at for at in shipped if at), default=None),
        signed_at=max((at for at in signed if at), default=None) if all(signed) else None,
        line_key=cells.read("line_key", words.code, "code") or "",
        line=_line(cells),
        parcels=_parcels(cells, shipped, signed),
        request=_request(cells),
    )
    return None if cells.problems else row


def _line(cells: Cells) -> Line:
    extras = [*(cells.read("gifts", words.extras("gift"), "extras") or ())]
    extras += cells.read("accessories", words.extras("accessory"), "extras") or ()
    return Line(
        line_no=0,
        title=cells.read("title", str, "title") or "",
        spec=cells.text_of("spec"),
        category=canonical(cells.text_of("category")),
        quantity=cells.read("quantity", words.count, "count") or 1,
        unit_price=cells.read("unit_price", words.money, "money") or 0,
        paid=cells.read("paid", words.money, "money") or 0,
        weight_g=cells.read("weight", _grams(cells, "weight"), "weight"),
        no_reason=cells.read("no_reason", words.no_reason, "no_reason"),
        no_reason_confirmed=cells.read("no_reason_confirmed", words.yes_or_no, "flag"),
        three_guarantees=cells.read("three_guarantees", words.yes_or_no, "flag"),
        extras=tuple(extras),
    )


def _request(cells: Cells) -> Request | None:
    refusal = cells.text_of("refusal")
    if words.is_no_request(cells.text_of("request_no")):
        for field in _NEED_A_REQUEST:
            if not words.is_no_request(cells.text_of(field)):
                cells.note(field, cells.text_of(field), text("orders.expected.request_first"))
        return None
    return Request(
        request_no=cells.read("request_no", words.code, "code") or "",
        line_no=0,
        way=cells.read("request_way", words.request_way, "request_way", needed=True) or RequestWay.OTHER,
        state=cells.read("request_state", words.request_state, "request_state", needed=True) or RequestState.WAITING,
        applied_at=cells.read("applied_at", words.moment, "time"),
        expires_at=cells.read("expires_at", words.moment, "time"),
        amount=cells.read("request_amount", words.money, "money"),
        refusal="" if words.is_no_request(refusal) else refusal,
    )


def _parcels(cells: Cells, shipped: list[datetime | None], signed: list[datetime | None]) -> tuple[Parcel, ...]:
    waybills = cells.several("waybill", words.code, "code")
    while waybills and waybills[-1] is None:
        waybills.pop()
    if not waybills:
        for field in _NEED_A_WAYBILL:
            if cells.text_of(field):
                cells.note(field, cells.text_of(field), text("orders.expected.waybill_first"))
        return ()
    many = len(waybills)
    if not all(waybills):
        cells.note("waybill", cells.text_of("waybill"), text("orders.expected.waybill"))
    carriers = _beside(cells, "carrier", cells.several("carrier", str, "code"), many)
    packed = _beside(cells, "packed", _weights(cells, "packed"), many, shared=False)
    courier = _beside(cells, "courier", _weights(cells, "courier"), many, shared=False)
    packaging = _beside(cells, "packaging", _weights(cells, "packaging"), many)
    sent = _beside(cells, "shipped_at", shipped, many)
    scanned = _beside(cells, "last_scan_at", cells.several("last_scan_at", words.moment, "time"), many)
    arrived = _beside(cells, "signed_at", signed, many)
    return tuple(
        Parcel(
            waybill=waybill or "",
            carrier=carriers[place] or "",
            packed_g=packed[place],
            courier_g=courier[place],
            packaging_g=packaging[place],
            shipped_at=sent[place],
            last_scan_at=scanned[place],
            signed_at=arrived[place],
        )
        for place, waybill in enumerate(waybills)
    )


def _weights(cells: Cells, field: str) -> list[int | None]:
    return cells.several(field, _grams(cells, field), "weight")


def _beside(cells: Cells, field: str, values: list[T | None], many: int, shared: bool = True) -> list[T | None]:
    """A column's values, one for each waybill; a single one stands for all where that makes sense."""
    if len(values) == many:
        return values
    if not values or (shared and len(values) == 1):
        return values * many or [None] * many
    cells.note(field, cells.text_of(field), text("orders.expected.as_many", count=many))
    return [None] * many


def _grams(cells: Cells, field: str) -> Callable[[str], int]:
    unit = cells.unit_of(field)
    return lambda cell: words.grams(cell, unit)
