"""What one cell of an export means: money, times, weights, counts, words. Pure; ValueError where it means nothing."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from bot.clock import SHANGHAI, parse_time
from bot.money import parse_yuan
from bot.orders.columns import lexicon, meanings, plain
from bot.orders.model import Extra, NoReason, RequestState, RequestWay, Stage

SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE][+]?\d+")
_GUARDED = re.compile(r'="(.*)"|\'(.+)', re.DOTALL)
_TIME = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d+)?")
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?)\s*([^\d\s.]*)")
_TIMES = r"(?:\s*[×*]\s*|(?<![A-Za-z0-9\s])\s*[xX])(?P<quantity>\d+)"
_EXTRA = re.compile(
    rf"(?P<name>[^@]+?)(?:{_TIMES})?\s*(?:@\s*(?P<price>[^@/]+?))?\s*(?:/\s*(?P<weight>\d[\d.]*\s*[A-Za-z克千公斤]*))?"
)
_BETWEEN = re.compile(r"[;；\n]")


def bare(cell: str) -> str:
    """A cell without spaces and without the guards (``="…"``, ``'…``) that keep a long number from being rounded."""
    cell = cell.strip()
    guarded = _GUARDED.fullmatch(cell) if cell.startswith(("=", "'")) else None
    return (guarded.group(1) or guarded.group(2) or "").strip() if guarded else cell


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: empty, a dash, NULL."""
    return not cell or (len(cell) < 6 and plain(cell) in _words("blank"))


def is_no_request(cell: str) -> bool:
    """Whether a cell says that nothing has been applied for: empty, 无售后."""
    return is_blank(cell) or plain(cell) in _words("no_request")


def parts(cell: str) -> list[str]:
    """The values of a cell that holds several, parted by semicolons; a place left empty stays as an empty text."""
    return [bare(part) for part in _BETWEEN.split(cell)]


def code(cell: str) -> str:
    """An order number, buyer id or waybill as it stands."""
    if SCIENTIFIC.fullmatch(cell):
        raise ValueError("digits lost")
    return cell


def buyer(cell: str) -> str:
    """A buyer id; a masked one (林**) could be several people."""
    if "*" in cell:
        raise ValueError("masked")
    return code(cell)


@lru_cache(4096)
def money(cell: str) -> int:
    """An amount in 分, not negative."""
    cents = parse_yuan(cell)
    if cents < 0:
        raise ValueError("negative")
    return cents


@lru_cache(4096)
def moment(cell: str) -> datetime:
    """A moment; without a zone it is Shanghai time."""
    found = _TIME.fullmatch(cell)
    if not found:
        return parse_time(cell)
    return datetime(*(int(part or 0) for part in found.groups()), tzinfo=SHANGHAI)  # type: ignore[misc, arg-type]


def count(cell: str) -> int:
    """A whole number of pieces, at least 1."""
    number = Decimal(cell) if _NUMBER.fullmatch(cell) else Decimal(0)
    if number < 1 or number % 1:
        raise ValueError("no pieces")
    return int(number)


@lru_cache(4096)
def grams(cell: str, unit: str = "") -> int:
    """A weight in 克, more than 0, halves up; the cell's own unit beats the column's, and without any it is 克."""
    found = _WEIGHT.fullmatch(cell)
    if not found:
        raise ValueError("no weight")
    per = lexicon().units.weight.get(plain(found.group(2)) or unit or "g")
    weight = int((Decimal(found.group(1)) * (per or 0)).quantize(Decimal(1), ROUND_HALF_UP))
    if weight < 1:
        raise ValueError("no weight")
    return weight


def yes_or_no(cell: str) -> bool:
    """Whether a cell says yes."""
    word = plain(cell)
    if word in _words("yes"):
        return True
    if word in _words("no"):
        return False
    raise ValueError("neither yes nor no")


def stage(cell: str) -> Stage:
    """Where the order stands."""
    return Stage(meanings("stages").get(plain(cell), cell))


def no_reason(cell: str) -> NoReason:
    """How no-reason return applies, by words or by the platform's number."""
    return NoReason(meanings("no_reason").get(plain(cell), cell))


def request_way(cell: str) -> RequestWay:
    """What the buyer applied for, by words or by the platform's number."""
    return RequestWay(meanings("request_ways").get(plain(cell), cell))


def request_state(cell: str) -> RequestState:
    """How a request stands, by words, with a comma between them or without, or by the platform's number."""
    return RequestState(meanings("request_states").get(plain(cell).replace(",", ""), cell))


def extras(kind: str) -> Callable[[str], tuple[Extra, ...]]:
    """A parser of gifts or accessories: ``name×quantity@price/weight``, all but the name optional, parted by ``;``."""

    def parse(cell: str) -> tuple[Extra, ...]:
        if plain(cell) in _words("no"):
            return ()
        return tuple(_extra(part, kind) for part in parts(cell) if part)

    return parse


def _extra(part: str, kind: str) -> Extra:
    found = _EXTRA.fullmatch(part)
    if not found:
        raise ValueError(f"no extra: {part}")
    price, weight = found["price"], found["weight"]
    return Extra(
        name=found["name"].strip(),
        kind=kind,
        quantity=count(found["quantity"] or "1"),
        listed_price=money(price) if price else None,
        weight_g=grams(weight) if weight else None,
    )


@lru_cache(None)
def _words(group: str) -> frozenset[str]:
    return frozenset(plain(word) for word in lexicon().words[group])
