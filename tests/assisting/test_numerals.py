"""Numbers and times as people type them."""

import re
from datetime import datetime
from decimal import Decimal

import pytest

from bot.assisting.guard.moments import span
from bot.assisting.guard.numerals import numeral
from bot.assisting.guard.rules import read_rules
from bot.assisting.guard.saying import read
from bot.clock import parse_time

PROMISES = read_rules().promises
THURSDAY = parse_time("2026-06-18T10:00")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12.5", "12.5"),
        ("1,200", "1200"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百二", "120"),
        ("一百零五", "105"),
        ("两千五", "2500"),
        ("一万二", "12000"),
        ("三百二十一", "321"),
        ("一二三", "123"),
    ],
)
def test_numbers(words: str, number: str) -> None:
    assert numeral(words, PROMISES.numerals) == Decimal(number)


@pytest.mark.parametrize("words", ["", "几", "十几", "1.2.3"])
def test_what_is_no_number(words: str) -> None:
    assert numeral(words, PROMISES.numerals) is None


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("今天", "2026-06-18T00:00", "2026-06-19T00:00"),
        ("明天下午", "2026-06-19T12:00", "2026-06-19T18:00"),
        ("明晚8点前", "2026-06-19T20:00", "2026-06-19T20:00"),
        ("6月20日 18:00 前", "2026-06-20T18:00", "2026-06-20T18:00"),
        ("6月1日", "2026-06-01T00:00", "2026-06-02T00:00"),
        ("20号前", "2026-06-20T00:00", "2026-06-21T00:00"),
        ("2号前", "2026-07-02T00:00", "2026-07-03T00:00"),
        ("周五前", "2026-06-19T00:00", "2026-06-20T00:00"),
        ("周三前", "2026-06-24T00:00", "2026-06-25T00:00"),
        ("下周三", "2026-06-24T00:00", "2026-06-25T00:00"),
        ("这周内", "2026-06-18T10:00", "2026-06-22T00:00"),
        ("3天内", "2026-06-20T10:00", "2026-06-21T10:00"),
        ("两个工作日内", "2026-06-21T10:00", "2026-06-22T10:00"),
        ("半小时内", "2026-06-18T10:00", "2026-06-18T10:30"),
        ("下午3点半前", "2026-06-18T15:30", "2026-06-18T15:30"),
    ],
)
def test_times(words: str, first: str, last: str) -> None:
    [(_, match)] = read(words).found(PROMISES.dates.patterns)
    found = span(match, THURSDAY, PROMISES)
    assert found is not None
    assert (found.first, found.last) == (parse_time(first), parse_time(last))


def test_at_the_end_of_a_year_the_days_of_the_next_are_meant() -> None:
    [(_, match)] = read("1月2日前").found(PROMISES.dates.patterns)
    found = span(match, parse_time("2026-12-31T10:00"), PROMISES)
    assert found is not None
    assert found.first == parse_time("2027-01-02")


def test_a_day_that_does_not_exist_is_no_time() -> None:
    [(_, match)] = read("2月30日前").found(PROMISES.dates.patterns)
    assert span(match, THURSDAY, PROMISES) is None


def test_the_last_day_of_a_month_is_not_looked_for_in_a_shorter_one() -> None:
    match = re.search("(?P<date>30)", "30号前")
    assert match is not None
    found = span(match, datetime(2027, 1, 31, 10, tzinfo=THURSDAY.tzinfo), PROMISES)
    assert found is None


def test_wide_letters_and_blanks_hide_nothing_and_the_way_back_is_kept() -> None:
    said = read("退 您 １２．５ 元")
    assert said.plain == "退您12.5元"
    [(stretch, _)] = said.found(("12.5元",))
    start, end = said.typed_at(stretch)
    assert said.typed[start:end] == "１２．５ 元"
