"""A report as a spreadsheet opens it."""

import csv
import io
from datetime import date

import msgspec
import pytest

from bot.reports.model import Count, Day, Report
from bot.reports.table import as_csv

TWO_DAYS = Report(
    since=date(2026, 6, 10),
    until=date(2026, 6, 11),
    days=[Day(date(2026, 6, 10), {"少件": 1}, 2, 0), Day(date(2026, 6, 11), {"少件": 1, "质量问题": 1}, 3, 1)],
    by_goods=[Count("棉T恤，白", 2)],
    by_cause=[Count("少件", 2), Count("质量问题", 1)],
    talks=4,
    solved_alone=0.75,
    first_reply_s=109.6,
    first_reply_p90_s=181.0,
    replies_in_time=2 / 3,
    clocks_kept=2,
    clocks_broken=1,
    money=[Count("仅退款", 2, 2000), Count("补发", 1)],
    drafts=[Count("sent", 2), Count("edited", 1)],
    drafts_by_intent=[Count("少件", 3, 2)],
    stars=4.5,
    rated=2,
)
CELLS = """
项目,数值
从,2026-06-10
到,2026-06-11
对话,4
机器人独立解决,75.0%
首次人工回复中位数（秒）,110
九成的首次人工回复不超过（秒）,181
按时回复,66.7%
守住的时限,2
超时的时限,1
平均星级,4.5
评分人数,2

日期,对话,转人工,少件,质量问题
2026-06-10,2,0,1,0
2026-06-11,3,1,1,1

商品,次数
"棉T恤，白",2

问题,次数
少件,2
质量问题,1

处理方式,次数,金额（元）
仅退款,2,20.00
补发,1,

拟稿怎么用了,稿数
照发,2
改后发,1

买家说的是什么,稿数,照发
少件,3,2
"""


def rows(report: Report) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(report).removeprefix("\ufeff"))))


def test_every_table_with_its_heading() -> None:
    assert rows(TWO_DAYS) == list(csv.reader(io.StringIO(CELLS.lstrip())))


def test_excel_takes_it_for_utf_8() -> None:
    written = as_csv(TWO_DAYS)

    assert written.encode().startswith(b"\xef\xbb\xbf")
    assert written.count("\ufeff") == 1
    assert written.count("\n") == written.count("\r\n")


def test_what_there_is_nothing_of_stays_empty() -> None:
    told = dict(row for row in rows(msgspec.structs.replace(TWO_DAYS, solved_alone=None, stars=None)) if len(row) == 2)

    assert (told["机器人独立解决"], told["平均星级"]) == ("", "")


@pytest.mark.parametrize("title", ["=1+1", "+86", "-10%", "@SUM(A1)", "＝1＋1", "\t=1", '=HYPERLINK("x")'])
def test_a_title_is_never_a_formula(title: str) -> None:
    named = msgspec.structs.replace(TWO_DAYS, by_goods=[Count(title, 1)], drafts_by_intent=[Count(title, 1, 0)])

    assert [row for row in rows(named) if row and title in row[0]] == [[f"'{title}", "1"], [f"'{title}", "1", "0"]]


def test_a_title_with_a_sign_inside_stays_as_it_is() -> None:
    named = msgspec.structs.replace(TWO_DAYS, by_goods=[Count("充电宝 20000mAh-白", 1)])

    assert ["充电宝 20000mAh-白", "1"] in rows(named)
