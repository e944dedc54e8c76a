"""Reads clause files and shop settings; a wrong one is refused with file, key and what would be right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec
import yaml

from bot.aftersales.clause import Clause, Dated, Gives, Rung, Test, Value, value_on
from bot.aftersales.facts import FACTS, Fact

SETTINGS_FILE = "settings.yml"
T = TypeVar("T")


class BadPolicy(ValueError):
    """A policy file cannot be used. ``problems`` holds one line each: file, key, what is wrong and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ShopValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a shop may set: its unit, its values by the day they take effect, and what it is for."""

    title: str
    unit: str
    values: Dated


class Policies(msgspec.Struct, frozen=True):
    """All clauses by name and the shop's own settings by name."""

    clauses: dict[str, Clause]
    shop: dict[str, ShopValue]
    texts: dict[str, str] = {}

    def number(self, name: str, of: Clause | None, on: date) -> int:
        """A number on a day: a value of the clause ``of``, or ``clause.value``, or ``shop.setting``."""
        value = self.value(name, of, on)
        if not isinstance(value, int):
            raise BadPolicy([f"{name}: no number in force on {on}"])
        return value

    def value(self, name: str, of: Clause | None, on: date) -> Value:
        """A value on a day, named as in `number`; None where nothing is in force."""
        dated = self._dated(name, of)
        return value_on(dated, on) if dated is not None else None

    def knows(self, name: str, of: Clause | None) -> bool:
        """Whether such a value exists at all."""
        return self._dated(name, of) is not None

    def _dated(self, name: str, of: Clause | None) -> Dated | None:
        owner, _, key = name.rpartition(".")
        if owner == "shop":
            return self.shop[key].values if key in self.shop else None
        clause = self.clauses.get(owner) if owner else of
        return clause.values.get(key) if clause else None


def load(policies: Path, shop: Path) -> Policies:
    """All clauses under ``policies``/law and /platform and under ``shop``; raises BadPolicy naming every problem."""
    problems: list[str] = []
    clauses: dict[str, Clause] = {}
    for path in _files(policies, shop):
        clause = _read(path, Clause, problems)
        if clause is None:
            continue
        if clause.clause in clauses:
            problems.append(f"{path}: clause: {clause.clause!r} exists already; give it a name of its own")
        if clause.clause != path.stem:
            problems.append(f"{path}: clause: {clause.clause!r} differs from the file's name; call both the same")
        clauses[clause.clause] = clause
    settings = _read(shop / SETTINGS_FILE, dict[str, ShopValue], problems) or {}
    found = Policies(clauses=clauses, shop=settings)
    for clause in clauses.values():
        problems += [f"{clause.clause}: {problem}" for problem in _wrong(clause, found)]
    if problems:
        raise BadPolicy(problems)
    return found


def _files(policies: Path, shop: Path) -> Iterator[Path]:
    for folder in (policies / "law", policies / "platform", shop):
        yield from sorted(path for path in folder.rglob("*.yml") if path.name != SETTINGS_FILE)


def _read(path: Path, kind: type[T], problems: list[str]) -> T | None:
    try:
        with path.open(encoding="utf-8") as file:
            raw = yaml.load(file, Loader=_Unique)
        return msgspec.convert(raw, kind, strict=True)
    except FileNotFoundError:
        problems.append(f"{path}: no such file; copy the one of data/policies/shop and change it")
    except yaml.YAMLError as error:
        problems.append(f"{path}: not readable as YAML: {' '.join(str(error).split())}")
    except msgspec.ValidationError as error:
        problems.append(f"{path}: {_explain(str(error), kind)}")
    return None


class _Unique(yaml.SafeLoader):
    """YAML in which a key may stand once only."""


