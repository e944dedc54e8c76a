"""Reads one YAML file into a structure, or says key by key what does not fit, what belongs there and what to do."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
import yaml

from bot.aftersales.clause import Clause, Dated

try:
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

A_DAY = "YYYY-MM-DD, such as 2026-01-01"
NAMES_OF_NUMBERS = ("at_most", "more_than", "hours")
SHOWN = 40
PLAIN: dict[Any, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    date: f"a day as {A_DAY}",
    Dated: "a number by the day from which it counts, such as 2026-01-01: 7",
}
T = TypeVar("T")


def read(path: Path, kind: type[T], problems: list[str]) -> T | None:
    """What a file holds, as ``kind``; None where it cannot be used, and ``problems`` then say why."""
    try:
        raw = yaml.load(path.read_bytes().decode("utf-8-sig"), Loader=_Unique)
    except OSError:
        problems.append(f"{path}: cannot be opened; copy the one of data/policies/{path.parent.name} and change it")
    except UnicodeDecodeError:
        problems.append(f"{path}: not written as UTF-8; save it as UTF-8")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.append(f"{path}: {_unreadable(error)}")
    else:
        try:
            return msgspec.convert(raw, kind, strict=True)
        except msgspec.ValidationError as error:
            found = list(explain(raw, kind)) or [f"{error}; write it as the other files do"]
            problems += [f"{path}: {problem}" for problem in found]
    return None


def explain(raw: Any, kind: Any, at: str = "") -> Iterator[str]:
    """Every place where ``raw`` is not what ``kind`` asks for."""
    options = [each for each in get_args(kind) if each is not NoneType]
    if not at and not isinstance(raw, dict):
        yield _no_mapping(raw, kind)
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
            yield f"{at}: {_shown(raw)} is not known; choose from {', '.join(options)}"
    else:
        yield from _plain(raw, options or [kind], at)


class _Unique(_Loader):
    """YAML in which a key may stand once only, and a day that does not exist stays the text it is."""


def _keys_once(loader: _Unique, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: list[Any] = []
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"{key} stands twice", key_node.start_mark)
        seen.append(key)
    return _Loader.construct_mapping(loader, node, deep=deep)


def _day_or_text(loader: _Unique, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Unique.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _keys_once)
_Unique.add_constructor("tag:yaml.org,2002:timestamp", _day_or_text)


def _unreadable(error: Exception) -> str:
    """Where the file stops being YAML; the library's words say what it stumbled over."""
    mark = getattr(error, "problem_mark", None)
    wrong = str(getattr(error, "problem", None) or error)
    place = f"line {mark.line + 1}: " if mark else ""
    if wrong.endswith("stands twice"):
        return f"{place}{wrong}; keep one of the two"
    words = " ".join(wrong.replace(": ", " ").split())
    return f"{place}not readable as YAML, {words}; look there and just above for brackets, quotes and indentation"


def _no_mapping(raw: Any, kind: Any) -> str:
    holds = "is empty" if raw is None else f"holds {_shown(raw)}"
    if kind is Clause:
        return f'{holds}; a file holds one clause and starts with "clause:" and its name'
    return f"{holds}; it holds settings by their names, each with title, unit and values"


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _struct(raw: Any, kind: Any, at: str) -> Iterator[str]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    if not isinstance(raw, dict):
        yield f"{at}: {_shown(raw)} stands here alone; write it with its keys {', '.join(fields)}"
        return
    for name in raw:
        if name not in fields:
            yield f"{_under(at, name)}: unknown key; allowed here: {', '.join(fields)}"
    for name, field in fields.items():
        if name in raw:
            yield from explain(raw[name], field.type, _under(at, name))
        elif field.required:
            yield f"{_under(at, name)}: missing required field; add {_belongs(field.type)}"


def _list(raw: Any, kind: Any, at: str) -> Iterator[str]:
    if not isinstance(raw, list):
        yield f"{at}: {_shown(raw)} is no list; put it in [ ], or write each entry on a line with - before it"
        return
    for number, each in enumerate(raw):
        yield from explain(each, kind, f"{at}[{number}]")


def _mapping(raw: Any, kind: Any, at: str) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield f"{at}: {_shown(raw)} has no name; write each entry as its name, a colon and what it is"
        return
    for name, each in raw.items():
        if not isinstance(name, str):
            yield f"{_under(at, name)}: {_shown(name)} is no name; put it in quotes or call it something else"
        yield from explain(each, kind, _under(at, name))


def _dated(raw: Any, at: str) -> Iterator[str]:
    if not isinstance(raw, dict):
        example = raw if isinstance(raw, int) else 7
        yield f"{at}: {_shown(raw)} has no day; write the day from which it counts before it, 2026-01-01: {example}"
        return
    for day, value in raw.items():
        if not _is_day(day):
            yield f"{at}: {_shown(day)} is no day; write the day from which the value counts as {A_DAY}"
        place = _under(at, day)
        if isinstance(value, list):
            wrong = [_shown(each) for each in value if not isinstance(each, str)]
            yield from (f"{place}: {each} is no text; put it in quotes" for each in wrong)
        elif isinstance(value, float):
            yield f"{place}: {value} is no whole number; write one, money in whole 分 (20 元 is 2000)"
        elif value is not None and type(value) is not int:
            yield f"{place}: {_shown(value)} is no number; write a whole number in digits, such as 7"


def _plain(raw: Any, kinds: list[Any], at: str) -> Iterator[str]:
    if type(raw) in kinds or (date in kinds and _is_day(raw)):
        return
    if date in kinds:
        yield f"{at}: {_shown(raw)} is no day; write it as {A_DAY}"
    elif at.rpartition(".")[2] in NAMES_OF_NUMBERS and isinstance(raw, int | float):
        yield f"{at}: {raw} stands where a name belongs; put the number under values by its day and write its name here"
    else:
        quotes = " in quotes" if kinds == [str] and not isinstance(raw, list | dict) else ""
        yield f"{at}: {_shown(raw)} does not belong here; write {' or '.join(PLAIN[each] for each in kinds)}{quotes}"


def _is_day(raw: Any) -> bool:
    if isinstance(raw, str):
        try:
            return bool(msgspec.convert(raw, date))
        except msgspec.ValidationError:
            return False
    return isinstance(raw, date) and not isinstance(raw, datetime)


def _belongs(kind: Any) -> str:
    if _is_struct(kind):
        return f"the keys {', '.join(field.encode_name for field in msgspec.structs.fields(kind))}"
    if get_origin(kind) is Literal:
        return f"one of {', '.join(get_args(kind))}"
    if get_origin(kind) is tuple:
        return f"a list, each entry with {_belongs(get_args(kind)[0])}"
    return PLAIN.get(kind, "it")


def _under(at: str, name: Any) -> str:
    return f"{at}.{name}" if at else str(name)


def _shown(raw: Any) -> str:
    if raw is None:
        return "nothing"
    if isinstance(raw, dict | list):
        return "a group of keys" if isinstance(raw, dict) else "a list"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, str):
        return repr(raw if len(raw) <= SHOWN else raw[:SHOWN] + "…")
    return str(raw)
