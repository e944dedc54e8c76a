"""Policy cases: an order, what is asked and what the rules must make of it, each saying only what it is about.

A file holds ``given`` (what all its cases share) and ``cases``. A case repeats nothing of ``given``; its ``neighbour``
repeats nothing of the case and is a case of its own: the same buyer one day later, one 分 dearer, one gram lighter.
Money is in 分 and may be written as arithmetic, ``8970 / 3``; a day or a time is Shanghai's.
"""

import ast
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from operator import add, mul, sub, truediv
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.aftersales.assess import assess
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Event, Remedy
from bot.aftersales.clocks import started_by
from bot.aftersales.earlier import Earlier
from bot.aftersales.facts import BUYER_FACTS, FACTS
from bot.aftersales.gather import gather
from bot.aftersales.policies import Policies
from bot.aftersales.standing import standing_of
from bot.aftersales.verdict import Situation, Verdict
from bot.clock import day, parse_time
from bot.orders.model import Line, Order, Parcel, Request, Stage

LINE = {"title": "纯棉圆领T恤", "category": "服饰", "quantity": 1, "paid": 5990}
ORDER = {"stage": "signed", "signed_on": "2026-11-01 10:00", "lines": [{}], "parcels": [], "refunded": 0}
SIGNED = (Stage.SIGNED, Stage.COMPLETED)
ONE_DAY = timedelta(days=1)
SUMS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: add,
    ast.Sub: sub,
    ast.Mult: mul,
    ast.Div: truediv,
}


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case. ``promised`` 分 are on their way back already; ``then`` names an event and the remedy it is about."""

    name: str
    expect: dict[str, Any]
    asked_on: Any = None
    order: dict[str, Any] = {}
    ask: dict[str, Any] = {}
    shop: dict[str, Any] = {}
    promised: int = 0
    then: dict[Event, Remedy | None] = {}
    known_wrong: str = ""
    file: str = ""


class Tried(msgspec.Struct, frozen=True):
    """A case put to the engine."""

    case: Case
    policies: Policies
    situation: Situation
    verdict: Verdict
    clocks: tuple[str, ...]


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every case of every file of a folder, in order."""
    return tuple(case for path in sorted(folder.glob("*.yml")) for case in _of_file(path))


def try_out(case: Case, shipped: Policies, not_before: date | None = None) -> Tried:
    """What the engine makes of a case under ``shipped``, with the settings the case changes.

    ``not_before`` puts it under what is in force on a later day than the one it was asked on.
    """
    policies = with_settings(shipped, case.shop)
    order, claim, now = order_of(case.order), claim_of(case.ask), parse_time(str(case.asked_on))
    line = order.line(claim.line_no or 0)
    if line is None or claim.issue is None:
        raise ValueError(f"{case.name}: no line {claim.line_no} or no issue {claim.issue}")
    in_force = policies.on(max(day(now), not_before or day(now)))
    earlier = Earlier(case.promised, standing=standing_of(order, line, (), in_force))
    situation = gather(claim.issue, order, line, claim, in_force, now, earlier)
    issue = claim.issue
    clocks = [c for event, remedy in case.then.items() for c in started_by(event, issue, remedy, now, in_force)]
    lines = tuple(f"{clock.clause} {clock.due_at:%Y-%m-%d %H:%M}" for clock in clocks)
    return Tried(case, policies, situation, assess(situation, in_force), lines)


def order_of(form: dict[str, Any]) -> Order:
    """The order of a case: one shirt, signed for on 1 November 2026, unless the case says otherwise."""
    form = {**ORDER, **form}
    stage = Stage(form.pop("stage"))
    signed_on = parse_time(str(form.pop("signed_on")))
    signed_at = signed_on if stage in SIGNED else None
    lines = tuple(_line(number, line) for number, line in enumerate(form.pop("lines"), 1))
    parcels = tuple(_parcel(number, parcel, signed_at) for number, parcel in enumerate(form.pop("parcels"), 1))
    requests = tuple(_request(number, request) for number, request in enumerate(form.pop("requests", ()), 1))
    return msgspec.convert(
        {"order_no": "2026", "buyer_id": "buyer-lin", "stage": stage, "placed_at": signed_on - 4 * ONE_DAY}
        | {"signed_at": signed_at, "lines": lines, "parcels": parcels, "requests": requests, **_timed(form)},
        Order,
    )


