"""What a shop's export means: one row per order line, in any of the formats, read the same."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.clock import SHANGHAI
from bot.orders import (
    Counts,
    Extra,
    ImportProblems,
    NoReason,
    Order,
    OrderStore,
    Parcel,
    Stage,
    import_file,
    read_orders,
)
from bot.orders.columns import lexicon
from bot.orders.model import Line
from bot.settings import ROOT
from tests.orders.makers import ROW, row, write_csv, write_xlsx

DEMO = ROOT / "data" / "demo"
SIGNED = {"订单状态": "已签收", "签收时间": "2026-06-20 09:00:00"}


def one(folder: Path, **cells: str) -> Order:
    """The order that one row makes."""
    (order,) = read_orders(write_csv(folder / "shop.csv", row(**cells)))
    return order


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_least_that_a_row_must_say(tmp_path: Path) -> None:
    line = Line(line_no=1, title="纯棉圆领短袖T恤", quantity=2, unit_price=5990, paid=9990)
    assert one(tmp_path) == Order("2617000000000001", "buyer-lin", Stage.PAID, at("2026-06-18T10:30"), (line,))


def test_a_twice_imported_file_changes_nothing_and_a_newer_one_updates(engine: Engine, tmp_path: Path) -> None:
    store = OrderStore(engine)
    first = write_csv(tmp_path / "monday.csv", row(), row(订单编号="2"))
    later = write_csv(tmp_path / "tuesday.csv", row(订单状态="交易关闭"), row(订单编号="2"), row(订单编号="3"))

    assert import_file(store, first, "shop").counts == Counts(new=2)
    assert import_file(store, first, "shop").counts == Counts(unchanged=2)
    assert import_file(store, later, "shop").counts == Counts(new=1, changed=1, unchanged=1)
    found = store.get(ROW["订单编号"], "buyer-lin")
    assert found is not None
    assert found.stage is Stage.CLOSED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_encodings_and_delimiters_read_the_same(tmp_path: Path, encoding: str, delimiter: str) -> None:
    cells = row(商品名称="囍字剪纸 大号，红色")
    file = write_csv(tmp_path / "shop.csv", cells, encoding=encoding, delimiter=delimiter)
    assert [order.lines[0].title for order in read_orders(file)] == ["囍字剪纸 大号，红色"]


def test_the_samples_are_clean_and_say_the_same() -> None:
    from_csv, from_xlsx, from_json = (read_orders(DEMO / f"orders_sample.{kind}") for kind in ("csv", "xlsx", "json"))
    assert from_csv == from_xlsx == from_json
    assert len(from_csv) == 10


def test_personal_columns_are_never_kept_and_unknown_ones_are_named(engine: Engine, tmp_path: Path) -> None:
    store = OrderStore(engine)
    private = {
        "收货人": "林小满",
        "手机号": "13800000000",
        "收货地址": "杭州市西湖区1号",
        "插旗": "红旗",
        "仓库": "3号仓",
    }
    report = import_file(store, write_csv(tmp_path / "shop.csv", row(**private)), "shop")

    assert report.ignored_columns == ("插旗", "仓库")
    assert report.personal_columns == ("收货人", "手机号", "收货地址")
    kept = repr(store.find(ROW["订单编号"]))
    assert not [value for value in private.values() if value in kept]


def test_of_two_columns_for_one_thing_the_better_name_is_read(tmp_path: Path) -> None:
    assert one(tmp_path, 买家昵称="小满呀").buyer_id == "buyer-lin"


@pytest.mark.parametrize("field", lexicon().columns)
def test_every_accepted_name_of_a_column_is_understood(tmp_path: Path, field: str) -> None:
    values = {
        "order_no": "1",
        "buyer_id": "b",
        "title": "T恤",
        "stage": "待发货",
        "quantity": "1",
        "unit_price": "9.90",
        "paid": "9.90",
        "refunded": "0",
        "placed_at": "2026-06-18 10:30",
    }
    required = {lexicon().columns[name][0]: values[name] for name in lexicon().required if name != field}
    for name in lexicon().columns[field]:
        read_orders(write_csv(tmp_path / "shop.csv", {**required, name: values.get(field, "")}))


@pytest.mark.parametrize("decorated", ["*订单编号", " 订单编号 ", "订 单 编 号", "\ufeff订单编号"])
def test_a_columns_name_may_be_decorated(tmp_path: Path, decorated: str) -> None:
    cells = {decorated: "7", **{name: value for name, value in ROW.items() if name != "订单编号"}}
    assert read_orders(write_csv(tmp_path / "shop.csv", cells))[0].order_no == "7"


@pytest.mark.parametrize(
    ("name", "cell", "grams"),
    [
        ("单件重量(克)", "350", 350),
        ("单件重量", "0.35kg", 350),
        ("单件重量（kg）", "0.35", 350),
        ("单件重量(千克)", "350g", 350),
        ("单件重量", "350.5克", 351),
        ("单件重量", "", None),
    ],
)
def test_weights_in_any_unit_become_grams(tmp_path: Path, name: str, cell: str, grams: int | None) -> None:
    assert one(tmp_path, **{name: cell}).lines[0].weight_g == grams


@pytest.mark.parametrize("cell", ["59.9", "¥59.90", "59.90元", " 59.90 "])
def test_amounts_as_people_write_them(tmp_path: Path, cell: str) -> None:
    assert one(tmp_path, 单价=cell, 实付金额=cell, 数量="1").paid == 5990


@pytest.mark.parametrize("cell", ["2", "2.0", "02"])
def test_a_count_is_a_whole_number(tmp_path: Path, cell: str) -> None:
    assert one(tmp_path, 数量=cell).lines[0].quantity == 2


@pytest.mark.parametrize("cell", ['="2617000000000001"', "'2617000000000001", "2617000000000001\t"])
def test_guards_around_a_long_number_come_off(tmp_path: Path, cell: str) -> None:
    assert one(tmp_path, 订单编号=cell).order_no == "2617000000000001"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-06-18 10:30:05", "2026-06-18T10:30:05"),
        ("2026/6/8 9:05", "2026-06-08T09:05"),
        ("2026年6月8日 9:05", "2026-06-08T09:05"),
        ("2026-06-18", "2026-06-18"),
        ("2026-06-18T02:30:00+00:00", "2026-06-18T10:30"),
    ],
)
def test_times_are_shanghai_time_however_they_are_written(tmp_path: Path, cell: str, moment: str) -> None:
    assert one(tmp_path, 下单时间=cell).placed_at == at(moment)


@pytest.mark.parametrize(
    ("word", "stage"), [(word, stage) for stage, words in lexicon().stages.items() for word in (stage, *words)]
)
def test_every_word_for_a_stage(tmp_path: Path, word: str, stage: str) -> None:
    later = {"shipped": {"发货时间": "2026-06-19"}, "signed": SIGNED, "completed": SIGNED}
    assert one(tmp_path, **{**later.get(stage, {}), "订单状态": word}).stage is Stage(stage)


@pytest.mark.parametrize(
    ("word", "kind"), [(word, kind) for kind, words in lexicon().no_reason.items() for word in (kind, *words)]
)
def test_every_word_and_platform_code_for_no_reason_return(tmp_path: Path, word: str, kind: str) -> None:
    assert one(tmp_path, 七天无理由=word).lines[0].no_reason is NoReason(kind)


def test_what_the_file_does_not_say_stays_unknown(tmp_path: Path) -> None:
    line = one(tmp_path, 七天无理由="", 无理由排除已确认="-", 三包="").lines[0]
    assert (line.no_reason, line.no_reason_confirmed, line.three_guarantees) == (None, None, None)


@pytest.mark.parametrize(
    ("category", "known"),
    [("女装", "服饰"), ("服饰>女装>连衣裙", "服饰"), ("3C/手机配件/手机壳", "手机配件"), ("火星土", "火星土")],
)
def test_categories_get_one_name(tmp_path: Path, category: str, known: str) -> None:
    assert one(tmp_path, 类目=category).lines[0].category == known


@pytest.mark.parametrize(
    ("cell", "extras"),
    [
        ("运动袜×2@9.90/80g; 鞋带", (Extra("运动袜", "gift", 2, 990, 80), Extra("鞋带"))),
        ("贴纸x3", (Extra("贴纸", quantity=3),)),
        ("iPhone X手机壳", (Extra("iPhone X手机壳"),)),
        ("手机膜 iPhone X12", (Extra("手机膜 iPhone X12"),)),
        ("试吃装/0.03kg；", (Extra("试吃装", weight_g=30),)),
        ("无", ()),
        ("", ()),
    ],
)
def test_gifts_are_read_from_text(tmp_path: Path, cell: str, extras: tuple[Extra, ...]) -> None:
    assert one(tmp_path, 赠品=cell).lines[0].extras == extras


def test_accessories_are_told_from_gifts(tmp_path: Path) -> None:
    assert [extra.kind for extra in one(tmp_path, 赠品="鞋带", 配件="充电线").lines[0].extras] == ["gift", "accessory"]


def test_rows_of_one_order_become_its_lines_and_share_a_parcel(tmp_path: Path) -> None:
    sent = {"订单状态": "已发货", "发货时间": "2026-06-19 15:00", "快递公司": "顺丰", "运单号": "SF1"}
    rows = [row(**sent, 打包重量="500"), row(**sent, 商品名称="短裤", 打包重量=""), row(订单编号="2", 商品名称="帽子")]
    first, second = read_orders(write_csv(tmp_path / "shop.csv", *rows))

    assert [(line.line_no, line.title) for line in first.lines] == [(1, "纯棉圆领短袖T恤"), (2, "短裤")]
    assert first.parcels == (Parcel("SF1", "顺丰", (), 500, shipped_at=at("2026-06-19T15:00")),)
    assert len(second.lines) == 1


def test_several_parcels_of_a_row_stand_side_by_side(tmp_path: Path) -> None:
    order = one(
        tmp_path,
        订单状态="已发货",
        快递公司="顺丰",
        运单号="SF1; SF2",
        打包重量="500; 0.3kg",
        包装重量="60",
        发货时间="2026-06-19 15:00; 2026-06-20 10:00",
        签收时间="2026-06-22 09:00;",
    )

    one_there, one_on_its_way = order.parcels
    assert one_there == Parcel("SF1", "顺丰", (), 500, None, 60, at("2026-06-19T15:00"), None, at("2026-06-22T09:00"))
    assert one_on_its_way == Parcel("SF2", "顺丰", (), 300, None, 60, at("2026-06-20T10:00"))
    assert (order.shipped_at, order.signed_at) == (at("2026-06-19T15:00"), None)


def test_parcels_name_their_lines_and_the_last_one_signs_the_order(tmp_path: Path) -> None:
    first = row(**SIGNED, 运单号="SF1")
    second = row(**{**SIGNED, "签收时间": "2026-06-23 18:00:00"}, 商品名称="短裤", 运单号="SF2")
    (order,) = read_orders(write_csv(tmp_path / "shop.csv", first, second))

    assert [parcel.lines for parcel in order.parcels] == [(1,), (2,)]
    assert order.signed_at == at("2026-06-23T18:00")


def test_the_same_goods_twice_need_a_sub_order_number(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "shop.csv", row(子订单编号="a"), row(子订单编号="b"))
    assert len(read_orders(file)[0].lines) == 2


def test_a_parcel_of_several_orders_proves_no_weight(tmp_path: Path) -> None:
    sent = {"订单状态": "已发货", "发货时间": "2026-06-19", "运单号": "SF1", "打包重量": "900", "快递重量": "905"}
    orders = read_orders(write_csv(tmp_path / "shop.csv", row(**sent), row(订单编号="2", **sent)))
    assert [(parcel.packed_g, parcel.courier_g) for order in orders for parcel in order.parcels] == [(None, None)] * 2


def test_an_unpaid_order_has_paid_nothing(tmp_path: Path) -> None:
    assert one(tmp_path, 订单状态="待付款").paid == 0


def test_blank_lines_do_not_shift_the_row_numbers(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "shop.csv", row(), dict.fromkeys(ROW, ""), row(订单编号="2", 数量="0"))
    with pytest.raises(ImportProblems, match="第 4 行「数量」"):
        read_orders(file)


def test_a_workbook_gives_dates_and_numbers(tmp_path: Path) -> None:
    cells: dict[str, object] = {**ROW, "下单时间": datetime(2026, 6, 18, 10, 30), "数量": 2, "单价": 59.9}  # noqa: DTZ001
    assert read_orders(write_xlsx(tmp_path / "shop.xlsx", {**cells, "实付金额": 19.97 * 5})) == [
        one(tmp_path, 实付金额="99.85")
    ]


@pytest.mark.parametrize("number", [2605010000000001, 2.60501e15])
def test_a_workbook_that_made_a_number_of_the_order_number_is_refused(tmp_path: Path, number: float) -> None:
    with pytest.raises(ImportProblems, match=r"第 2 行「订单编号」：写的是“2\.60501E\+15”.*设为“文本”格式"):
        read_orders(write_xlsx(tmp_path / "shop.xlsx", {**ROW, "订单编号": number}))


def test_a_short_order_number_survives_as_a_number(tmp_path: Path) -> None:
    (order,) = read_orders(write_xlsx(tmp_path / "shop.xlsx", {**ROW, "订单编号": 260501}))
    assert order.order_no == "260501"


def test_long_whole_numbers_in_json_are_exact(tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    file.write_text('[{"order_no": 2605010000000001234, "buyer_id": "b", "stage": 30, "placed_at": "2026-06-18", '
                    '"title": "T", "quantity": 1, "unit_price": 9.9, "paid": 9.9}]')  # fmt: skip
    assert [(order.order_no, order.paid, order.stage) for order in read_orders(file)] == [
        ("2605010000000001234", 990, Stage.PAID)
    ]


def test_nested_json_without_a_zone_is_shanghai_time(tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    line = '{"line_no": 1, "title": "T", "unit_price": 990, "paid": 990, "category": "女装"}'
    head = '"buyer_id": "b", "stage": "paid"'
    file.write_text(
        f'[{{"order_no": "1", {head}, "placed_at": "2026-06-18T10:30:00", "lines": [{line}]}},'
        f' {{"order_no": "2", {head}, "placed_at": "2026-06-18T02:30:00Z", "lines": [{line}]}}]'
    )
    orders = read_orders(file)

    assert [order.placed_at for order in orders] == [at("2026-06-18T10:30")] * 2
    assert {order.placed_at.utcoffset() for order in orders} == {timedelta(hours=8)}
    assert orders[0].lines[0].category == "服饰"


def test_the_guide_names_every_column_and_every_word() -> None:
    guide = (ROOT / "docs" / "orders.md").read_text(encoding="utf-8")
    found = lexicon()
    tables = (found.columns, found.stages, found.no_reason, found.request_ways, found.request_states)
    assert [words for table in tables for words in table.values() if f"| {'、'.join(words)} |" not in guide] == []


def test_the_guides_nested_example_can_be_imported(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "orders.md").read_text(encoding="utf-8")
    file = tmp_path / "guide.json"
    file.write_text(guide.split("```json\n")[1].split("```")[0], encoding="utf-8")
    assert [order.paid for order in read_orders(file)] == [9990]
