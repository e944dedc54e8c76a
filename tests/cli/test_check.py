"""`check` finds a mistake in any file a shop may edit, and says where it is and what to do."""

import ast
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from bot.aftersales.clause import Issue
from bot.aftersales.policies import Policies
from bot.cli.check import look
from bot.cli.checking.clauses import LISTS, NUMBERS, clause_problems, read_clauses
from bot.cli.checking.code import reply_calls, supplied_to, text_calls
from bot.cli.checking.files import file_problems
from bot.cli.checking.problem import Problem
from bot.cli.checking.scripts import read_scripts, script_problems
from bot.cli.checking.texts import broken_texts, broken_words, text_problems
from bot.settings import ROOT, Settings
from bot.texts import load
from tests.cli.conftest import Cli
from tests.editing import edited

TODAY = date(2026, 6, 18)


def broken(settings: Settings, file: str, old: str, new: str) -> Path:
    """The file with its first ``old`` replaced."""
    return edited(settings.data / file, old, new)


def wording(settings: Settings) -> list[Problem]:
    """What is wrong with replies and sentences."""
    policies, _ = read_clauses(settings)
    scripts, wrong = read_scripts(settings.data / "scripts")
    texts = text_problems(settings.data / "scripts", policies)
    return [*wrong, *script_problems(scripts, policies, settings.data), *texts]


def test_the_shop_as_it_is_passes(cli: Cli) -> None:
    said = cli("check")
    assert (said.code, said.err) == (0, "")
    assert re.search(r"条款 \d+ 条.*用时 [\d.]+ 秒", said.out)


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "told"),
    [
        ("scripts/handover.yml", "{due}", "{when}", "utter_handed_over", "{due}"),
        (
            "scripts/quality.yml",
            "  utter_quality_ladder:",
            "  utter_quality_stairs:",
            "gives.script",
            "utter_quality_ladder",
        ),
        ("scripts/small_talk.yml", "亲亲您好，", "亲亲 {name}，", "utter_greet", "{name}"),
        (
            "scripts/wrong_item.yml",
            "  utter_wrong_item_review:",
            "  utter_handed_over:",
            "utter_handed_over",
            "handover.yml",
        ),
        ("scripts/parts/words.yml", "{item}共{count}件", "{goods}共{count}件", "texts.offer.reship", "{item}"),
        ("scripts/parts/words.yml", "    seal:", "    sealed:", "texts.asks.seal", "程序要用"),
        ("scripts/parts/words.yml", "    agree:", "    agreed:", "texts.buttons.agree", "程序要用"),
        ("scripts/staff/cli.yml", "{hours} 小时", "{hours 小时", "texts.cli.left", "花括号"),
    ],
)
def test_a_wrong_reply_or_sentence_is_named(
    copied: Settings, file: str, old: str, new: str, key: str, told: str
) -> None:
    broken(copied, file, old, new)
    load.cache_clear()
    found = wording(copied)
    assert [problem for problem in found if problem.key == key and told in problem.remedy], found


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("lexicon/entities.yml", "intact:", "fine:", "fine"),
        ("lexicon/entities.yml", "{n}\\s*{m}", "{q}\\s*{m}", "no pattern"),
        ("lexicon/answers.yml", "affirmed: complete", "affirmed: whole", "whole"),
        ("lexicon/categories.yml", "[手机壳, ", "[电饭煲, 手机壳, ", "电饭煲"),
        ("lexicon/order_columns.yml", "  paid_at: [", "  paid_at: [下单时间, ", "下单时间"),
        ("lexicon/order_columns.yml", "  unpaid: [", "  waiting: [", "waiting"),
        ("lexicon/jieba/shop.txt", "少件 1000 n", "少件，1000，n, x y", "词频"),
        ("demo/shop.yml", "id: buyer-he", "id: buyer-ho", "buyer-ho"),
        ("demo/orders_sample.csv", ",", ",，,", "demo"),
        ("policies/shop/settings.yml", "  title: 店铺", "  rules: 1\n  title: 店铺", "rules:"),
    ],
)
def test_a_wrong_list_is_named(copied: Settings, file: str, old: str, new: str, told: str) -> None:
    path = broken(copied, file, old, new)
    found = [problem for problem in file_problems(copied) if problem.file.endswith(path.name)]
    assert [problem for problem in found if told in f"{problem.file} {problem.remedy}"], found


