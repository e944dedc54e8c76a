"""Totality: for every combination of facts exactly one clause decides, on every day that changes something.

Between two days on which a clause begins or ends or a number changes, nothing changes; so those days are all days.
Before the first of them the platform's rules are not in the files, and the engine says so instead of guessing.
"""

from datetime import date, timedelta
from typing import get_args

import pytest

from bot.aftersales.assess import NoVerdict, assess
from bot.aftersales.clause import Issue, holds
from bot.aftersales.policies import Policies
from bot.aftersales.proof import combinations, deciding, gaps
from bot.aftersales.verdict import Situation
from tests.policy.reading import shipped_policies, with_settings

ISSUES: tuple[Issue, ...] = get_args(Issue)
FIRST = date(2025, 10, 1)


def days_of_change(policies: Policies) -> list[date]:
    """Every day from the first on which a clause begins or ends, or one of its numbers or the shop's changes."""
    clauses = policies.clauses.values()
    days = {day for clause in clauses for day in (clause.since, clause.until) if day}
    days |= {day for clause in clauses for values in clause.values.values() for day in values}
    days |= {day for setting in policies.shop.values() for day in setting.values}
    return sorted(day for day in days if day >= FIRST)


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("day", days_of_change(shipped_policies()), ids=str)
def test_exactly_one_clause_decides_every_combination(issue: Issue, day: date) -> None:
    assert next(gaps(issue, shipped_policies(), day), None) is None


@pytest.mark.parametrize("issue", ISSUES)
def test_no_clause_is_dead(issue: Issue) -> None:
    policies = shipped_policies()
    clauses = deciding(issue, policies, FIRST)
    waiting = {clause.clause: clause for clause in clauses}
    for facts in combinations(clauses, policies, FIRST):
        for name, clause in list(waiting.items()):
            if holds(clause.when, facts, lambda number, clause=clause: policies.number(number, clause, FIRST)):
                del waiting[name]
        if not waiting:
            break
    assert not waiting


@pytest.mark.parametrize(("issue", "period"), [("发错货", 0), ("发错货", 7), ("发错货", 400), ("质量问题", 5)])
def test_the_shop_may_choose_its_period_freely(issue: Issue, period: int) -> None:
    """Shorter than the law's seven days, or longer than 三包: nobody falls between two clauses."""
    change = FIRST + timedelta(days=31)
    policies = with_settings(shipped_policies(), {"after_sales_days": {FIRST: 30, change: period}})
    assert change in days_of_change(policies)
    assert next(gaps(issue, policies, change), None) is None


def test_a_day_before_the_rules_begin_is_not_guessed_at() -> None:
    day = FIRST - timedelta(days=1)
    facts = next(combinations(deciding("少件", shipped_policies(), FIRST), shipped_policies(), FIRST))
    with pytest.raises(NoVerdict):
        assess(Situation("少件", day, facts, {}, {}), shipped_policies())
