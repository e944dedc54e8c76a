"""Orders come in from a file or as the demo shop."""

from bot.settings import ROOT
from tests.cli.conftest import Cli

SAMPLE = str(ROOT / "data" / "demo" / "orders_sample.csv")
BROKEN = str(ROOT / "tests" / "orders" / "broken" / "several_things_wrong.csv")


def test_an_import_counts_and_names_the_columns_left_aside(cli: Cli) -> None:
    first, again = cli("orders", "import", SAMPLE), cli("orders", "import", SAMPLE, "--json")
    assert first.code == 0
    assert "新增 10" in first.out
    assert "手机号" in first.out
    assert again.json["counts"] == {"new": 0, "changed": 0, "unchanged": 10}


def test_a_broken_file_is_told_cell_by_cell_and_nothing_is_written(cli: Cli) -> None:
    said = cli("orders", "import", BROKEN)
    assert said.code == 1
    assert "第 2 行「数量」：写的是“两件”" in said.err
    problems = cli("orders", "import", BROKEN, "--json").json["problems"]
    assert [(problem["row"], problem["column"]) for problem in problems] == [(2, "数量"), (3, "单价"), (5, "下单时间")]
    assert "库里共 0 单" in cli("decide", "--order", "1", "--issue", "少件").err


def test_the_demo_shop_is_loaded_again_and_again(cli: Cli) -> None:
    assert [cli("demo").code, cli("demo").code] == [0, 0]
    cli("orders", "import", SAMPLE)
    assert "63 单" in cli("demo").out


def test_a_real_shop_is_not_mixed_with_the_demo(cli: Cli) -> None:
    cli("orders", "import", SAMPLE)
    assert cli("demo").code == 0
    assert cli("decide", "--order", "2617100108002529", "--issue", "少件").code == 1
