"""How a case in cases/*.yml is read: an order, what is asked, what is expected, each saying only what it is about.

A file holds ``given`` (what all its cases share) and ``cases``. A case repeats nothing of ``given``; its ``neighbour``
repeats nothing of the case and is a case of its own: the same buyer one day later, one 分 dearer, one gram lighter.
Money is in 分 and may be written as arithmetic, ``8970 / 3``; a day or a time is Shanghai's.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.aftersales.assess import assess
from bot.aftersales.claim import Claim
from bot.aftersales.clocks import started_by
from bot.aftersales.facts import BUYER_FACTS, FACTS
from bot.aftersales.gather import gather
from bot.aftersales.load import load
from bot.aftersales.policies import Policies
from bot.aftersales.verdict import Situation, Verdict
from bot.clock import parse_time
from bot.orders.model import Line, Order, Parcel, Stage

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
LINE = {"title": "纯棉圆领T恤", "category": "服饰", "quantity": 1, "paid": 5990}
ORDER = {"stage": "signed", "signed_on": "2026-11-01 10:00", "lines": [{}], "parcels": [], "refunded": 0}
SIGNED = (Stage.SIGNED, Stage.COMPLETED)
ONE_DAY = timedelta(days=1)


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One case. ``promised`` 分 are on their way back already; ``then`` names an event and the remedy it is about."""

    name: str
    expect: dict[str, Any]
    asked_on: Any = None
    order: dict[str, Any] = {}
    ask: dict[str, Any] = {}
    shop: dict[str, Any] = {}
    promised: int = 0
    then: dict[str, str | None] = {}
    known_wrong: str = ""
    file: str = ""


class Tried(msgspec.Struct, frozen=True):
    """A case put to the engine."""

    case: Case
    policies: Policies
    situation: Situation
    verdict: Verdict
    clocks: tuple[str, ...]


@cache
def shipped_policies() -> Policies:
    """The clauses and settings as they stand in data/policies."""
    return load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case of every file, in order."""
    return tuple(case for path in sorted(CASES.glob("*.yml")) for case in _of_file(path))


@cache
def tried() -> tuple[Tried, ...]:
    """Every case put to the engine once."""
    return tuple(try_out(case) for case in all_cases())


def try_out(case: Case) -> Tried:
    """What the engine makes of a case."""
    policies = with_settings(shipped_policies(), case.shop)
    order, claim, now = order_of(case.order), claim_of(case.ask), parse_time(str(case.asked_on))
    line = order.line(claim.line_no or 0)
    if line is None or claim.issue is None:
        raise ValueError(f"{case.name}: no line {claim.line_no} or no issue {claim.issue}")
    situation = gather(claim.issue, order, line, claim, policies, now, case.promised)
    clocks = [clock for event, remedy in case.then.items() for clock in started_by(event, remedy, now, policies)]
    lines = tuple(f"{clock.clause} {clock.due_at:%Y-%m-%d %H:%M}" for clock in clocks)
    return Tried(case, policies, situation, assess(situation, policies), lines)


def order_of(form: dict[str, Any]) -> Order:
    """The order of a case: one shirt, signed for on 1 November 2026, unless the case says otherwise."""
    form = {**ORDER, **form}
    stage = Stage(form.pop("stage"))
    signed_on = parse_time(str(form.pop("signed_on")))
    signed_at = signed_on if stage in SIGNED else None
    lines = tuple(_line(number, line) for number, line in enumerate(form.pop("lines"), 1))
    parcels = tuple(_parcel(number, parcel, signed_at) for number, parcel in enumerate(form.pop("parcels"), 1))
    return msgspec.convert(
        {"order_no": "2026", "buyer_id": "buyer-lin", "stage": stage, "placed_at": signed_on - 4 * ONE_DAY}
        | {"signed_at": signed_at, "lines": lines, "parcels": parcels, **form},
        Order,
    )


def claim_of(form: dict[str, Any]) -> Claim:
    """What the buyer says: all but issue, line, extra, count and wish is an answer to a question."""
    form = {name: value for name, value in form.items() if value is not None}
    issue, line_no = form.pop("issue", None), form.pop("line", 1)
    extra, count, wish = (form.pop(name, None) for name in ("extra", "count", "wish"))
    for name, value in form.items():
        if name not in BUYER_FACTS or value not in FACTS[name].values:
            raise ValueError(f"{name}: {value} is nothing a buyer can tell")
    return Claim(issue, "2026", line_no, extra, count, wish, form)


def with_settings(policies: Policies, settings: dict[str, Any]) -> Policies:
    """Policies in which some of the shop's settings have another value, or other values from certain days on."""
    changed = {
        name: msgspec.structs.replace(
            policies.shop[name], values=value if isinstance(value, dict) else {date(2025, 10, 1): value}
        )
        for name, value in settings.items()
    }
    return msgspec.structs.replace(policies, shop={**policies.shop, **changed})


def fen(value: Any) -> Any:
    """An amount that may be written as arithmetic; it must come out in whole 分."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"[\d\s+*/()-]+", value) or eval(value) % 1:
        raise ValueError(f"{value}: neither an amount in whole 分 nor arithmetic that comes to one")
    return int(eval(value))


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
    return msgspec.convert({"waybill": f"YT{number}", "signed_at": moment, **form}, Parcel)
