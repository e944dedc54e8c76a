"""Policy cases: an order, what is asked, and the verdict that the catalogue and the rulings give. See reading.py."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.aftersales.clause import Clause, When
from bot.aftersales.clause import Test as Question
from bot.aftersales.in_force import Condition
from bot.examples.judging import seen, surprises
from bot.examples.reading import Case, Tried, try_out
from tests.policy.shipped import all_cases, shipped_policies, tried


def _parameters() -> Iterator[Any]:
    for case in all_cases():
        marks = (
            [pytest.mark.xfail(reason=case.known_wrong, raises=AssertionError, strict=True)] if case.known_wrong else []
        )
        yield pytest.param(case, id=f"{case.file}: {case.name}", marks=marks)


@pytest.mark.parametrize("case", _parameters())
def test_case(case: Case) -> None:
    found = seen(try_out(case, shipped_policies()))
    wrong = surprises(case, found)
    assert not wrong, "\n".join([case.name, *wrong, f"clause: {found['clause']}", f"facts: {found['facts']}"])


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in all_cases()]
    assert sorted(names) == sorted(set(names))
    assert len(names) >= 130


@pytest.mark.parametrize("name", [c.clause for c in shipped_policies().clauses.values() if c.clock is None])
def test_every_clause_decides_a_case_and_nearly_decides_another(name: str) -> None:
    reached = [case for case in tried() if name in _named(case)]
    assert reached, f"{name} decides no case"
    assert [case for case in tried() if len(_failing(name, case)) == 1], (
        f"{name}: no case falls short of it by one fact"
    )


@pytest.mark.parametrize("name", [c.clause for c in shipped_policies().clauses.values() if c.clock])
def test_every_clock_runs_in_a_case(name: str) -> None:
    assert [case for case in tried() if any(clock.startswith(f"{name} ") for clock in case.clocks)]
    assert [
        case for case in tried() if case.case.then and not any(clock.startswith(f"{name} ") for clock in case.clocks)
    ]


def _numbers() -> Iterator[Any]:
    for clause in shipped_policies().clauses.values():
        for test in clause.when.all:
            if test.at_most or test.more_than:
                yield pytest.param(
                    clause.clause, test, id=f"{clause.clause}: {test.fact} {test.at_most or test.more_than}"
                )


@pytest.mark.parametrize(("name", "test"), _numbers())
def test_every_number_of_a_clause_has_a_pair_of_cases_around_it(name: str, test: Question) -> None:
    last = [
        case for case in tried() if name in _named(case) and _distance(name, test, case) == (0 if test.at_most else 1)
    ]
    beyond = [
        case
        for case in tried()
        if _failing(name, case) == [test] and _distance(name, test, case) == (1 if test.at_most else 0)
    ]
    assert last, f"no case is decided by {name} at the very edge of {test}"
    assert beyond, f"no case falls short of {name} only by being just beyond {test}"


def test_every_refusal_cites_the_law_and_its_source() -> None:
    for case in tried():
        if case.verdict.outcome == "refuse":
            assert case.verdict.cites[0].authority == "law", case.case.name
            assert "《" in case.verdict.cites[0].source, case.case.name


def test_no_amount_goes_beyond_what_is_left_of_the_order() -> None:
    for case in tried():
        steps = case.situation.steps
        for offer in case.verdict.offers:
            assert offer.amount is None or 0 <= offer.amount <= steps["line"].numbers["left"], case.case.name


def test_no_clause_rests_on_what_the_rulings_threw_out() -> None:
    """C4 (another platform's rules), C17 (article 9 gives no right to a refund), C18 (there is no 工商 any more)."""
    for clause in shipped_policies().clauses.values():
        words = " ".join([clause.title, *(source.title for source in clause.reference)])
        assert "淘宝" not in words
        assert "工商" not in words
        assert "消费者权益保护法》第九条" not in words


def _named(case: Tried) -> list[str]:
    return [cited.name for cited in case.verdict.cites]


def _failing(name: str, case: Tried) -> list[Any]:
    """The conditions of a clause that a case does not meet; the tests under ``any`` count as one."""
    clause = case.policies.clauses[name]
    if case.situation.issue not in clause.issues:
        return [clause, clause]
    parts = [(test, When(all=(test,))) for test in clause.when.all]
    parts += [(test, When(none=(test,))) for test in clause.when.none]
    parts += [("any", When(any=clause.when.any))] if clause.when.any else []
    facts = case.situation.facts
    return [part for part, when in parts if not Condition(when, lambda n: _number(n, clause, case)).holds(facts)]


def _number(number: str, clause: Clause, case: Tried) -> int:
    return case.policies.number(number, clause, case.verdict.on)


def _distance(name: str, test: Question, case: Tried) -> int:
    """How far a case's fact lies above the number it is compared with."""
    clause = case.policies.clauses[name]
    return int(case.situation.facts[test.fact]) - _number(test.at_most or test.more_than or "", clause, case)
