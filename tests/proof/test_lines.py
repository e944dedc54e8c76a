"""Lines of Chinese text: nothing is lost, no line begins with a closing mark or ends with an opening one."""

from hypothesis import given
from hypothesis import strategies as st

from bot.proof.lines import NOT_FIRST, NOT_LAST, broken

MIXED = st.text(alphabet="少发了一件，。“”（）ab1 ", max_size=60)


def width(words: str) -> float:
    return sum(1.0 if ord(each) < 0x3000 else 2.0 for each in words)


def test_a_closing_mark_takes_the_character_before_it_along() -> None:
    assert broken("一二三四，五", 8, width) == ["一二三", "四，五"]


def test_an_opening_mark_goes_to_the_next_line() -> None:
    assert broken("一二三（四）", 8, width) == ["一二三", "（四）"]


def test_numbers_stay_whole_and_what_is_wider_than_the_column_is_cut() -> None:
    assert broken("订单12345号", 8, width) == ["订单", "12345号"]
    assert broken("123456789012", 8, width) == ["12345678", "9012"]


def test_line_breaks_are_kept() -> None:
    assert broken("一\n\n二", 8, width) == ["一", "", "二"]


@given(MIXED, st.integers(min_value=6, max_value=30))
def test_nothing_is_lost_and_lines_fit(words: str, column: int) -> None:
    lines = broken(words, column, width)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert [line for line in lines if width(line) > column] == []


@given(st.text(alphabet="少发了一件", min_size=1, max_size=3), st.integers(min_value=8, max_value=20))
def test_marks_stand_where_they_may(word: str, column: int) -> None:
    lines = broken(f"{word}，“{word}”（{word}）。" * 4, column, width)
    assert [line for line in lines[1:] if line[0] in NOT_FIRST] == []
    assert [line for line in lines if line[-1] in NOT_LAST] == []
