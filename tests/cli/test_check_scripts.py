"""`check` refuses a script that leaves out what it must tell, says what nobody may say, or is put badly."""

from functools import cache

import msgspec
import pytest

from bot.aftersales.load import load
from bot.aftersales.policies import Policies
from bot.cli.check import look
from bot.cli.checking.clauses import read_clauses
from bot.cli.checking.duties import ScriptRules
from bot.cli.checking.phrasings import phrasing_problems
from bot.cli.checking.problem import Problem
from bot.cli.checking.scripts import read_scripts
from bot.settings import ROOT, Settings
from tests.editing import edited

SCRIPTS, PARTS = "scripts", "scripts/parts/words.yml"
RULES, FORBIDDEN = "policies/scripts.yml", "lexicon/forbidden.yml"
WINDOW_OVER = "；您仍想申请的话，回复“仍要申请”，我登记后请专员复核~"


def problems(settings: Settings, policies: Policies | None = None) -> list[Problem]:
    """What is wrong with the words of a copy, under the clauses as they are or under ``policies``."""
    scripts, wrong = read_scripts(settings.data / "scripts")
    assert wrong == []
    return list(phrasing_problems(scripts, policies or shipped(), settings))


@cache
def shipped() -> Policies:
    """The clauses as they are."""
    return load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")


def broken(settings: Settings, file: str, old: str, new: str) -> int:
    """The file with its only ``old`` replaced; the line it stood in."""
    path = settings.data / file
    before = path.read_text(encoding="utf-8")
    edited(path, old, new, alone=True)
    return before[: before.index(old)].count("\n") + 1


