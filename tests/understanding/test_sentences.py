"""Sentences that were not trained on, and what the buttons and training lines must be."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from bot.aftersales.clause import Problem, Question
from bot.settings import ROOT
from bot.texts import SCRIPTS, text
from bot.texts import load as load_texts
from tests.talking import Bot

HERE = Path(__file__).parent


def by_intent(name: str) -> list[tuple[str, str]]:
    """The lines of a file in Rasa's own form."""
    content = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))["nlu"]
    return [(each["intent"], line.removeprefix("- ")) for each in content for line in each["examples"].splitlines()]


HELD_OUT = yaml.safe_load((HERE / "sentences.yml").read_text(encoding="utf-8"))
RIGHT, WRONG = by_intent("held_out.yml"), by_intent("known_wrong.yml")
MOST_WRONG, FEWEST_HELD_OUT = 138, 300
BUTTONS = {
    "missing_item": "少件",
    "wrong_item": "发错货",
    "quality": "质量问题",
    "not_wanted": "不想要",
    "person": "转人工",
    "agree": "肯定",
    "another": "否定",
    "decline": "否定",
    "leave_it": "否定",
    "agree_review": "转人工",
    "apply": "肯定",
    "insist": "否定",
    "fine": "肯定",
    "withdraw": "撤销售后",
    "keep": "否定",
    "right": "肯定",
    "go_on": "肯定",
    "leave_waiting": "否定",
    "wrong": "否定",
}
REQUESTS = (
    *get_args(Problem),
    *get_args(Question),
    "退货退款",
    "换货",
    "查物流",
    "查订单",
    "改地址",
    "开发票",
    "优惠活动",
)
SOME = ("撤销售后", "误点确认收货", "延长收货", "付款失败", "退件被拒", "退款金额", "原因不明", "退货流程")
FEWEST, FEWEST_OF_REQUESTS = 100, 200
NEAR = 0.9


def training_lines() -> list[tuple[str, str]]:
    files = sorted((ROOT / "data" / "nlu").glob("*.yml"))
    entries = [entry for path in files for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]]
    return [(e["intent"], line.removeprefix("- ")) for e in entries for line in e["examples"].splitlines() if line]


def understood(bot: Bot, sentence: dict[str, Any]) -> bool:
    parsed = bot.parse(sentence["text"])
    found = {each["entity"]: each["value"] for each in parsed["entities"]}
    wanted = sentence.get("entities", {})
    return parsed["intent"]["name"] == sentence["intent"] and all(found.get(n) == v for n, v in wanted.items())


@pytest.mark.parametrize("sentence", HELD_OUT["sentences"], ids=lambda each: each["text"])
def test_held_out_sentence(bot: Bot, sentence: dict[str, Any]) -> None:
    assert understood(bot, sentence), bot.parse(sentence["text"])


@pytest.mark.parametrize(("intent", "line"), RIGHT)
def test_held_out_line(bot: Bot, intent: str, line: str) -> None:
    assert bot.parse(line)["intent"]["name"] == intent


@pytest.mark.parametrize(("intent", "line"), WRONG)
def test_known_wrong_line_is_still_wrong(bot: Bot, intent: str, line: str) -> None:
    assert bot.parse(line)["intent"]["name"] != intent, "it is right now: move it to held_out.yml"


def test_the_known_failures_only_become_fewer() -> None:
    assert len(WRONG) <= MOST_WRONG
    assert len(RIGHT) + len(WRONG) + len(HELD_OUT["sentences"]) >= FEWEST_HELD_OUT


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_is_understood_as_what_it_says(bot: Bot, button: str) -> None:
    assert bot.parse(text(f"buttons.{button}"))["intent"]["name"] == BUTTONS[button]


def test_every_button_is_looked_at() -> None:
    assert set(BUTTONS) == {key.split(".", 1)[1] for key in load_texts(SCRIPTS) if key.startswith("buttons.")}


def test_there_are_enough_lines() -> None:
    counts = Counter(intent for intent, _ in training_lines())
    requests = set(REQUESTS) - set(SOME)
    assert {i: n for i, n in counts.items() if n < (FEWEST_OF_REQUESTS if i in requests else FEWEST)} == {}
    assert requests <= set(counts)


def test_no_line_is_nearly_another() -> None:
    """Neither within an intent nor across intents: pairs of characters of one are almost those of the other."""
    lines = [(line, pairs(line)) for _, line in training_lines()]
    by_rarest = defaultdict(list)
    often = Counter(pair for _, found in lines for pair in found)
    near = []
    for line, found in lines:
        rarest = sorted(found, key=lambda pair: (often[pair], pair))[: len(found) // 8 + 1]
        others = {other for pair in rarest for other in by_rarest[pair]}
        near += [(line, o) for o in others if len(found & pairs(o)) / len(found | pairs(o)) >= NEAR]
        for pair in rarest:
            by_rarest[pair].append(line)
    assert near == []


def pairs(line: str) -> frozenset[str]:
    """Neighbouring characters, letters and digits only if there are any, with marks at both ends."""
    plain = f"^{''.join(char for char in line.casefold() if char.isalnum()) or line}$"
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def test_held_out_means_held_out() -> None:
    known = {line for _, line in training_lines()}
    held_out = [each["text"] for each in HELD_OUT["sentences"]] + [line for _, line in RIGHT + WRONG]
    assert [line for line in held_out if line in known] == []
