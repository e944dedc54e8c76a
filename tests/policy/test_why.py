"""Why: every clause that decides can tell a buyer its reason, in one plain sentence with the numbers in force."""

import re
from string import Formatter

import pytest

from bot.aftersales.clause import Clause
from bot.examples.reading import Tried
from tests.policy.shipped import shipped_policies, tried

LONGEST = 70
INTERNAL = ("免审", "规则目录", "裁决", "条款", "事实", "话术", "字段", "后台")
BLANK = re.compile(r"\{[^}]*\}")
NUMBER = re.compile(r"[0-9A-Za-z０-９]|[一二两三四五六七八九十百千]+(?:个)?(?:天|日|小时|元|克|倍|成|次|工作日)")
ENDS = ("。", "！", "？", "~", "；", "，", ".", "!")
DECIDING = [clause for clause in shipped_policies().clauses.values() if clause.gives]


def by_name(clause: Clause) -> str:
    """The clause's name, to tell the tests apart."""
    return clause.clause


@pytest.mark.parametrize("clause", DECIDING, ids=by_name)
def test_a_clause_that_decides_says_why_in_one_short_sentence(clause: Clause) -> None:
    assert clause.why
    assert len(clause.why) <= LONGEST
    assert not any(mark in clause.why for mark in "。！？~\n")
    assert not clause.why.endswith(ENDS)
    assert "亲亲" not in clause.why


@pytest.mark.parametrize("clause", DECIDING, ids=by_name)
def test_a_reason_speaks_to_buyers_and_takes_its_numbers_from_the_clause(clause: Clause) -> None:
    spoken = BLANK.sub("", clause.why)
    assert not [word for word in INTERNAL if word in spoken]
    assert not NUMBER.findall(spoken)


def test_a_reason_differs_where_clauses_decide_differently() -> None:
    outcomes: dict[str, set[str]] = {}
    for clause in DECIDING:
        assert clause.gives
        outcomes.setdefault(clause.why, set()).add(clause.gives.outcome)
    assert not {why for why, found in outcomes.items() if len(found) > 1}


@pytest.mark.parametrize("one", tried(), ids=lambda one: one.case.name)
def test_a_verdict_tells_its_reason_with_every_blank_filled(one: Tried) -> None:
    cited = one.verdict.cites[0]
    assert cited.why
    assert "{" not in cited.why


@pytest.mark.parametrize("clause", [each for each in DECIDING if "{" in each.why], ids=by_name)
def test_a_blank_of_a_reason_is_a_number_the_clause_compares_with_or_says(clause: Clause) -> None:
    assert clause.gives
    told = {name.rpartition(".")[2] for name in clause.numbers} | {*clause.values, *clause.gives.says}
    assert {blank for _, blank, _, _ in Formatter().parse(clause.why) if blank} <= told
