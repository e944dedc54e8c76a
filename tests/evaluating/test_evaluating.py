"""Measuring with labelled lines: what is read, what is counted, what is told."""

from pathlib import Path

import pytest

from bot.evaluating.lines import BadLines, Line, read_lines
from bot.evaluating.report import page
from bot.evaluating.scores import Reading, score, share
from bot.evaluating.yardstick import read_yardstick
from bot.nlu.reader import Reader
from bot.settings import ROOT

INTENTS = ("少件", "发错货", "超出范围", "叮嘱", "售前咨询")
YARDSTICK = read_yardstick()


def file(tmp_path: Path, content: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "lines.tsv"
    path.write_bytes(content.encode(encoding))
    return path


def readings(*intents: str, sure: float = 0.9, acted_on: bool = True) -> list[Reading]:
    return [Reading(intent, sure, acted_on, 0.004) for intent in intents]


def test_lines_with_all_their_columns(tmp_path: Path) -> None:
    path = file(tmp_path, 'intent\talso\tpart\ttext\n少件\t发错货,超出范围\trandom\t少了"一个\n')
    assert read_lines(path, INTENTS) == [Line('少了"一个', "少件", frozenset({"发错货", "超出范围"}), "random")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_lines_as_shops_save_them(tmp_path: Path, encoding: str) -> None:
    path = file(tmp_path, "text\tintent\n少一个\t少件\n", encoding)
    assert read_lines(path, INTENTS) == [Line("少一个", "少件")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("text\n少一个\n", "缺少列 intent"),
        ("", "缺少列 intent、text"),
        ("intent\ttext\n", "没有句子"),
        ("intent\ttext\n少件儿\t少一个\n", "不认识的标注 少件儿"),
        ("intent\ttext\n少件\t少一个\n\t还有一个\n", ":3：intent 或 text 是空的"),
    ],
)
def test_a_file_that_cannot_be_measured_with(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(BadLines, match=r"lines\.tsv") as error:
        read_lines(file(tmp_path, content), INTENTS)
    assert told in str(error.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadLines, match="打不开"):
        read_lines(tmp_path / "no.tsv", INTENTS)


def test_first_and_second_labels() -> None:
    lines = [Line("a", "少件"), Line("b", "少件", frozenset({"发错货"})), Line("c", "发错货"), Line("d", "超出范围")]
    scores = score(lines, readings("少件", "发错货", "少件", "超出范围"), YARDSTICK)
    told = {name: (each.right, each.of) for name, each in scores.shares.items()}
    assert told["strict_in_scope"] == (1, 3)
    assert told["lenient_in_scope"] == (2, 3)
    assert told["strict_all"] == (2, 4)
    assert told["lenient_all"] == (3, 4)
    assert [(c.intent, c.taken_for, c.examples) for c in scores.confusions] == [("发错货", "少件", ("c",))]


def test_out_of_scope_counts_as_taken_only_where_the_bot_acts() -> None:
    lines = [Line("a", "超出范围"), Line("b", "超出范围"), Line("c", "超出范围", frozenset({"少件"}))]
    acting = score(lines, readings("少件", "售前咨询", "少件"), YARDSTICK)
    asking = score(lines, readings("少件", "售前咨询", "少件", acted_on=False), YARDSTICK)
    assert acting.shares["out_of_scope_taken"].right == 1
    assert asking.shares["out_of_scope_taken"].right == 0


def test_an_intent_the_file_does_not_know_counts_as_what_the_file_calls_it() -> None:
    lines = [Line("别发错", "售前咨询")]
    assert score(lines, readings("叮嘱"), YARDSTICK).shares["strict_all"].right == 1
    known = [*lines, Line("别漏了", "叮嘱")]
    assert score(known, readings("叮嘱", "叮嘱"), YARDSTICK).shares["strict_all"].right == 1


def test_the_interval_of_a_share() -> None:
    """Against the worked example of Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662 by Wilson."""
    found = share(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    assert share(0, 0).high == 1.0


def test_calibration_of_a_reader_that_is_always_sure_and_half_right() -> None:
    scores = score([Line("a", "少件"), Line("b", "少件")], readings("少件", "发错货", sure=1.0), YARDSTICK)
    assert scores.calibration_error == pytest.approx(0.5)


def test_the_page_shows_what_was_taken_for_what() -> None:
    lines = [Line("<b>少一个</b>", "少件"), Line("b", "发错货")]
    read = readings("发错货", "发错货")
    shown = page(lines, read, {"我们": score(lines, read, YARDSTICK)}, YARDSTICK, "lines.tsv")
    assert "少件 → 发错货: 1/1" in shown
    assert "&lt;b&gt;少一个&lt;/b&gt;" in shown


def test_keywords_choose_the_longest() -> None:
    assert YARDSTICK.by_keyword("退款到哪了") == "退款进度"
    assert YARDSTICK.by_keyword("嘀嘀嘀") == "超出范围"


def test_the_trained_model_is_read_and_timed() -> None:
    found = list(Reader(ROOT / "models" / "qinqin.tar.gz").read(["T恤少了一件", "发票抬头写错了"]))
    assert [each.intent for each in found] == ["少件", "开发票"]
    assert all(each.seconds > 0 and 0 < each.confidence <= 1 for each in found)
