"""What the shop knows: found by its words, told by stage and day, taken over while the bot runs, checked."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.aftersales.load import load
from bot.cli.checking.knowledge import knowledge_problems
from bot.knowledge.topics import FILE, Answer, BadKnowledge, Topic, best, read_topics, topics
from bot.orders.model import Stage
from bot.settings import ROOT, read

DAY = date(2026, 6, 18)
POLICIES = ROOT / "data" / "policies"
TOPIC = "gift_wrap:\n  asked: [礼盒]\n  checked_on: 2026-06-01\n"


def written(folder: Path, more: str) -> Path:
    (folder / FILE).write_text(TOPIC + more, encoding="utf-8")
    return folder / FILE


@pytest.mark.parametrize(
    ("day", "told"), [("2026-06-01", False), ("2026-06-02", True), ("2026-06-20", True), ("2026-06-21", False)]
)
def test_an_answer_is_said_from_its_first_day_to_its_last(day: str, told: bool) -> None:
    answer = Answer("有", since=date(2026, 6, 2), until=date(2026, 6, 20))
    assert answer.holds(None, date.fromisoformat(day)) == told


def test_the_first_answer_for_the_stage_is_taken_and_one_for_a_stage_needs_an_order() -> None:
    topic = Topic(("礼盒",), (Answer("改得了", (Stage.PAID,)), Answer("改不了", (Stage.SHIPPED,))), DAY)
    assert [topic.answer(stage, DAY) for stage in (Stage.PAID, Stage.SHIPPED)] == list(topic.answers)
    assert topic.answer(None, DAY) is None


def test_the_longest_word_names_the_topic() -> None:
    short, long = (Topic((word,), (Answer("。"),), DAY) for word in ("发票", "专用发票"))
    assert best([short, long], "能 开专用 发票吗") is long
    assert best([short, long], "发货了吗") is None


def test_the_shops_own_topic_replaces_the_given_one_and_comes_and_goes_while_the_bot_runs(tmp_path: Path) -> None:
    current = topics(POLICIES, tmp_path)
    given = current()["official_service"]
    path = tmp_path / FILE
    path.write_text("official_service: {asked: [客服], checked_on: 2026-06-01, answers: [{says: 在}]}\n", "utf-8")
    assert current()["official_service"].answers[0].says == "在"
    path.unlink()
    assert current()["official_service"] == given


def test_a_broken_change_leaves_what_was_read_before(tmp_path: Path) -> None:
    path = written(tmp_path, "  answers: [{says: 有}]\n")
    current = topics(POLICIES, tmp_path)
    assert "gift_wrap" in current()
    before = path.stat().st_mtime_ns
    path.write_text("gift_wrap: [", encoding="utf-8")
    while path.stat().st_mtime_ns == before:
        path.touch()
    assert "gift_wrap" in current()


def test_an_unknown_key_is_named_with_the_keys_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "  answers: [{says: 有, till: 2026-06-20}]\n")
    with pytest.raises(BadKnowledge, match=r"till.*until"):
        read_topics(path)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("  answers: [{says: 亲亲，有}]\n", "answers[0].says"),
        ("  answers: [{says: 加微信说}]\n", "answers[0].says"),
        ('  answers: [{says: "用{carrier}发"}]\n', "answers[0].says"),
        ("  answers: [{says: 有, since: 2026-06-20, until: 2026-06-19}]\n", "answers[0].until"),
        ("  answers: [{says: 有}, {says: 没有, stages: [paid]}]\n", "answers[1].says"),
        ("  answers: [{says: 有}]\n  intents: [问礼盒]\n", "intents"),
        ("  answers: [{says: 有}]\n  numbers: {days: shop.nothing}\n", "numbers.days"),
    ],
)
def test_check_names_what_cannot_be_said(tmp_path: Path, more: str, key: str) -> None:
    written(tmp_path, more)
    settings = msgspec.structs.replace(read({}), shop_policies=tmp_path)
    found = list(knowledge_problems(load(POLICIES, POLICIES / "shop"), settings, DAY))
    assert [problem.key for problem in found] == [f"gift_wrap.{key}"]


def test_an_answer_that_has_a_day_hides_none_that_outlives_it(tmp_path: Path) -> None:
    written(tmp_path, "  answers: [{says: 有, until: 2026-06-20}, {says: 没有}]\n")
    settings = msgspec.structs.replace(read({}), shop_policies=tmp_path)
    assert list(knowledge_problems(load(POLICIES, POLICIES / "shop"), settings, DAY)) == []
