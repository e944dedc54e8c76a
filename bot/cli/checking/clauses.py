"""Clauses and shop settings: readable, complete for what the program needs, and total."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import get_args

from bot.aftersales import loading_checks
from bot.aftersales.clause import Clause, Issue
from bot.aftersales.load import load
from bot.aftersales.policies import BadPolicy, Policies
from bot.aftersales.proof import deciding, gaps
from bot.cli.checking.problem import Problem, shown
from bot.cli.words import fact_name, value_name
from bot.settings import ROOT, Settings
from bot.texts import text

SHOWN_GAPS = 3
NUMBERS = tuple(f"{owner}.{key}" for owner, keys in loading_checks.NUMBERS.items() for key in keys)
LISTS = tuple(f"{owner}.{key}" for owner, keys in loading_checks.LISTS.items() for key in keys)


def read_clauses(settings: Settings) -> tuple[Policies, list[Problem]]:
    """The clauses and what is wrong with their files; no clauses when anything is."""
    try:
        return load(settings.data / "policies", settings.shop_policies), []
    except BadPolicy as bad:
        return Policies({}, {}), [_problem(line) for line in bad.problems]


def clause_problems(policies: Policies, on: date) -> Iterator[Problem]:
    """Values the program needs that are not in force, and combinations of facts that not exactly one clause decides."""
    missing = list(_missing(policies, on))
    yield from missing
    if missing:
        return
    for issue in get_args(Issue):
        for when in _days(issue, policies, on):
            yield from _gaps(issue, policies, when)


def _problem(line: str) -> Problem:
    file, _, rest = line.partition(": ")
    key, _, wrong = rest.partition(": ")
    return Problem(file.removeprefix(f"{ROOT}/"), key if wrong else "", wrong or rest)


def _missing(policies: Policies, on: date) -> Iterator[Problem]:
    for names, kind in ((NUMBERS, int), (LISTS, list)):
        for name in names:
            if not isinstance(policies.value(name, None, on), kind):
                owner, _, key = name.rpartition(".")
                file = "settings.yml" if owner == "shop" else f"{owner}.yml"
                yield Problem(file, key, text(f"cli.check.needs_{kind.__name__}", on=on))


def _days(issue: Issue, policies: Policies, on: date) -> Iterator[date]:
    """Today, and every later day from which on other clauses or other numbers decide the issue."""
    clauses = policies.clauses.values()
    dates = {each for clause in clauses for each in (clause.since, clause.until) if each and each > on}
    dates |= {each for clause in clauses for dated in clause.values.values() for each in dated if each > on}
    dates |= {each for setting in policies.shop.values() for each in setting.values if each > on}
    seen = set()
    for when in (on, *sorted(dates)):
        decides = _decides(issue, policies, when)
        if decides not in seen:
            seen.add(decides)
            yield when


def _decides(issue: Issue, policies: Policies, on: date) -> tuple[tuple[str, str], ...]:
    found = []
    for clause in deciding(issue, policies, on):
        found += [(clause.clause, f"{name}={policies.value(name, clause, on)}") for name in ("", *_numbers(clause))]
    return tuple(found)


def _numbers(clause: Clause) -> list[str]:
    tests = clause.when.all + clause.when.any + clause.when.none
    return [name for test in tests if (name := test.at_most or test.more_than)]


def _gaps(issue: Issue, policies: Policies, on: date) -> Iterator[Problem]:
    try:
        found = list(islice(gaps(issue, policies, on), SHOWN_GAPS))
    except BadPolicy as bad:
        yield Problem(
            shown(ROOT / "data" / "policies"), issue, text("cli.check.no_number", issue=issue, on=on, error=bad)
        )
        return
    for facts, names in found:
        told = "；".join(f"{fact_name(name)}={value_name(name, value)}" for name, value in facts.items())
        key = "several_decide" if names else "none_decides"
        remedy = text(f"cli.check.{key}", issue=issue, on=on, facts=told, names="、".join(names))
        yield Problem(shown(ROOT / "data" / "policies"), issue, remedy)
