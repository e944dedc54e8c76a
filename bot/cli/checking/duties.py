"""What each script must say and how many phrasings it needs.

Most of it follows from the clauses that name the script and from what the program puts into it; what does not stands in
``data/policies/scripts.yml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TypeVar

import msgspec

from bot.aftersales.clause import Clause, Outcome, Test
from bot.aftersales.facts import FACTS
from bot.aftersales.policies import Policies
from bot.cli.checking.code import Call, Facts, facts_of, supplied_to
from bot.handover.escalation import Act, Table
from bot.texts import text

FILE = "scripts.yml"
Names = tuple[str, ...]
T = TypeVar("T")


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something a script must say: any one of its blanks, or what any one of its regular expressions finds."""

    title: str
    blanks: Names = ()
    words: Names = ()

    def met(self, said: str) -> bool:
        """Whether a phrasing says it."""
        return any(f"{{{blank}}}" in said for blank in self.blanks) or any(re.search(each, said) for each in self.words)


class OfFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """What the script of a clause must say that asks for nothing but these values of a fact."""

    fact: str
    needs: Names
    is_: str | bool | None = None
    among: Names = ()

    def holds(self, test: Test) -> bool:
        """Whether a question of a clause lets only these values through."""
        asked, ours = _values(test.is_, test.among or ()), _values(self.is_, self.among)
        return test.fact == self.fact and bool(asked) and asked <= ours


class Phrasings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least number of phrasings by outcome of the clause and by name of the script (``*`` for any letters)."""

    outcomes: dict[Outcome, int]
    scripts: dict[str, int]


class ScriptRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file. Everything but ``needs``, ``parts`` and the numbers names entries of ``needs``.

    ``longest`` counts characters without blanks; ``typed`` finds numbers of a rule that are written out; ``elapsed``
    are facts whose ``more_than`` numbers must be told; ``parts`` are the blanks that data/scripts/parts must keep.
    """

    address: str
    longest: int
    typed: str
    needs: dict[str, Need]
    outcomes: dict[Outcome, Names]
    facts: tuple[OfFact, ...]
    elapsed: Names
    supplied: Names
    acts: dict[Act, Names]
    scripts: dict[str, Names]
    parts: dict[str, Names]
    phrasings: Phrasings


class Duty(msgspec.Struct, frozen=True):
    """What a script must say and, for the one who edits it, why."""

    need: Need
    why: str


class Duties:
    """The duties of every script under one set of clauses, one escalation table and one reading of the code."""

    def __init__(self, rules: ScriptRules, policies: Policies, table: Table | None, calls: list[Call]) -> None:
        self._rules = rules
        self._table = table
        self._calls = calls
        self._everywhere = facts_of("about") | facts_of("of_shop")
        self._clauses: dict[str, list[Clause]] = {}
        for clause in policies.clauses.values():
            if clause.gives:
                self._clauses.setdefault(clause.gives.script, []).append(clause)

    def of(self, name: str, available: Facts | None) -> tuple[Duty, ...]:
        """What a script must say; of a clause's numbers only those that every clause naming it can tell."""
        return tuple(dict.fromkeys([*self._of_clauses(name, available), *self._of_the_rest(name)]))

    def phrasings(self, name: str) -> int:
        """How many phrasings it needs at least."""
        outcomes = [clause.gives.outcome for clause in self._clauses.get(name, ()) if clause.gives]
        by_outcome = [self._rules.phrasings.outcomes.get(outcome, 1) for outcome in outcomes]
        return max([1, *by_outcome, *_named(self._rules.phrasings.scripts, name)])

    def _of_clauses(self, name: str, available: Facts | None) -> Iterator[Duty]:
        for clause in self._clauses.get(name, ()):
            gives = clause.gives
            why = text("cli.check.script.clause", name=clause.clause, title=clause.title)
            wanted = list(self._rules.outcomes.get(gives.outcome, ())) if gives else []
            wanted += [
                each for test in clause.when.all for of in self._rules.facts if of.holds(test) for each in of.needs
            ]
            yield from (Duty(self._rules.needs[each], why) for each in wanted)
            for blanks in self._numbers(clause):
                told = tuple(blank for blank in blanks if available is None or blank in available)
                if told:
                    yield Duty(Need(text("cli.check.script.number"), told), why)

    def _numbers(self, clause: Clause) -> Iterator[Names]:
        """The blanks of the numbers a clause tells, each; and of a span that it says has passed, any of its ends."""
        yield from ((blank,) for blank in (clause.gives.says if clause.gives else ()))
        for fact in self._rules.elapsed:
            tests = [test for test in clause.when.all if test.fact == fact]
            if any(test.more_than for test in tests):
                yield tuple((test.more_than or test.at_most or "").rpartition(".")[2] for test in tests)

    def _of_the_rest(self, name: str) -> Iterator[Duty]:
        told = (supplied_to(name, self._calls) or frozenset()) - self._everywhere
        if name not in self._clauses:
            for each in self._rules.supplied:
                need = self._rules.needs[each]
                if told & set(need.blanks):
                    yield Duty(need, text("cli.check.script.supplied"))
        for title, wanted in self._acts(name):
            yield from (Duty(self._rules.needs[each], text("cli.check.script.act", title=title)) for each in wanted)
        for each in (each for wanted in _named(self._rules.scripts, name) for each in wanted):
            yield Duty(self._rules.needs[each], text("cli.check.script.listed"))

    def _acts(self, name: str) -> Iterator[tuple[str, Names]]:
        for row in self._table.rows.values() if self._table else ():
            if row.script == name:
                yield row.title, self._rules.acts.get(row.act, ())


def unknown_names(rules: ScriptRules, scripts: Iterable[str], parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Keys of the file that name something nobody knows, and what they name."""
    scripts, parts = list(scripts), set(parts)
    wanted: list[tuple[str, Names]] = [("supplied", rules.supplied)]
    for key in ("outcomes", "acts", "scripts"):
        wanted += [(f"{key}.{name}", needs) for name, needs in getattr(rules, key).items()]
    wanted += [(f"facts[{number}].needs", of.needs) for number, of in enumerate(rules.facts)]
    for key, needs in wanted:
        yield from ((key, each) for each in needs if each not in rules.needs)
    facts = [(f"facts[{number}].fact", of.fact) for number, of in enumerate(rules.facts)]
    yield from (
        (key, fact) for key, fact in [*facts, *(("elapsed", fact) for fact in rules.elapsed)] if fact not in FACTS
    )
    for key, patterns in (("scripts", rules.scripts), ("phrasings.scripts", rules.phrasings.scripts)):
        for pattern in patterns:
            if not any(fnmatchcase(name, pattern) for name in scripts):
                yield f"{key}.{pattern}", pattern
    yield from ((f"parts.{key}", key) for key in rules.parts if key not in parts)


def _named(entries: Mapping[str, T], name: str) -> list[T]:
    return [value for pattern, value in entries.items() if fnmatchcase(name, pattern)]


def _values(is_: str | bool | None, among: Names) -> set[str | bool]:
    return {is_, *among} if is_ is not None else set(among)
