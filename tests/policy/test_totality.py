"""Totality: for every combination of facts exactly one clause decides, on every day that changes something.

Between two days on which a clause begins or ends or a number changes, nothing changes; so those days are all days.
Before the first of them the platform's rules are not in the files, and the engine says so instead of guessing. That
the walk over the combinations misses none is shown by trying them all, one by one.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from math import prod
from random import Random
from typing import get_args

import pytest

from bot.aftersales.assess import NoVerdict, assess, deciding
from bot.aftersales.clause import Issue
from bot.aftersales.facts import FACTS, Facts, FactValue
from bot.aftersales.in_force import InForce
from bot.aftersales.proof import possible, prove, spaces
from bot.aftersales.soundness import days_of_change, unsound
from bot.aftersales.verdict import Situation
from bot.examples.reading import with_settings
from tests.policy.shipped import shipped_policies

ISSUES: tuple[Issue, ...] = get_args(Issue)
FIRST = date(2025, 10, 1)
DAYS = days_of_change(shipped_policies(), FIRST)
ALL_OF_THEM = 20_000


@pytest.mark.parametrize("issue", ISSUES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_exactly_one_clause_decides_every_combination_and_none_is_dead(issue: Issue, day: date) -> None:
    proof = prove(issue, shipped_policies().on(day))
    assert proof.gaps == ()
    assert proof.dead == ()
    assert 0 < proof.states <= proof.combinations * len(FACTS)


@pytest.mark.parametrize("issue", ISSUES)
def test_what_the_walk_says_is_what_trying_the_combinations_one_by_one_says(issue: Issue) -> None:
    in_force = shipped_policies().on(FIRST)
    for facts in _combinations(issue, in_force):
        assert deciding(Situation(issue, facts, {}, {}), in_force).clause.gives


def test_the_shipped_clauses_are_sound_on_every_day_to_come() -> None:
    assert list(unsound(shipped_policies(), FIRST)) == []


@pytest.mark.parametrize(("issue", "period"), [("发错货", 0), ("发错货", 7), ("发错货", 400), ("质量问题", 5)])
def test_the_shop_may_choose_its_period_freely(issue: Issue, period: int) -> None:
    """Shorter than the law's seven days, or longer than 三包: nobody falls between two clauses."""
    change = FIRST + timedelta(days=31)
    policies = with_settings(shipped_policies(), {"after_sales_days": {FIRST: 30, change: period}})
    assert change in days_of_change(policies, FIRST)
    assert prove(issue, policies.on(change)).gaps == ()


def test_a_day_before_the_rules_begin_is_not_guessed_at() -> None:
    facts = next(_combinations("少件", shipped_policies().on(FIRST)))
    with pytest.raises(NoVerdict):
        assess(Situation("少件", facts, {}, {}), shipped_policies().on(FIRST - timedelta(days=1)))


def _combinations(issue: Issue, in_force: InForce) -> Iterator[Facts]:
    """Every combination where they are few, else as many of them, drawn at random but the same each time."""
    applying = [each for rank in in_force.deciding(issue) for each in rank]
    each = {"stage": list(FACTS["stage"].values), **spaces([*applying, *in_force.entitling(issue)], in_force)}
    if prod(len(values) for values in each.values()) <= ALL_OF_THEM:
        every = (dict(zip(each, values, strict=True)) for values in product(*each.values()))
        yield from (facts for facts in every if all(facts[name] in _may_be(name, facts, each) for name in facts))
        return
    draw = Random(issue)
    for _ in range(ALL_OF_THEM):
        facts: Facts = {"stage": draw.choice(each["stage"])}
        yield {**facts, **{name: draw.choice(_may_be(name, facts, each)) for name in each if name != "stage"}}


def _may_be(name: str, facts: Facts, each: dict[str, list[FactValue]]) -> list[FactValue]:
    return possible(name, facts["stage"], each[name])