def test_the_scripts_as_they_are_pass(settings: Settings) -> None:
    assert problems(settings) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "phrasing", "told"),
    [
        (
            "quality",
            "质量问题由我们承担：{offer}。",
            "质量问题由我们承担。",
            "utter_quality_ladder 第 2 种",
            ["{offer}", "quality_ladder"],
        ),
        ("shared", "那换一个：{offer}。", "那换一个。", "utter_next_offer 第 1 种", ["{offer}"]),
        ("shared", "办好了，售后单号 {case_no}，您留一下", "办好了", "utter_case_granted 第 2 种", ["{case_no}"]),
        (
            "shared",
            "成功，单号 {case_no}。{next}",
            "成功，单号 {case_no}。",
            "utter_case_granted 第 3 种",
            ["{next} 或 {due}"],
        ),
        ("handover", "最晚 {due} 前会有人在这里", "有人在这里", "utter_handed_over 第 1 种", ["{next} 或 {due}"]),
        ("escalation", "{opens} 开始有人，", "", "utter_handed_over_closed 第 2 种", ["{opens}"]),
        (
            "escalation",
            "最晚 {due} 前有人接待您",
            "有人接待您",
            "utter_anger_handed_over 第 2 种",
            ["{due}", "发了两次脾气"],
        ),
        ("wrong_item", "麻烦您：\\n{asks}", "麻烦您拍照", "utter_wrong_item_questions 第 2 种", ["{asks}"]),
        ("shared", "几单，麻烦选一下：\\n{choices}", "几单", "utter_ask_order 第 3 种", ["{choices}"]),
        ("no_longer_wanted", "期已经过了（依据：{source}）", "期已经过了", "utter_no_reason_window_over", ["{source}"]),
        ("no_longer_wanted", "少件，我照样给您办" + WINDOW_OVER, "少件，我照样办", "window_over", ["还能怎么办"]),
        ("no_longer_wanted", "签收次日起{window_days}天的", "", "utter_no_reason_window_over", ["{window_days}"]),
        (
            "mismatch",
            "没法当场定，但不会就这么拒绝您。专员看过后，{review_hours}小时",
            "看过后",
            "after_period",
            ["{review_hours}"],
        ),
        ("quality", "要在签收后{report_hours}小时内", "要及时", "utter_quality_fresh_late", ["{report_hours}"]),
        ("logistics", "这单承诺 {promised} 前发货", "这单", "utter_logistics_not_shipped_late 第 2 种", ["{promised}"]),
        ("logistics", "在路上：{waybill}，物流更新时间：{last_scan}。要", "在路上。要", "other_parcel", ["{waybill}"]),
        (
            "request",
            "期限是 {request_due}。等",
            "快到了。等",
            "utter_request_under_way_dated 第 2 种",
            ["{request_due}"],
        ),
        ("request", "这笔退款（单号 {request_no}）已经同意、", "已经同意、", "withdraw_refunding", ["{request_no}"]),
        ("missing_item", "实际{packed}（", "实际少了（", "utter_missing_item_partly_short", ["{packed}"]),
        (
            "missing_item",
            "出库{packed}，快递{courier}，对得上",
            "对得上",
            "item_equal 第 2 种",
            ["{packed}", "scripts.yml"],
        ),
        ("questions", "没有退货运费", "不用寄回", "utter_return_freight_not_shipped", ["运费谁出"]),
    ],
)
def test_what_must_be_told_may_not_be_lost(
    copied: Settings, file: str, old: str, new: str, phrasing: str, told: list[str]
) -> None:
    line = broken(copied, f"{SCRIPTS}/{file}.yml", old, new)
    found = problems(copied)
    [first] = {problem.file for problem in found}
    assert first.endswith(f"{file}.yml:{line}"), found
    assert phrasing in found[0].key, found
    assert [word for word in told if not any(word in problem.remedy for problem in found)] == [], found
    assert any("请加" in problem.remedy for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("核对好马上给您方案", "核对好马上给您退款", ["马上给您退款", "没有时间的承诺", "{due}"]),
        ("真抱歉，可能是仓库配错了", "我们一定给您解决", ["一定给", "绝对化"]),
        ("真抱歉，可能是仓库配错了", "加我微信说", ["加我微信", "离开平台"]),
        ("真抱歉，可能是仓库配错了", "您自己不小心拍错了", ["您自己不", "怪买家"]),
        ("真抱歉，可能是仓库配错了", "真抱歉，亲亲别急", ["亲亲", "2 处"]),
        ("亲亲，真抱歉，", "真抱歉，", ["亲亲", "0 处"]),
        ("真抱歉，可能是仓库配错了", "真抱歉" * 60, ["最多 180 个"]),
        ("真抱歉，可能是仓库配错了", "15天内可以换", ["15天", "花括号"]),
    ],
)
def test_what_nobody_may_say_is_refused_with_the_reason(copied: Settings, old: str, new: str, told: list[str]) -> None:
    line = broken(copied, f"{SCRIPTS}/wrong_item.yml", old, new)
    [problem] = problems(copied)
    assert problem.file.endswith(f"wrong_item.yml:{line}")
    assert problem.key == "utter_wrong_item_questions 第 2 种说法"
    assert [word for word in told if word not in problem.remedy] == [], problem


def test_a_button_may_not_say_it_either(copied: Settings) -> None:
    broken(copied, f"{SCRIPTS}/cancel.yml", "- title: 转人工", "- title: 加我微信")
    [problem] = problems(copied)
    assert "加我微信" in problem.remedy


def test_what_is_said_often_needs_several_phrasings_that_differ(copied: Settings) -> None:
    path = copied.data / SCRIPTS / "returning.yml"
    _, second, *rest = (line for line in path.read_text(encoding="utf-8").splitlines() if "- text:" in line)
    edited(path, f"{second}\n", "")
    edited(path, rest[1], rest[0])
    few, twice = problems(copied)
    assert (few.key, twice.key) == ("utter_welcome_back", "utter_welcome_back_cases 第 2 种说法")
    assert few.file.endswith("returning.yml:3")
    assert "至少要 2 种" in few.remedy
    assert "第 1 种说法一字不差" in twice.remedy


def test_a_question_of_a_clause_needs_two_phrasings_though_nobody_lists_it(copied: Settings) -> None:
    path = copied.data / SCRIPTS / "rejection.yml"
    second = next(line for line in path.read_text(encoding="utf-8").splitlines() if "拒收前先告诉我一下" in line)
    edited(path, f"{second}\n", "")
    [problem] = problems(copied)
    assert problem.key == "utter_rejection_reason"


