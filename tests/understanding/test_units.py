"""What a line is made of, and lines as odd as buyers send them."""

import pytest

from bot.nlu.concepts import Concepts
from bot.nlu.units import characters, sounds, unit
from tests.talking import Bot

STORY = "我跟你说我真是服了" + "等了又等盼了又盼" * 30 + "结果袜子少了一双"


@pytest.mark.parametrize("typed", ["退货", "腿货", "tui huo", "tuihuo", "TuiHuo", "退huo"])
def test_what_sounds_alike_is_alike(typed: str) -> None:
    assert sounds(typed) == ["tui", "huo", "tui_huo"]


def test_letters_that_are_no_pinyin_stay_whole() -> None:
    assert sounds("refund") == ["refund"]


def test_characters_know_where_a_line_begins_and_ends() -> None:
    assert characters("退 1") == ["^", "退", "0", "$", "^_退", "退_0", "0_$", "^_退_0", "退_0_$", "^_退_0_$"]


def test_concepts_by_their_longest_word_and_which_comes_first() -> None:
    concepts = Concepts({"money": "退款 钱", "arrives": "到账", "back": "退"})
    assert concepts.terms("退款到账没") == ["2 concepts", "arrives", "money", "money > arrives"]
    assert concepts.terms("嗯") == ["0 concepts"]


def test_a_concept_without_words_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="arrives: has no words"):
        Concepts({"arrives": " "})


def test_a_unit_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="characters, sounds, words"):
        unit("letters")


@pytest.mark.parametrize(
    ("line", "intent"),
    [
        ("窝要腿货", "退货退款"),
        ("wo yao tui huo", "退货退款"),
        ("我想要refund", "退货退款"),
        ("where is my package", "查物流"),
        ("我收到的貨少了一件", "少件"),
        ("少　了　一　双　袜　子", "少件"),
        ("袜子少了一双！！！！！！！！！！", "少件"),
        ("你好麻烦问一下袜子少了一双怎么办谢谢", "少件"),
    ],
)
def test_a_line_as_buyers_type_it(bot: Bot, line: str, intent: str) -> None:
    assert bot.parse(line)["intent"]["name"] == intent


@pytest.mark.parametrize(
    "line",
    [
        "환불해 주세요",
        "أين طردي",
        "返金してください",
        "\u200b\u200d",
        "⠿⠿",
        "۱۲۳",
        "A" * 700,
        STORY,
        "，。" * 200,
        "👨‍👩‍👧",
        "\x00\ud83d",
    ],
)
def test_an_odd_line_is_read_all_the_same(bot: Bot, line: str) -> None:
    assert bot.parse(line)["intent"]["name"]
