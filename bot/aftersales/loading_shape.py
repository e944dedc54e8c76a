"""Reads one YAML file into a structure, or says key by key what does not fit, what belongs there and what to do."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
import yaml

from bot.aftersales.clause import Clause, Dated
from bot.aftersales.loading_lines import Said, Wrong, content, unreadable, with_lines
from bot.texts import text

NAMES_OF_NUMBERS = ("at_most", "more_than", "hours")
SHOWN = 40
T = TypeVar("T")


def read(path: Path, kind: type[T], problems: list[str]) -> T | None:
    """What a file holds, as ``kind``; None where it cannot be used, and ``problems`` then say why."""
    try:
        raw, found = content(path)
    except OSError:
        found = [Wrong(path, "", text("policy.no_file"))]
    except UnicodeDecodeError:
        found = [Wrong(path, "", text("policy.encoding"))]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found = [unreadable(path, error)]
    else:
        try:
            if not found:
                return msgspec.convert(raw, kind, strict=True)
        except msgspec.ValidationError as error:
            said = list(explain(raw, kind)) or [("", text("policy.misfit", error=error))]
            found = [Wrong(path, key, words) for key, words in said]
    problems += with_lines(found)
    return None


def explain(raw: Any, kind: Any, at: str = "") -> Iterator[Said]:
    """Every place where ``raw`` is not what ``kind`` asks for, and the words about it."""
    options = [each for each in get_args(kind) if each is not NoneType]
    if not at and not isinstance(raw, dict):
        yield "", _no_mapping(raw, kind)
    elif kind == Dated:
        yield from _dated(raw, at)
    elif _is_struct(kind):
        yield from _struct(raw, kind, at)
    elif get_origin(kind) is tuple:
        yield from _list(raw, options[0], at)
    elif get_origin(kind) is dict:
        yield from _mapping(raw, options[1], at)
    elif get_origin(kind) in (Union, UnionType) and (raw is None or len(options) == 1):
        yield from () if raw is None and NoneType in get_args(kind) else explain(raw, options[0], at)
    elif get_origin(kind) is Literal:
        if raw not in options:
            yield at, text("policy.no_choice", raw=shown(raw), known=listed(options))
    else:
        yield from _plain(raw, options or [kind], at)


def _no_mapping(raw: Any, kind: Any) -> str:
    holds = text("policy.holds_nothing") if raw is None else text("policy.holds", raw=shown(raw))
    if kind is Clause:
        return text("policy.no_clause", holds=holds)
    return text("policy.whole", holds=holds, belongs=_belongs(kind))


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _keys(kind: Any) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _struct(raw: Any, kind: Any, at: str) -> Iterator[Said]:
    fields = _keys(kind)
    if not isinstance(raw, dict):
        yield at, text("policy.no_keys", raw=shown(raw), known=listed(fields))
        return
    for name in raw:
        if name not in fields:
            yield _under(at, name), text("policy.unknown_key", known=listed(fields))
    for name, field in fields.items():
        if name in raw:
            yield from explain(raw[name], field.type, _under(at, name))
        elif field.required:
            yield _under(at, name), text("policy.missing_key", belongs=_belongs(field.type))


def _list(raw: Any, kind: Any, at: str) -> Iterator[Said]:
    if not isinstance(raw, list):
        yield at, text("policy.no_list", raw=shown(raw))
        return
    for number, each in enumerate(raw):
        yield from explain(each, kind, f"{at}[{number}]")


def _mapping(raw: Any, kind: Any, at: str) -> Iterator[Said]:
    if not isinstance(raw, dict):
        yield at, text("policy.no_names", raw=shown(raw))
        return
    for name, each in raw.items():
        if not isinstance(name, str):
            yield _under(at, name), text("policy.no_name", raw=shown(name))
        yield from explain(each, kind, _under(at, name))


def _dated(raw: Any, at: str) -> Iterator[Said]:
    if not isinstance(raw, dict):
        yield at, text("policy.undated", raw=shown(raw), example=raw if type(raw) is int else 7)
        return
    for day, value in raw.items():
        place = _under(at, day)
        if not _is_day(day):
            yield place, text("policy.no_effective_day", raw=shown(day))
        if isinstance(value, list):
            words = [(number, each) for number, each in enumerate(value) if not isinstance(each, str)]
            yield from ((f"{place}[{number}]", text("policy.no_word", raw=shown(each))) for number, each in words)
        elif isinstance(value, float):
            yield place, text("policy.fraction", raw=value)
        elif value is not None and type(value) is not int:
            yield place, text("policy.no_number", raw=shown(value))


def _plain(raw: Any, kinds: list[Any], at: str) -> Iterator[Said]:
    if type(raw) in kinds or (date in kinds and _is_day(raw)):
        return
    if date in kinds:
        yield at, text("policy.no_day", raw=shown(raw))
    elif at.rpartition(".")[2] in NAMES_OF_NUMBERS and type(raw) in (int, float):
        yield at, text("policy.no_value_name", raw=raw)
    elif kinds == [str] and not isinstance(raw, list | dict | NoneType):
        yield at, text("policy.unquoted", raw=shown(raw))
    else:
        yield at, text("policy.misplaced", raw=shown(raw), belongs=listed(map(_belongs, kinds)))


def _is_day(raw: Any) -> bool:
    if isinstance(raw, str):
        try:
            return bool(msgspec.convert(raw, date))
        except msgspec.ValidationError:
            return False
    return isinstance(raw, date) and not isinstance(raw, datetime)


def _belongs(kind: Any) -> str:
    if _is_struct(kind):
        return text("policy.kind.keys", known=listed(_keys(kind)))
    if get_origin(kind) is Literal:
        return text("policy.kind.choice", known=listed(get_args(kind)))
    if get_origin(kind) is tuple:
        return text("policy.kind.list", each=_belongs(get_args(kind)[0]))
    if get_origin(kind) is dict and kind != Dated:
        return text("policy.kind.entries", each=_belongs(get_args(kind)[1]))
    plain = {
        str: text("policy.kind.text"),
        bool: text("policy.kind.flag"),
        int: text("policy.kind.number"),
        date: text("policy.kind.day"),
        Dated: text("policy.kind.dated"),
    }
    return plain.get(kind, text("policy.kind.other"))


def _under(at: str, name: Any) -> str:
    return f"{at}.{name}" if at else str(name)


def listed(names: Iterable[str]) -> str:
    """Names to choose from."""
    return "、".join(names)


def shown(raw: Any) -> str:
    """A value of a file as one quotes it."""
    if raw in (None, ""):
        return text("policy.shown.nothing")
    if isinstance(raw, dict | list):
        return text("policy.shown.keys" if isinstance(raw, dict) else "policy.shown.list")
    if isinstance(raw, bool):
        return "true" if raw else "false"
    words = " ".join(str(raw).split())
    return text("policy.shown.words", words=words if len(words) <= SHOWN else words[:SHOWN] + "…")
