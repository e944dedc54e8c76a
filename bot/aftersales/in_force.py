"""Everything that is in force on one day, made ready for deciding: numbers looked up, conditions compiled."""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any, get_args

from bot.aftersales.clause import Authority, Cited, Clause, Dated, Issue, Rung, Test, Value, When
from bot.aftersales.facts import FACTS, Facts

Fits = Callable[[Any], bool]
Tests = tuple[tuple[str, Fits], ...]
Lookup = Callable[[str, Clause | None], Value]
HOURS_A_DAY = 24
AUTHORITIES: tuple[Authority, ...] = get_args(Authority)


class NotInForce(LookupError):
    """A value that is needed has none on the day; the message names it."""


class Condition:
    """A ``when`` whose every test is a call on one fact's value."""

    __slots__ = ("all", "any", "none")

    def __init__(self, when: When, number: Callable[[str], int]) -> None:
        self.all: Tests = tuple((test.fact, fits(test, number)) for test in when.all)
        self.any: Tests = tuple((test.fact, fits(test, number)) for test in when.any)
        self.none: Tests = tuple((test.fact, fits(test, number)) for test in when.none)

    def without(self, fact: str) -> "Condition":
        """The condition with nothing asked of ``fact`` under ``all``."""
        left = copy(self)
        left.all = tuple((name, true) for name, true in self.all if name != fact)
        return left

    def holds(self, facts: Facts) -> bool:
        """Whether every test of ``all``, one of ``any`` (if there are any) and none of ``none`` holds."""
        for name, true in self.all:
            if not true(facts[name]):
                return False
        for name, true in self.none:
            if true(facts[name]):
                return False
        return not self.any or any(true(facts[name]) for name, true in self.any)


def fits(test: Test, number: Callable[[str], int]) -> Fits:
    """A test as a call that tells whether a value fits."""
    if test.is_ is not None:
        return frozenset((test.is_,)).__contains__
    if test.among is not None:
        return frozenset(test.among).__contains__
    if test.at_most is not None:
        return number(test.at_most).__ge__
    return number(str(test.more_than)).__lt__


class Applying:
    """A clause made ready: its condition, the rungs it offers and when each is open, how a verdict cites it."""

    def __init__(self, clause: Clause, in_force: "InForce") -> None:
        def number(name: str) -> int:
            return in_force.number(name, clause)

        self.clause = clause
        self.condition = Condition(clause.when, number)
        self.rungs: tuple[tuple[Rung, Condition], ...] = tuple(
            (rung, Condition(When(all=rung.if_), number)) for rung in clause.rungs
        )
        self.says = _said(clause, number)
        self.cited = _cited(clause, number, self.says)
        asked = frozenset(test.fact for test in clause.tests)
        self.asks_about = tuple(name for name in FACTS if name in asked)

    def knowing_the_stage(self) -> "Applying":
        """The same clause for orders known to be in a fitting stage: it need not be asked any more."""
        there = copy(self)
        there.condition = self.condition.without("stage")
        return there

    @cached_property
    def stages(self) -> frozenset[Any]:
        """The stages in which the clause may hold."""
        values = FACTS["stage"].values
        tests = [true for name, true in self.condition.all if name == "stage"]
        return frozenset(value for value in values if all(true(value) for true in tests))


Ranks = tuple[tuple[Applying, ...], ...]


class InForce:
    """The clauses and values of one day."""

    def __init__(self, on: date, clauses: Iterable[Clause], lookup: Lookup) -> None:
        self.on = on
        self.clauses = {clause.clause: clause for clause in clauses if clause.in_force(on)}
        self._lookup = lookup
        self._values: dict[tuple[str, str], Value] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._deciding: dict[tuple[Issue, Any], Ranks] = {}
        self._entitling: dict[Issue, tuple[Applying, ...]] = {}

    def number(self, name: str, of: Clause | None = None) -> int:
        """A number: a value of the clause ``of``, or ``clause.value``, or ``shop.setting``. Raises NotInForce."""
        value = self.value(name, of)
        if not isinstance(value, int):
            raise NotInForce(f"{name} ({self.on})")
        return value

    def value(self, name: str, of: Clause | None = None) -> Value:
        """A value, named as in `number`; None where nothing is in force."""
        key = (of.clause if of else "", name)
        if key not in self._values:
            self._values[key] = self._lookup(name, of)
        return self._values[key]

    def words(self, name: str) -> frozenset[str]:
        """A value that is a list of words; empty where there is none."""
        if name not in self._words:
            value = self.value(name)
            self._words[name] = frozenset(value) if isinstance(value, list) else frozenset()
        return self._words[name]

    @cached_property
    def for_staff(self) -> frozenset[str]:
        """The clocks that buyers are not told of."""
        return frozenset(name for name, c in self.clauses.items() if c.clock and c.clock.staff_only)

    def deciding(self, issue: Issue, stage: Any = None) -> Ranks:
        """The clauses that may give a verdict, those of the shop first, then the platform's, then the law's."""
        key = (issue, stage)
        if key not in self._deciding:
            self._deciding[key] = self._ranks(issue) if stage is None else self._in_stage(issue, stage)
        return self._deciding[key]

    def _ranks(self, issue: Issue) -> Ranks:
        giving = [c for c in self.clauses.values() if c.gives and issue in c.issues]
        return tuple(
            tuple(Applying(clause, self) for clause in giving if clause.authority == rank)
            for rank in reversed(AUTHORITIES)
        )

    def _in_stage(self, issue: Issue, stage: Any) -> Ranks:
        """The ready clauses that may hold in a stage."""
        ranks = self.deciding(issue)
        return tuple(tuple(c.knowing_the_stage() for c in rank if stage in c.stages) for rank in ranks)

    def entitling(self, issue: Issue) -> tuple[Applying, ...]:
        """The clauses that lay a floor under every verdict on an issue."""
        if issue not in self._entitling:
            found = (c for c in self.clauses.values() if c.entitles and issue in c.issues)
            self._entitling[issue] = tuple(Applying(clause, self) for clause in found)
        return self._entitling[issue]


def _said(clause: Clause, number: Callable[[str], int]) -> dict[str, int]:
    """The numbers that a reply on this clause may tell, by the blank they fill."""
    named = {name.rpartition(".")[2]: number(name) for name in clause.numbers}
    own = {name: number(name) for name, dated in clause.values.items() if _is_number(dated)}
    told = clause.gives.says if clause.gives else {}
    said = {blank: number(name) // (HOURS_A_DAY if _in_days(blank, name) else 1) for blank, name in told.items()}
    return {**named, **own, **said}


def _in_days(blank: str, name: str) -> bool:
    return blank.endswith("_days") and name.endswith("hours")


def _is_number(dated: Dated) -> bool:
    return all(isinstance(value, int) for value in dated.values())


def _cited(clause: Clause, number: Callable[[str], int], says: dict[str, int]) -> Cited:
    return Cited(
        name=clause.clause,
        title=clause.title,
        authority=clause.authority,
        source=clause.reference[0].title if clause.reference else clause.title,
        since=clause.since,
        checked_on=clause.checked_on,
        values={name: number(name) for name in clause.numbers},
        why=clause.why.format(**says),
    )