def _mapping(loader: _Unique, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    twice = {str(key) for key in keys if keys.count(key) > 1}
    if twice:
        raise yaml.YAMLError(f"key {', '.join(sorted(twice))} stands twice, line {node.start_mark.line + 1}")
    return yaml.SafeLoader.construct_mapping(loader, node, deep=deep)


_Unique.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _explain(error: str, kind: Any) -> str:
    """The library's words, with the keys allowed at that place where a key is unknown."""
    if "unknown field" not in error:
        return error
    here = kind
    path = error.rsplit("`$", 1)[1].rstrip("`") if "`$" in error else ""
    for step in path.replace("[...]", "[]").strip(".").replace("[", ".[").split("."):
        here = _inside(here, step)
    keys = ", ".join(field.encode_name for field in msgspec.structs.fields(here)) if _is_struct(here) else "?"
    return f"{error}; allowed here: {keys}"


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _inside(kind: Any, step: str) -> Any:
    if _is_struct(kind):
        hints = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        kind = hints.get(step, kind)
    elif step.startswith("[") or get_args(kind):
        kind = get_args(kind)[-1] if get_args(kind)[-1] is not Ellipsis else get_args(kind)[0]
    if not _is_struct(kind):
        structs = [arg for arg in get_args(kind) if _is_struct(arg)]
        kind = structs[0] if structs and type(None) in get_args(kind) else kind
    return kind


def _wrong(clause: Clause, policies: Policies) -> Iterator[str]:
    """What is wrong with one clause beyond its shape."""
    if sum(part is not None for part in (clause.gives, clause.entitles, clause.clock)) != 1:
        yield "needs exactly one of gives, entitles, clock"
    if clause.clock is None and not clause.issues:
        yield "issues: names no issue; say which of 少件, 发错货, 质量问题, 不想要 it is about"
    for place, test in _tests(clause):
        for problem in _wrong_test(test, clause, policies):
            yield f"{place}: {problem}"
    if clause.gives:
        yield from _wrong_gives(clause.gives)
    if clause.clock and not policies.knows(clause.clock.hours, clause):
        yield f"clock.hours: no value {clause.clock.hours!r}; add it under values or in the shop's settings"


def _tests(clause: Clause) -> Iterator[tuple[str, Test]]:
    for place in ("all", "any", "none"):
        for test in getattr(clause.when, place):
            yield f"when.{place}", test
    rungs: tuple[Rung, ...] = clause.gives.remedies if clause.gives else ()
    for rung in rungs:
        for test in rung.if_:
            yield f"gives.remedies.{rung.remedy}.if", test


def _wrong_test(test: Test, clause: Clause, policies: Policies) -> Iterator[str]:
    fact = FACTS.get(test.fact)
    if fact is None:
        yield f"no fact {test.fact!r}; known: {', '.join(FACTS)}"
        return
    given = [name for name in ("is_", "among", "at_most", "more_than") if getattr(test, name) is not None]
    if len(given) != 1:
        yield f"{test.fact}: give exactly one of is, among, at_most, more_than"
        return
    number = test.at_most or test.more_than
    if (number is not None) != (fact.kind == "number"):
        yield f"{test.fact} is a {fact.kind}; numbers take at_most or more_than, all others is or among"
    if number is not None and not policies.knows(number, clause):
        yield f"{test.fact}: no value {number!r}; add it under values, or name it clause.value or shop.setting"
    yield from _wrong_values(test, fact)


def _wrong_values(test: Test, fact: Fact) -> Iterator[str]:
    asked = (test.is_,) if test.is_ is not None else test.among or ()
    for value in asked:
        if fact.kind == "flag" and not isinstance(value, bool):
            yield f"{fact.name}: {value!r} is not true or false"
        if fact.kind == "choice" and value not in fact.values:
            yield f"{fact.name} is never {value!r}; it may be {', '.join(fact.values)}"


def _wrong_gives(gives: Gives) -> Iterator[str]:
    if gives.outcome in ("grant", "offer") and not gives.remedies:
        yield f"gives.remedies: an outcome {gives.outcome} needs at least one remedy"
    if gives.outcome == "grant" and len(gives.remedies) > 1:
        yield "gives.remedies: a grant has one remedy; make it an offer to give a choice"
    if (gives.outcome == "need") != bool(gives.asks):
        yield "gives.asks: an outcome need says what it asks, and only that outcome does"
    for ask in gives.asks:
        if ask not in FACTS or FACTS[ask].known_by != "buyer":
            yield f"gives.asks: {ask!r} is nothing a buyer can tell; known: {_buyer_facts()}"


def _buyer_facts() -> str:
    return ", ".join(fact.name for fact in FACTS.values() if fact.known_by == "buyer")