@pytest.mark.parametrize(
    ("old", "new", "key", "told"),
    [
        ("全部退给您，{due} 前操作", "全部退给您", "texts.offer.refund_only", "{due}"),
        ("退货退款{amount}元{freight}", "退货退款{amount}元", "texts.offer.return_refund", "{freight}"),
        ("退您{amount}元，{due}", "退您钱，{due}", "texts.offer.partial_refund", "{amount}"),
        ("仓库会在 {due} 前补发", "仓库会尽快补发", "texts.next.reship", "尽快"),
        ("专员会在 {due} 前复核", "亲亲，专员会在 {due} 前复核", "texts.next.applied", "亲亲"),
    ],
)
def test_the_parts_of_a_script_are_held_to_the_same(copied: Settings, old: str, new: str, key: str, told: str) -> None:
    line = broken(copied, PARTS, old, new)
    found = [problem for problem in problems(copied) if told in problem.remedy]
    assert [problem.key for problem in found] == [key], found
    assert found[0].file.endswith(f"words.yml:{line}")


def test_the_reason_of_a_clause_is_said_to_buyers_too(copied: Settings) -> None:
    file = "policies/platform/missing_item_short.yml"
    broken(copied, file, 'why: "', 'why: "亲亲，我们保证，')
    twice = problems(copied, read_clauses(copied)[0])
    assert {problem.key for problem in twice} == {"why"}
    assert all("missing_item_short.yml:" in problem.file for problem in twice)
    assert "亲亲" in twice[0].remedy
    assert "保证" in twice[1].remedy


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "told"),
    [
        (RULES, "longest: 180", "longst: 180", "longst", "longest"),
        (RULES, "  grant: [offer]", "  grant: [offr]", "outcomes.grant", "offr"),
        (RULES, "fact: ship_promise", "fact: ship_day", "facts[0].fact", "ship_day"),
        (RULES, "  utter_parcels: [", "  utter_parcel: [", "scripts.utter_parcel", "utter_parcel"),
        (RULES, "  offer.inquiry:", "  offer.inquire:", "parts.offer.inquire", "offer.inquire"),
        (RULES, "words: [专员, 人工", "words: ['专员(', 人工", "needs.person.words", "正则"),
        (FORBIDDEN, "    reason: 钱只走", "    because: 钱只走", "groups.off_payment.because", "reason"),
        (FORBIDDEN, "- 绝对\n", "- (绝对\n", "groups.absolute.patterns[3]", "正则"),
        (FORBIDDEN, "- 绝对\n", "- 绝?对?\n", "groups.absolute.patterns[3]", "正则"),
    ],
)
def test_a_mistake_in_the_two_files_is_named(
    copied: Settings, file: str, old: str, new: str, key: str, told: str
) -> None:
    line = broken(copied, file, old, new)
    found = [problem for problem in problems(copied) if problem.key == key]
    assert found, problems(copied)
    assert found[0].file.endswith(f"{file}:{line}"), found
    assert told in found[0].remedy


def test_check_tells_it_with_every_other_problem(copied: Settings) -> None:
    line = broken(copied, f"{SCRIPTS}/handover.yml", "最晚 {due} 前有人接待您", "有人接待您")
    [problem] = [each for each in look(copied).problems if each.file.endswith(f"scripts/handover.yml:{line}")]
    assert problem.key == "utter_handed_over 第 3 种说法"
    assert problem.remedy == "没有说到几点前；请加上 {next} 或 {due}。data/policies/scripts.yml 里写着"


def test_every_need_is_asked_for_somewhere() -> None:
    rules = msgspec.yaml.decode((ROOT / "data" / RULES).read_bytes(), type=ScriptRules)
    named = [*rules.supplied, *(each for of in rules.facts for each in of.needs)]
    for group in (rules.outcomes, rules.acts, rules.scripts):
        named += [each for needs in group.values() for each in needs]
    assert set(named) == set(rules.needs)
