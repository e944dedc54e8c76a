"""Proves that the clauses are total: every combination of facts has exactly one deciding clause.

The fact space of an issue is the product of the facts its deciding clauses ask about. A number enters with its
thresholds and one above each, which is sound since clauses compare numbers with thresholds only.
"""

from collections.abc import Iterator
from datetime import date
from itertools import product

from bot.aftersales.clause import Clause, Issue, Test, holds
from bot.aftersales.facts import FACTS, NEVER_DAYS, Facts, FactValue
from bot.aftersales.load import Policies


def deciding(issue: Issue, policies: Policies, on: date) -> list[Clause]:
    """The clauses that can give a verdict on an issue on a day."""
    return [c for c in policies.clauses.values() if c.gives and issue in c.issues and c.in_force(on)]


def gaps(issue: Issue, policies: Policies, on: date) -> Iterator[tuple[Facts, list[str]]]:
    """Every combination that not exactly one clause decides, with the names of those that do."""
    clauses = deciding(issue, policies, on)
    for facts in combinations(clauses, policies, on):
        names = [c.clause for c in clauses if holds(c.when, facts, lambda n, c=c: policies.number(n, c, on))]  # type: ignore[misc]
        if len(names) != 1:
            yield facts, names


def combinations(clauses: list[Clause], policies: Policies, on: date) -> Iterator[Facts]:
    """Every combination of the values that the clauses' conditions can tell apart."""
    tests = [(clause, test) for clause in clauses for test in _tests(clause)]
    names = [name for name in FACTS if any(test.fact == name for _, test in tests)]
    spaces = [_space(name, tests, policies, on) for name in names]
    for values in product(*spaces):
        yield dict(zip(names, values, strict=True))


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
