"""Reads clause files and shop settings; a wrong one is refused with file, key and what would be right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from bot.aftersales.clause import Authority, Clause, Dated, Value, value_on
from bot.aftersales.loading_checks import Found, wrong
from bot.aftersales.loading_shape import read
from bot.clock import Clock, day

SETTINGS_FILE = "settings.yml"


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
    files: dict[str, Path] = {}
    unreadable = set()
    for path, authority in _files(policies, shop):
        clause = read(path, Clause, problems)
        if clause is None:
            unreadable.add(path.stem)
            continue
        problems += _misplaced(clause, path, authority)
        if clause.clause in clauses:
            first = files[clause.clause]
            problems.append(f"{path}: clause: {clause.clause!r} exists already, {first}; give it a name of its own")
            continue
        clauses[clause.clause], files[clause.clause] = clause, path
    settings = read(shop / SETTINGS_FILE, dict[str, ShopValue], problems)
    values = None if settings is None else {name: setting.values for name, setting in settings.items()}
    found = Found(clauses, files, shop / SETTINGS_FILE, values, frozenset(unreadable), _used_on(clauses))
    problems += wrong(found)
    if problems:
        raise BadPolicy(problems)
    return Policies(clauses=clauses, shop=settings or {})


def _files(policies: Path, shop: Path) -> Iterator[tuple[Path, Authority]]:
    folders: tuple[tuple[Path, Authority], ...] = (
        (policies / "law", "law"),
        (policies / "platform", "platform"),
        (shop, "shop"),
    )
    for folder, authority in folders:
        yield from ((path, authority) for path in sorted(folder.rglob("*.yml")) if path.name != SETTINGS_FILE)


def _misplaced(clause: Clause, path: Path, authority: Authority) -> Iterator[str]:
    if clause.clause != path.stem:
        yield f"{path}: clause: {clause.clause!r} differs from the file's name; call both the same"
    if clause.authority != authority:
        told = f"says {clause.authority}, but the file lies among those of {authority}"
        yield f"{path}: authority: {told}; write {authority}, or move the file if it is a rule of {clause.authority}"


def _used_on(clauses: dict[str, Clause]) -> date:
    """The day on which values must be in force: today, or the last day on which a clause was checked if that is later.

    The second keeps the clauses usable on a machine whose clock is behind them.
    """
    return max([day(Clock().now()), *(clause.checked_on for clause in clauses.values())])