def test_a_missing_setting_and_a_gap_are_named(copied: Settings) -> None:
    policies, _ = read_clauses(copied)
    less = {name: setting for name, setting in policies.shop.items() if name != "review_hours"}
    [problem] = clause_problems(Policies(policies.clauses, less), TODAY)
    assert (problem.file, problem.key) == ("settings.yml", "review_hours")
    fewer = {name: clause for name, clause in policies.clauses.items() if name != "wrong_item_review"}
    only_wrong_item = {name: c for name, c in fewer.items() if c.gives is None or c.issues == ("发错货",) or c.values}
    told = [p.remedy for p in clause_problems(Policies(only_wrong_item, policies.shop), TODAY) if p.key == "发错货"]
    assert told
    assert "没有条款管" in told[0]


BARE = """
clause: {name}
title: 试一试
authority: shop
issues: [不想要]
reference: [{{title: 本店承诺}}]
since: {since}
checked_on: 2026-11-22
when:
  all:
    - {{fact: stage, among: [{stages}]}}
    - {{fact: days_since_signed, {days}: no_reason_return.window_days}}
gives: {gives}
"""


@pytest.mark.parametrize(
    ("stages", "days", "gives", "line", "told"),
    [
        ("signed", "at_most", "{outcome: inform, script: utter_here}", 8, ["给买家的比"]),
        ("signed", "more_than", "{outcome: grant, script: utter_here}", 12, ["remedies"]),
        ("paid", "more_than", "{outcome: review, script: utter_here}", 4, ["轮不到"]),
        ("signed", "more_than", "{outcome: review, script: utter_unheard_of}", 12, ["utter_unheard_of"]),
    ],
    ids=["less kind than the law", "grants nothing", "nothing reaches it", "nobody wrote its reply"],
)
def test_a_clause_of_the_shop_is_refused_with_file_line_and_reason(
    copied: Settings, stages: str, days: str, gives: str, line: int, told: list[str]
) -> None:
    form = {"name": "ours", "since": "2026-01-01", "stages": stages, "days": days, "gives": gives}
    (copied.shop_policies / "ours.yml").write_text(BARE.format(**form).lstrip(), encoding="utf-8")
    found = [each for each in look(copied).problems if "ours" in f"{each.file}{each.remedy}"]
    assert found
    assert f"ours.yml:{line}" in found[0].file, found
    assert [word for word in told if word not in f"{found[0].key} {found[0].remedy}"] == [], found


def test_two_versions_that_overlap_are_named_with_the_day(copied: Settings) -> None:
    form = {"stages": "signed", "days": "more_than", "gives": "{outcome: review, script: utter_here}"}
    for name, since in (("first", "2026-01-01"), ("second", "2099-01-01")):
        words = BARE.format(name=name, since=since, **form)
        (copied.shop_policies / f"{name}.yml").write_text(words.lstrip(), encoding="utf-8")
    found = next(each for each in look(copied).problems if "同级条款同时管" in each.remedy)
    assert "first.yml:8" in found.file
    for part in ("2099-01-01", "second", "until"):
        assert part in found.remedy


def test_what_was_proved_is_counted(settings: Settings) -> None:
    space = look(settings).space
    assert space.issues == len(get_args(Issue))
    assert space.combinations > 500_000
    assert 0 < space.states < space.combinations


def test_sentences_that_cannot_be_read_are_told_without_them(copied: Settings) -> None:
    scripts = copied.data / "scripts"
    broken(copied, "scripts/parts/words.yml", '  moment: "', '  moment: : "')
    [found] = broken_texts(scripts)
    assert "words.yml 读不了，位置 3:11" in broken_words(found, scripts)


def test_the_settings_the_code_uses_are_all_looked_for() -> None:
    """A value named in the code as ``clause.value`` or ``shop.setting``, or asked for with hours_from_shop."""
    used = set()
    for file in (ROOT / "bot").rglob("*.py"):
        if "cli" not in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    used |= set(re.findall(r"^(?:shop|\w+_\w+)\.\w+$", node.value))
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "hours_from_shop":
                    used.add(f"shop.{ast.literal_eval(node.args[0])}")
    clauses = {path.stem for path in (ROOT / "data" / "policies").rglob("*.yml")}
    owners = {"shop", *clauses}
    assert {name for name in used if name.split(".")[0] in owners and not name.endswith(".yml")} == {*NUMBERS, *LISTS}


def test_what_the_code_puts_into_a_reply_is_read_from_the_code() -> None:
    calls = reply_calls()
    assert supplied_to("utter_ask_waybill", calls) == {"waybill", "case_no"}
    assert supplied_to("utter_ask_issue", calls) == frozenset()
    assert supplied_to("utter_parcels", calls) == {"order", "parcels"}
    granted = supplied_to("utter_case_granted", calls)
    assert granted is not None
    assert {"case_no", "next", "item", "supported"} <= granted
    assert supplied_to("case_line", text_calls()) == {"case_no", "item", "issue", "result", "clock"}