def claim_of(form: dict[str, Any]) -> Claim:
    """What the buyer says: all but issue, line, extra, count, wish and amount is an answer to a question."""
    form = {name: value for name, value in form.items() if value is not None}
    issue, line_no, asks = form.pop("issue", None), form.pop("line", 1), form.pop("reason_asks", 0)
    extra, count, wish, amount = (form.pop(name, None) for name in ("extra", "count", "wish", "amount"))
    for name, value in form.items():
        if name not in BUYER_FACTS or value not in FACTS[name].values:
            raise ValueError(f"{name}: {value} is nothing a buyer can tell")
    return Claim(issue, "2026", line_no, extra, count, wish, form, amount=amount, reason_asks=asks)


def with_settings(policies: Policies, settings: dict[str, Any]) -> Policies:
    """Policies in which some of the shop's settings have another value, or other values from certain days on."""
    changed = {
        name: msgspec.structs.replace(
            policies.shop[name], values=value if isinstance(value, dict) else {date(2025, 10, 1): value}
        )
        for name, value in settings.items()
    }
    return Policies(policies.clauses, {**policies.shop, **changed}) if changed else policies


def fen(value: Any) -> Any:
    """An amount that may be written as arithmetic; it must come out in whole 分."""
    if not isinstance(value, str):
        return value
    try:
        amount = _reckoned(ast.parse(value, mode="eval").body)
    except (SyntaxError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"{value}: neither an amount in 分 nor arithmetic") from error
    if amount.denominator != 1:
        raise ValueError(f"{value}: does not come to whole 分")
    return int(amount)


def _reckoned(node: ast.expr) -> Fraction:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return Fraction(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in SUMS:
        return SUMS[type(node.op)](_reckoned(node.left), _reckoned(node.right))
    raise TypeError(ast.dump(node))


def _of_file(path: Path) -> Iterator[Case]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    for form in raw["cases"]:
        neighbour = form.pop("neighbour", None)
        case = _over(raw["given"], form)
        yield msgspec.convert({**case, "file": path.stem}, Case)
        if neighbour:
            unwanted = {"known_wrong"} - set(neighbour)
            shared = {key: value for key, value in case.items() if key not in unwanted}
            yield msgspec.convert({**_over(shared, neighbour), "file": path.stem}, Case)


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """What ``above`` says, and where it is silent what ``below`` says; order, ask and shop are laid over each other."""
    laid = {key: {**below.get(key, {}), **above.get(key, {})} for key in ("order", "ask", "shop")}
    return {**below, **above, **laid}


def _line(number: int, form: dict[str, Any]) -> Line:
    form = {"line_no": number, **LINE, **form}
    form["paid"] = fen(form["paid"])
    return msgspec.convert({"unit_price": form["paid"] // form["quantity"], **form}, Line)


def _parcel(number: int, form: dict[str, Any], signed_at: Any) -> Parcel:
    form = dict(form)
    signed_on = form.pop("signed_on", signed_at)
    moment = parse_time(str(signed_on)) if signed_on else None
    return msgspec.convert({"waybill": f"YT{number}", "signed_at": moment, **_timed(form)}, Parcel)


def _request(number: int, form: dict[str, Any]) -> Request:
    return msgspec.convert({"request_no": f"TK{number}", "line_no": 1, **_timed(form)}, Request)


def _timed(form: dict[str, Any]) -> dict[str, Any]:
    """The form with every time in Shanghai."""
    return {name: parse_time(str(value)) if name.endswith("_at") else value for name, value in form.items()}
