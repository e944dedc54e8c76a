"""Sentences that were not trained on, and what the buttons and training lines must be."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT
from bot.texts import SCRIPTS, text
from bot.texts import load as load_texts
from tests.talking import Bot

HELD_OUT = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text(encoding="utf-8"))
BUTTONS = {
    "missing_item": "少件",
    "wrong_item": "发错货",
    "quality": "质量问题",
    "not_wanted": "不想要",
    "person": "转人工",
    "agree": "肯定",
    "another": "否定",
    "decline": "否定",
    "leave_it": "撤销售后",
    "agree_review": "肯定",
    "apply": "肯定",
    "insist": "否定",
    "fine": "肯定",
    "withdraw": "肯定",
    "keep": "否定",
    "right": "肯定",
    "wrong": "否定",
}
FOUR = ("少件", "发错货", "质量问题", "不想要")
FEWEST, FEWEST_OF_FOUR = 40, 80


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


@pytest.mark.parametrize("sentence", HELD_OUT["known_wrong"], ids=lambda each: each["text"])
def test_known_wrong_sentence_is_still_wrong(bot: Bot, sentence: dict[str, Any]) -> None:
    assert not understood(bot, sentence), "it is right now: move it up"


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_is_understood_as_what_it_says(bot: Bot, button: str) -> None:
    assert bot.parse(text(f"buttons.{button}"))["intent"]["name"] == BUTTONS[button]


def test_every_button_is_looked_at() -> None:
    assert set(BUTTONS) == {key.split(".", 1)[1] for key in load_texts(SCRIPTS) if key.startswith("buttons.")}


def test_there_are_enough_lines_and_none_twice() -> None:
    lines = training_lines()
    counts = Counter(intent for intent, _ in lines)
    assert {i: n for i, n in counts.items() if n < (FEWEST_OF_FOUR if i in FOUR else FEWEST)} == {}
    assert [line for line, count in Counter(line for _, line in lines).items() if count > 1] == []


def test_held_out_means_held_out() -> None:
    known = {line for _, line in training_lines()}
    assert [each["text"] for each in HELD_OUT["sentences"] if each["text"] in known] == []
