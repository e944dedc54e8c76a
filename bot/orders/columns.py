"""Which column of a shop's export means what, as data/lexicon/order_columns.yml says."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import yaml

from bot.orders.problems import Problem
from bot.settings import ROOT
from bot.texts import text

LEXICON = ROOT / "data" / "lexicon" / "order_columns.yml"
_UNIT = re.compile(r"(.+?)\(([^()]+)\)")
_WEIGHTS = frozenset({"weight", "packed", "courier", "packaging"})
_MONEY = frozenset({"unit_price", "paid", "refunded", "request_amount"})
_OF_A_REQUEST = frozenset({"request_way", "request_state", "applied_at", "expires_at", "request_amount", "refusal"})


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Units a header or a cell may name: of weight with their 克, of money those that mean 元."""

    weight: dict[str, int]
    money: tuple[str, ...]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands: field ▸ names, in the order in which they are preferred, and words ▸ values."""

    columns: dict[str, tuple[str, ...]]
    required: tuple[str, ...]
    personal: tuple[str, ...]
    stages: dict[str, tuple[str, ...]]
    no_reason: dict[str, tuple[str, ...]]
    request_ways: dict[str, tuple[str, ...]]
    request_states: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    units: Units


class Column(msgspec.Struct, frozen=True):
    """A column that is read: its place from 0, the field it fills, its name in the file and the unit it names."""

    place: int
    field: str
    name: str
    unit: str = ""


class Header(msgspec.Struct, frozen=True):
    """What a file's first row says: columns read, unknown ones left aside, personal ones never looked at."""

    columns: tuple[Column, ...]
    ignored: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()


@cache
def lexicon(path: Path = LEXICON) -> Lexicon:
    """The lexicon of column names; msgspec.ValidationError names a key that does not belong there."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Lexicon)


@lru_cache(4096)
def plain(word: str) -> str:
    """A word without what exports decorate it with: full-width forms, spaces, stars, capitals."""
    return re.sub(r"[\s*_\ufeff]+", "", unicodedata.normalize("NFKC", word)).lower()


@cache
def meanings(group: str) -> Mapping[str, str]:
    """Word ▸ value for a group of values, such as ``stages`` or ``no_reason``; each value also stands for itself."""
    table: dict[str, tuple[str, ...]] = getattr(lexicon(), group)
    return {plain(word): value for value, words in table.items() for word in (value, *words)}


def units_of(field: str) -> tuple[str, ...]:
    """The units a column of that field may name, none for fields that have none."""
    units = lexicon().units
    return tuple(units.weight) if field in _WEIGHTS else units.money if field in _MONEY else ()


def read_header(file: str, names: Sequence[str], row: int) -> tuple[Header, list[Problem]]:
    """The header that a row of names makes, and what is wrong with it: a column missing, twice, of a strange unit.

    Columns about a request are left aside in a file that has no column for its number.
    """
    named = [(place, name, *_field(name)) for place, name in enumerate(names) if name.strip()]
    unread = frozenset() if any(at == "request_no" for _, _, at, *_ in named) else _OF_A_REQUEST
    personal = {plain(word) for word in lexicon().personal}
    columns: list[Column] = []
    problems: list[Problem] = []
    for field in lexicon().columns:
        found = sorted((rank, place, name, unit) for place, name, at, rank, unit in named if at == field)
        if not found or field in unread:
            continue
        rank, place, name, unit = found[0]
        columns.append(Column(place, field, name.strip(), unit))
        if len(found) > 1 and found[1][0] == rank:
            problems.append(Problem(file, row, name.strip(), None, text("orders.expected.column_once")))
        if unit and unit not in map(plain, units_of(field)):
            problems.append(Problem(file, row, name.strip(), None, text(f"orders.expected.{_kind(field)}_unit")))
    problems += _missing(file, row, {column.field for column in columns})
    taken = {column.place for column in columns}
    rest = [name.strip() for place, name, *_ in named if place not in taken]
    header = Header(
        columns=tuple(columns),
        ignored=tuple(name for name in rest if plain(name) not in personal),
        personal=tuple(name for name in rest if plain(name) in personal),
    )
    return header, problems


def name_of(field: str, columns: Mapping[str, Column]) -> str:
    """What a field is called in the file, or by us when the file has no such column."""
    return columns[field].name if field in columns else lexicon().columns[field][0]


def _kind(field: str) -> str:
    return "weight" if field in _WEIGHTS else "money" if field in _MONEY else "no"


def _field(name: str) -> tuple[str | None, int, str]:
    word = plain(name)
    known = _names()
    if word in known:
        return (*known[word], "")
    with_unit = _UNIT.fullmatch(word)
    if with_unit and with_unit.group(1) in known:
        return (*known[with_unit.group(1)], with_unit.group(2))
    return None, 0, ""


@cache
def _names() -> Mapping[str, tuple[str, int]]:
    return {plain(name): (field, rank) for field, names in lexicon().columns.items() for rank, name in enumerate(names)}


def _missing(file: str, row: int, fields: set[str]) -> Iterable[Problem]:
    for field in lexicon().required:
        if field not in fields:
            names = lexicon().columns[field]
            yield Problem(file, row, names[0], None, text("orders.expected.column", names="、".join(names[:4])))
