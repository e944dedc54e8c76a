"""The receipt of a verdict: the same to the byte whenever and wherever it is decided, and complete."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bot.aftersales.case import Draft
from bot.aftersales.facts import FACTS, UNKNOWN
from bot.aftersales.load import load
from bot.aftersales.store import CaseStore
from bot.aftersales.verdict import Verdict
from bot.clock import day, parse_time
from bot.examples.reading import Tried, try_out
from bot.store import ensure_schema, open_engine
from bot.talk.sums import SUMS, arithmetic
from tests.policy.shipped import ROOT, all_cases, tried

PRINT_DIGEST = "from tests.policy.test_receipt import digest; print(digest())"


def receipt(case: Tried) -> bytes:
    """A verdict as it is kept."""
    return msgspec.json.encode(case.verdict)


def digest() -> str:
    """One number for all receipts of all cases."""
    return hashlib.sha256(b"\n".join(receipt(case) for case in tried())).hexdigest()


def test_freshly_loaded_files_give_the_same_receipts() -> None:
    policies = load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")
    again = [try_out(case, policies) for case in all_cases()]

    assert [receipt(case) for case in again] == [receipt(case) for case in tried()]


@pytest.mark.parametrize("seed", ["0", "1", "20261122"])
def test_another_process_gives_the_same_receipts(seed: str) -> None:
    """Whatever order sets and hashes have there."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    ran = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == digest()


def test_a_receipt_tells_the_facts_that_its_clauses_looked_at() -> None:
    for case in tried():
        asked = {test.fact for cited in case.verdict.cites for test in case.policies.clauses[cited.name].tests}
        looked_at = {name: case.situation.facts[name] for name in FACTS if name in asked}
        assert case.verdict.facts == looked_at, case.case.name
        assert looked_at, case.case.name


def test_a_receipt_tells_the_day_its_problem_and_its_reply() -> None:
    for case in tried():
        verdict = case.verdict
        decided = case.policies.clauses[verdict.cites[0].name].gives
        assert verdict.on == day(parse_time(str(case.case.asked_on))), case.case.name
        assert verdict.issue == case.case.ask["issue"], case.case.name
        assert decided, case.case.name
        assert (verdict.script, verdict.outcome) == (decided.script, decided.outcome), case.case.name


def test_a_receipt_tells_every_clause_with_its_source_and_the_numbers_compared() -> None:
    for case in tried():
        for cited in case.verdict.cites:
            clause = case.policies.clauses[cited.name]
            told = (cited.title, cited.authority, cited.source, cited.since, cited.checked_on)
            assert told == (
                clause.title,
                clause.authority,
                clause.reference[0].title,
                clause.since,
                clause.checked_on,
            )
            assert all(told), case.case.name
            assert cited.since <= case.verdict.on, case.case.name
            compared = {name for test in clause.tests if (name := test.at_most or test.more_than)}
            assert compared <= set(cited.values), case.case.name
            for name, number in cited.values.items():
                assert number == case.policies.number(name, clause, case.verdict.on), f"{case.case.name}: {name}"


def test_the_first_clause_told_decides_and_the_others_are_law() -> None:
    for case in tried():
        first, *floor = (case.policies.clauses[cited.name] for cited in case.verdict.cites)
        assert first.gives, case.case.name
        assert all(clause.entitles and clause.authority == "law" for clause in floor), case.case.name


def test_every_amount_comes_with_the_sum_that_gives_it() -> None:
    reckoned = 0
    for case in tried():
        for offer in case.verdict.offers:
            assert (offer.step is None) == (offer.amount is None), case.case.name
            if offer.step is None or offer.amount is None:
                continue
            numbers = offer.step.numbers
            assert offer.amount == numbers["amount"], case.case.name
            assert offer.amount == min(SUMS[offer.step.name](numbers), numbers["left"]), case.case.name
            assert f"{offer.amount // 100}.{offer.amount % 100:02d}" in arithmetic(offer.step), case.case.name
            reckoned += 1
    assert reckoned > 100


def test_what_is_asked_is_exactly_what_is_unknown() -> None:
    asking = 0
    for case in tried():
        verdict, facts = case.verdict, case.situation.facts
        gives = case.policies.clauses[verdict.cites[0].name].gives
        assert gives
        assert list(verdict.asks) == [ask for ask in gives.asks if facts[ask] == UNKNOWN], case.case.name
        assert bool(verdict.asks) == (verdict.outcome == "need"), case.case.name
        assert all(FACTS[ask].known_by == "buyer" for ask in verdict.asks), case.case.name
        asking += bool(verdict.asks)
    assert asking > 20


def test_a_case_read_back_from_the_database_keeps_its_receipt(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    ensure_schema(engine)
    store = CaseStore(engine)
    for number, case in enumerate(tried()):
        opened, new = store.open(_draft(number, case), (), parse_time(str(case.case.asked_on)))
        kept = store.get(opened.case_no)
        assert new
        assert kept, case.case.name
        assert msgspec.json.encode(kept.draft.verdict) == receipt(case), case.case.name
        assert msgspec.convert(kept.draft.verdict, Verdict, strict=False) == case.verdict, case.case.name
    engine.dispose()


def _draft(number: int, case: Tried) -> Draft:
    return Draft(
        buyer_id="buyer-lin",
        order_no=str(number),
        line_no=1,
        extra="",
        issue=case.verdict.issue,
        standing="review",
        remedy=None,
        amount=None,
        freight="unspecified",
        talk_id="talk",
        verdict=msgspec.to_builtins(case.verdict),
        claim={},
    )
