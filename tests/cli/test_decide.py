"""A verdict from the command line, with everything it rests on."""

from typing import get_args

import pytest

from bot.aftersales.clause import Authority, Freight, Remedy, Wish
from bot.aftersales.facts import FACTS, UNKNOWN
from bot.telling.words import fact_name, names, value_names
from tests.cli.conftest import Cli

SHIRTS = "2617100108002529"
TOLD = ("--fact", "商品照片=说已发", "--fact", "box=intact", "--fact", "signed_by=self")


def test_a_short_parcel_shows_offers_sums_weights_and_clauses(demo_cli: Cli) -> None:
    said = demo_cli("decide", "--order", SHIRTS, "--issue", "少件", "--line", "1", "--count", "1", *TOLD)
    assert said.code == 0
    for part in (
        "结论：可选方案",
        "1. 补发，运费店铺出",
        "2. 部分退款，52.67 元，运费店铺出",
        "158.00 元 ÷ 3 件 × 1 件 = 52.67 元",
        "店铺最晚 6月20日 12:00",
        "应重 930 克，仓库 750 克，快递 754 克，短 180 克",
        "【平台】",
        "（missing_item_short）",
        "2025-10-01 起施行",
        "外箱：完好",
    ):
        assert part in said.out


def test_what_is_missing_comes_with_the_way_to_tell_it(demo_cli: Cli) -> None:
    said = demo_cli("decide", "--order", SHIRTS, "--issue", "少件", "--line", "1")
    assert "--fact box=intact（完好） | damaged（破损）" in said.out or "--count" in said.out
    asks = demo_cli("decide", "--order", SHIRTS, "--issue", "少件", "--line", "1", "--count", "1", "--json").json
    assert asks["verdict"]["outcome"] == "need"
    assert asks["verdict"]["asks"] == ["goods_photo", "box", "signed_by"]


def test_the_wish_is_marked_and_a_compensation_is_capped(demo_cli: Cli) -> None:
    facts = ("--fact", "defect=told", "--fact", "defect_photo=claimed")
    said = demo_cli(
        "decide", "--order", SHIRTS, "--issue", "质量问题", "--line", "1", "--count", "1", "--wish", "换货", *facts
    )
    assert "换货，运费店铺出，正是买家想要的" in said.out
    assert "52.67 元 × 20%，最多 5.00 元 = 5.00 元" in said.out


def test_it_decides_as_of_another_day(demo_cli: Cli) -> None:
    def outcome(*at: str) -> str:
        asked = ("--order", "2617100509144645", "--issue", "不想要", "--fact", "goods_complete=complete")
        return str(demo_cli("decide", *asked, *at, "--json").json["verdict"]["outcome"])

    assert [outcome(), outcome("--at", "2026-06-19")] == ["grant", "refuse"]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["--order", SHIRTS], "--line 2"),
        (["--order", SHIRTS, "--line", "7"], "没有第 7 行"),
        (["--order", SHIRTS, "--line", "1", "--extra", "礼盒"], "细网洗衣袋"),
        (["--order", SHIRTS, "--line", "1", "--count", "4"], "只买了 3 件"),
        (["--order", SHIRTS, "--line", "1", "--fact", "colour=red"], "goods_photo（商品照片）"),
        (["--order", SHIRTS, "--line", "1", "--fact", "box=wet"], "完好（intact）"),
        (["--order", SHIRTS, "--line", "1", "--fact", "stage=paid"], "stage=paid"),
        (["--order", SHIRTS, "--line", "1", "--wish", "道歉"], "补差价（compensate）"),
    ],
)
def test_what_does_not_fit_is_answered_with_what_does(demo_cli: Cli, argv: list[str], told: str) -> None:
    said = demo_cli("decide", "--issue", "少件", *argv)
    assert said.code == 2
    assert told in said.err


def test_an_unknown_order_is_1(demo_cli: Cli) -> None:
    assert demo_cli("decide", "--order", "999", "--issue", "少件").code == 1


def test_every_fact_value_and_code_has_a_chinese_name() -> None:
    assert [name for name in FACTS if fact_name(name) == name] == []
    nameless = [
        (fact.name, value)
        for fact in FACTS.values()
        for value in fact.values
        if value != UNKNOWN and value_names(fact.name)[value] == value
    ]
    assert nameless == []
    for group, kind in (("wish", Wish), ("remedy", Remedy), ("freight", Freight), ("authority", Authority)):
        assert set(get_args(kind)) <= set(names(group))
