"""Orders from JSON in the shape of `bot.orders.model`: a list of objects, each with its lines, parcels and requests."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from bot.clock import SHANGHAI
from bot.orders.assembly import oldest_first, unpaid_owes_nothing
from bot.orders.categories import canonical
from bot.orders.checks import Fault, faults
from bot.orders.model import Order
from bot.orders.problems import Problem
from bot.texts import text

_PATH = re.compile(r"(.*?)(?: - at `\$\.?(.*)`)?")
_PARCEL_NAMES = {"packed": "packed_g", "courier": "courier_g", "packaging": "packaging_g", "parcel_lines": "lines"}
_LINE_NAMES = {"weight": "weight_g", "gifts": "extras", "accessories": "extras"}
_REQUEST_NAMES = {"request_amount": "amount", "request_line": "line_no"}


def read_nested(file: str, objects: Sequence[dict[str, Any]]) -> tuple[list[Order], list[Problem]]:
    """The orders that the objects spell, and what is wrong with the others."""
    orders: dict[str, Order] = {}
    places: dict[str, int] = {}
    problems: list[Problem] = []
    for place, item in enumerate(objects, start=1):
        try:
            order = tidy(msgspec.convert(item, Order))
        except msgspec.ValidationError as error:
            problems.append(_refused(file, place, str(error)))
            continue
        problems += [_problem(file, place, fault) for fault in faults(order)]
        if order.order_no in orders:
            expected = text("orders.expected.another_order", row=places[order.order_no])
            problems.append(Problem(file, place, "order_no", order.order_no, expected, "order"))
        orders[order.order_no] = unpaid_owes_nothing(oldest_first(order))
        places[order.order_no] = place
    return list(orders.values()), problems


def tidy(order: Order) -> Order:
    """The same order with every time in Shanghai, a time without a zone being Shanghai time, and our category names."""
    lines = tuple(msgspec.structs.replace(line, category=canonical(line.category)) for line in order.lines)
    parcels = tuple(_in_shanghai(parcel) for parcel in order.parcels)
    requests = tuple(_in_shanghai(request) for request in order.requests)
    tidied: Order = _in_shanghai(msgspec.structs.replace(order, lines=lines, parcels=parcels, requests=requests))
    return tidied


def _in_shanghai(thing: Any) -> Any:
    times = {name: at for name, at in msgspec.structs.asdict(thing).items() if isinstance(at, datetime)}
    local = {n: at.astimezone(SHANGHAI) if at.tzinfo else at.replace(tzinfo=SHANGHAI) for n, at in times.items()}
    return msgspec.structs.replace(thing, **local)


def _refused(file: str, place: int, message: str) -> Problem:
    found = _PATH.fullmatch(message)
    reason, path = found.groups() if found else (message, None)
    return Problem(file, place, path or "order", None, text("orders.expected.json_value", reason=reason), "order")


def _problem(file: str, place: int, fault: Fault) -> Problem:
    path = fault.field
    if fault.line is not None:
        path = f"lines[{fault.line}].{_LINE_NAMES.get(path, path)}"
    elif fault.parcel is not None:
        path = f"parcels[{fault.parcel}].{_PARCEL_NAMES.get(path, path)}"
    elif fault.request is not None:
        path = f"requests[{fault.request}].{_REQUEST_NAMES.get(path, path)}"
    return Problem(file, place, path, fault.value, fault.expected, "order")
