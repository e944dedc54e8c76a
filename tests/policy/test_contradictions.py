"""Where the sources of the rules contradict each other (C1 to C25): every ruling decides a case, what lost is gone."""

import re
from pathlib import Path

import pytest

from bot.aftersales.clause import Clause
from tests.policy.shipped import ROOT, all_cases, shipped_policies, tried

IDS = [f"C{number}" for number in range(1, 26)]
NAMED = re.compile(r"(?<![A-Z0-9])C[1-9]\d*")
CLAUSES = list(shipped_policies().clauses.values())
CLOCKS = [clause for clause in CLAUSES if clause.clock]
# What a buyer or an agent must never read: another platform's rules and people, an authority that is no more, paths
# through an app that nobody has checked, an article that gives no right to a refund.
THROWN_OUT = (
    "淘宝",
    "小二",
    "天猫",
    "拼多多",
    "工商部门",
    "工商局",
    "左上角",
    "三横杠",
    "消费者权益保护法》第九条",
    "消法第九条",
)
SCRIPTS = sorted((ROOT / "data" / "scripts").rglob("*.yml"))


@pytest.mark.parametrize("contradiction", IDS)
def test_every_contradiction_decides_a_case(contradiction: str) -> None:
    assert [case.name for case in all_cases() if contradiction in NAMED.findall(case.name)]


def test_no_case_names_a_contradiction_that_is_none() -> None:
    assert {found for case in all_cases() for found in NAMED.findall(case.name)} == set(IDS)


def test_there_are_at_least_250_cases() -> None:
    assert len(all_cases()) >= 250


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_says_what_was_thrown_out(path: Path) -> None:
    """C4, C17, C18, C20."""
    words = path.read_text(encoding="utf-8")
    assert [word for word in THROWN_OUT if word in words] == []


def test_no_clause_says_what_was_thrown_out() -> None:
    for clause in CLAUSES:
        words = " ".join([clause.title, clause.why, clause.staff, *(source.title for source in clause.reference)])
        assert [word for word in THROWN_OUT if word in words] == [], clause.clause


@pytest.mark.parametrize("clause", CLOCKS, ids=lambda clause: clause.clause)
def test_no_deadline_is_three_days(clause: Clause) -> None:
    """C1 (confirmed within three days) and C4 (refunded by itself after three days)."""
    assert clause.clock is not None
    assert _hours(clause.clause) != 72
    assert not re.search(r"[3三] ?天", clause.title + clause.clock.then)


def test_the_deadlines_that_won() -> None:
    """C1, C3, C9, C25."""
    won = {
        "merchant_review": (48, "applied", "shop"),
        "buyer_return": (240, "granted", "buyer"),
        "merchant_confirm": (240, "return_shipped", "shop"),
        "legal_refund": (168, "return_received", "shop"),
        "ruled_reship": (24, "platform_ruled", "shop"),
    }
    timers = {clause.clause: clause.clock for clause in CLOCKS if clause.clock}
    assert won == {name: (_hours(name), timers[name].starts, timers[name].who) for name in won}
    assert timers["merchant_review"].remedies == ("return_refund",)
    assert timers["merchant_confirm"].remedies == ("return_refund",)


def test_nobody_is_refused_without_the_law() -> None:
    """C14: what may be refused at all is what the law takes out of no-reason return, with its article."""
    refusals = [case for case in tried() if case.verdict.outcome == "refuse"]
    assert {case.situation.issue for case in refusals} == {"不想要", "取消订单"}
    for case in refusals:
        source = case.verdict.cites[0].source
        assert "第二十五条" in source or "七日无理由退货暂行办法" in source, case.case.name


def test_what_the_law_gives_is_cited_by_its_article() -> None:
    """C6, C17: a return within seven days for the goods' own fault rests on article 24."""
    faults = ("质量问题", "运输破损", "描述不符")
    floors = [
        cited
        for case in tried()
        if case.situation.issue in faults
        for cited in case.verdict.cites[1:]
        if case.verdict.outcome == "offer"
    ]
    assert floors
    assert {cited.source for cited in floors} == {"《中华人民共和国消费者权益保护法》第二十四条"}


def test_whoever_stays_with_a_return_that_the_law_gives_gets_it() -> None:
    """C6, C7: no voucher, no compensation and no exchange stands in its way, and the freight is the shop's."""
    for case in tried():
        if case.verdict.outcome == "offer" and any("law_return" in cited.name for cited in case.verdict.cites):
            offer = case.verdict.serving("return")
            assert offer, case.case.name
            assert (offer.remedy, offer.freight) == ("return_refund", "merchant"), case.case.name


def test_the_shop_bears_the_freight_of_its_own_faults() -> None:
    """C8, C10, C11: no offer for what the shop or its courier did wrong lays the freight on the buyer."""
    faults = ("少件", "发错货", "质量问题", "运输破损", "描述不符", "物流异常")
    for case in tried():
        if case.situation.issue in faults:
            assert "buyer" not in [offer.freight for offer in case.verdict.offers], case.case.name


def test_nothing_that_is_late_is_refused_by_itself() -> None:
    """C2, C12: after any period a person looks; only no-reason return ends with its seven days."""
    late = [case for case in tried() if "after_period" in case.verdict.cites[0].name]
    assert late
    assert {case.verdict.outcome for case in late} == {"review"}


def _hours(clock: str) -> int:
    clause = shipped_policies().clauses[clock]
    assert clause.clock is not None
    return shipped_policies().number(clause.clock.hours, clause, tried()[0].verdict.on)
