"""What a buyer has applied for on the platform comes in with their orders, from a table and from JSON."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SHANGHAI
from bot.orders import ImportProblems, Order, Request, RequestState, RequestWay, Stage, read_orders
from bot.orders.columns import lexicon
from bot.orders.demo import moved
from bot.orders.importing import read_file
from tests.orders.makers import ROW, order, row, write_csv, write_xlsx

NO = "50260618000121"
ASKED = {"售后单号": NO, "售后类型": "退货退款", "售后状态": "待商家处理"}
FULL = {
    **ASKED,
    "售后状态": "商家拒绝",
    "售后申请时间": "2026-06-18 12:00:00",
    "售后截止时间": "2026/6/20 12:00",
    "售后金额(元)": "49.95",
    "拒绝原因": "没有凭证",
}
PLATFORM_WAYS = {"return_refund": ["1"], "refund_only": ["10"], "exchange": ["3"], "other": ["4", "5"]}
PLATFORM_STATES = {
    "waiting": ["10", "11"],
    "agreed": ["30"],
    "returning": ["40"],
    "refused": ["12"],
    "return_refused": [],
    "intervened": ["20", "21", "22"],
    "refunding": ["50"],
    "done": ["60"],
    "closed": ["70"],
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


REFUSED = Request(
    NO,
    1,
    RequestWay.RETURN_REFUND,
    RequestState.REFUSED,
    at("2026-06-18T12:00"),
    at("2026-06-20T12:00"),
    4995,
    "没有凭证",
)


def one(folder: Path, **cells: str) -> Order:
    """The order that one row makes."""
    (found,) = read_orders(write_csv(folder / "shop.csv", row(**cells)))
    return found


def nested(folder: Path, *requests: dict[str, object]) -> Order:
    """The order that JSON with these requests makes."""
    line = {"line_no": 1, "title": "T", "unit_price": 990, "paid": 990}
    head = {"order_no": "1", "buyer_id": "b", "stage": "paid", "placed_at": "2026-06-18T10:30:00"}
    file = folder / "shop.json"
    file.write_text(json.dumps([{**head, "lines": [line], "requests": requests}]))
    (found,) = read_orders(file)
    return found


def test_a_row_tells_its_request(tmp_path: Path) -> None:
    assert one(tmp_path, **FULL).requests == (REFUSED,)


def test_the_least_that_a_request_must_say(tmp_path: Path) -> None:
    waiting = Request(NO, 1, RequestWay.RETURN_REFUND, RequestState.WAITING)
    assert one(tmp_path, **ASKED).requests == (waiting,)


def test_a_workbook_tells_the_same(tmp_path: Path) -> None:
    typed: dict[str, object] = {**ROW, **FULL, "售后类型": 1, "售后状态": 12, "售后金额(元)": 49.95}
    typed |= {"售后申请时间": datetime(2026, 6, 18, 12), "售后截止时间": datetime(2026, 6, 20, 12)}  # noqa: DTZ001
    assert read_orders(write_xlsx(tmp_path / "shop.xlsx", typed)) == [one(tmp_path, **FULL)]


@pytest.mark.parametrize(
    "cells", [{}, dict.fromkeys(FULL, ""), {"售后单号": "-", "售后状态": "无售后", "售后金额": "0"}]
)
def test_a_row_that_tells_none_has_none(tmp_path: Path, cells: dict[str, str]) -> None:
    assert one(tmp_path, **cells).requests == ()


def test_without_a_column_for_its_number_nothing_of_a_request_is_read(tmp_path: Path) -> None:
    reading = read_file(write_csv(tmp_path / "shop.csv", row(售后状态="还在谈", 拒绝原因="没有凭证")))
    assert reading.ignored_columns == ("售后状态", "拒绝原因")
    assert reading.orders[0].requests == ()


@pytest.mark.parametrize(
    ("word", "way"), [(word, way) for way, words in lexicon().request_ways.items() for word in (way, *words)]
)
def test_every_word_for_a_way(tmp_path: Path, word: str, way: str) -> None:
    assert one(tmp_path, **{**ASKED, "售后类型": word}).requests[0].way is RequestWay(way)


@pytest.mark.parametrize(
    ("word", "state"), [(word, state) for state, words in lexicon().request_states.items() for word in (state, *words)]
)
def test_every_word_for_a_state(tmp_path: Path, word: str, state: str) -> None:
    assert one(tmp_path, **{**ASKED, "售后状态": word}).requests[0].state is RequestState(state)


def test_the_platforms_numbers_mean_what_the_platform_says() -> None:
    found = lexicon()
    for table, known in ((found.request_ways, PLATFORM_WAYS), (found.request_states, PLATFORM_STATES)):
        assert {value: [word for word in words if word.isdigit()] for value, words in table.items()} == known
    assert set(found.request_ways) == {way.value for way in RequestWay}
    assert set(found.request_states) == {state.value for state in RequestState}


def test_a_comma_in_a_state_does_not_matter(tmp_path: Path) -> None:
    assert one(tmp_path, **{**ASKED, "售后状态": "商家同意，待买家退货"}).requests[0].state is RequestState.AGREED


def test_the_columns_of_the_order_keep_their_meaning(tmp_path: Path) -> None:
    done = {**FULL, "售后状态": "退款成功", "拒绝原因": "无"}
    found = one(tmp_path, **done, 退款金额="10.00", 提交时间="2026-06-01 09:00")
    assert (found.refunded, found.stage, found.placed_at) == (1000, Stage.PAID, at("2026-06-18T10:30"))
    assert (found.requests[0].amount, found.requests[0].refusal) == (4995, "")


def test_requests_name_their_lines_and_stand_oldest_first(tmp_path: Path) -> None:
    later = row(**{**ASKED, "售后单号": "2"}, 售后申请时间="2026-06-19")
    none = row(商品名称="帽子")
    earlier = row(**{**ASKED, "售后单号": "1"}, 商品名称="短裤", 售后申请时间="2026-06-18 23:59")
    (found,) = read_orders(write_csv(tmp_path / "shop.csv", later, none, earlier))
    assert [(request.request_no, request.line_no) for request in found.requests] == [("1", 3), ("2", 1)]


def test_a_fault_names_the_row_of_its_request(tmp_path: Path) -> None:
    late = {"售后申请时间": "2026-06-20", "售后截止时间": "2026-06-19"}
    rows = [row(), row(**ASKED, 商品名称="帽子"), row(**{**ASKED, "售后单号": "2"}, **late, 商品名称="短裤")]
    with pytest.raises(ImportProblems) as caught:
        read_orders(write_csv(tmp_path / "shop.csv", *rows))
    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(4, "售后截止时间")]


def test_nested_requests_are_in_shanghai_time_and_oldest_first(tmp_path: Path) -> None:
    base: dict[str, object] = {"line_no": 1, "way": "exchange", "state": "waiting"}
    found = nested(
        tmp_path,
        {**base, "request_no": "late", "applied_at": "2026-06-18T04:00:00Z", "expires_at": "2026-06-20T12:00:00"},
        {**base, "request_no": "early", "applied_at": "2026-06-18T11:00:00"},
        {**base, "request_no": "unknown"},
    )
    assert [request.request_no for request in found.requests] == ["unknown", "early", "late"]
    late = found.requests[-1]
    assert (late.applied_at, late.expires_at) == (at("2026-06-18T12:00"), at("2026-06-20T12:00"))
    assert late.applied_at is not None
    assert late.applied_at.utcoffset() == timedelta(hours=8)


def test_all_that_was_paid_may_be_asked_for(tmp_path: Path) -> None:
    base: dict[str, object] = {"request_no": "1", "line_no": 1, "way": "refund_only", "state": "waiting"}
    assert nested(tmp_path, {**base, "amount": 990}).requests[0].amount == 990


def test_moving_an_order_moves_its_requests() -> None:
    (request,) = moved(order("1", requests=(REFUSED,)), timedelta(days=3)).requests
    assert (request.applied_at, request.expires_at) == (at("2026-06-21T12:00"), at("2026-06-23T12:00"))
