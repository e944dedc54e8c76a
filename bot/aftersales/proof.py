"""Proves that the clauses are total: every combination of facts has exactly one deciding clause.

The fact space of an issue is the product of the facts its deciding clauses ask about. A number enters with its
thresholds and one above each, which is sound since clauses compare numbers with thresholds only. Facts are settled
one after the other; where what is settled already leaves one clause and nothing to ask, all the rest is decided.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import product

import msgspec

from bot.aftersales.clause import Clause, Issue, Test, When, holds
from bot.aftersales.facts import FACTS, NEVER_DAYS, Facts, FactValue
from bot.aftersales.policies import Policies

Spaces = Mapping[str, list[FactValue]]


def gaps(issue: Issue, policies: Policies, on: date) -> Iterator[tuple[Facts, list[str]]]:
    """Every combination that not exactly one clause decides, with the names of those that do.

    A fact that a combination does not name may have any value.
    """
    clauses = deciding(issue, policies, on)
    yield from _walk({}, clauses, spaces(clauses, policies, on), _numbers(policies, on))


def _walk(
    settled: Facts, clauses: list[Clause], left: Spaces, number: Callable[[Clause], Callable[[str], int]]
) -> Iterator[tuple[Facts, list[str]]]:
    """``clauses`` hold or may still hold once the facts ``left`` are settled too."""
    asked = {test.fact for clause in clauses for test in _tests(clause)}
    name = next((fact for fact in left if fact in asked), None)
    if name is None:
        if len(clauses) != 1:
            yield settled, [clause.clause for clause in clauses]
        return
    rest = {fact: values for fact, values in left.items() if fact != name}
    for value in left[name]:
        after = [_after(clause, name, value, number(clause)) for clause in clauses]
        yield from _walk({**settled, name: value}, [clause for clause in after if clause], rest, number)


def _after(clause: Clause, name: str, value: FactValue, number: Callable[[str], int]) -> Clause | None:
    """What is left of a clause's condition once a fact is settled; None when it can no longer hold."""
    here, later = _about(clause.when, name), _about(clause.when, name, settled=False)
    if here.any and holds(When(any=here.any), {name: value}, number):
        here, later = msgspec.structs.replace(here, any=()), msgspec.structs.replace(later, any=())
    elif here.any and later.any:
        here = msgspec.structs.replace(here, any=())
    return msgspec.structs.replace(clause, when=later) if holds(here, {name: value}, number) else None


def _numbers(policies: Policies, on: date) -> Callable[[Clause], Callable[[str], int]]:
    return lambda clause: lambda name: policies.number(name, clause, on)


def _about(when: When, name: str, settled: bool = True) -> When:
    return When(*(tuple(t for t in tests if (t.fact == name) is settled) for tests in (when.all, when.any, when.none)))


def deciding(issue: Issue, policies: Policies, on: date) -> list[Clause]:
    """The clauses that can give a verdict on an issue on a day."""
    return [c for c in policies.clauses.values() if c.gives and issue in c.issues and c.in_force(on)]


def combinations(clauses: list[Clause], policies: Policies, on: date) -> Iterator[Facts]:
    """Every combination of the values that the clauses' conditions can tell apart."""
    each = spaces(clauses, policies, on)
    for values in product(*each.values()):
        yield dict(zip(each, values, strict=True))


def spaces(clauses: list[Clause], policies: Policies, on: date) -> Spaces:
    """The values of every fact that the clauses' conditions can tell apart."""
    tests = [(clause, test) for clause in clauses for test in _tests(clause)]
    names = [name for name in FACTS if any(test.fact == name for _, test in tests)]
    return {name: _space(name, tests, policies, on) for name in names}


def _tests(clause: Clause) -> tuple[Test, ...]:
    return clause.when.all + clause.when.any + clause.when.none


def _space(name: str, tests: list[tuple[Clause, Test]], policies: Policies, on: date) -> list[FactValue]:
    fact = FACTS[name]
    if fact.kind == "flag":
        return [False, True]
    if fact.kind == "choice":
        return list(fact.values)
    edges = {
        policies.number(test.at_most or test.more_than or "", clause, on) for clause, test in tests if test.fact == name
    }
    return [NEVER_DAYS, *sorted(edges | {edge + 1 for edge in edges})]
