"""``python -m bot reports`` and what ``check`` says of the rules of incidents."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.cli.checking.files import file_problems
from bot.cli.main import main
from bot.settings import ROOT, read
from bot.store import ensure_schema, open_engine
from tests.reports.happening import Happening, at, brief

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """A shop at noon of 12 June, with one case on the 10th and one refund and one talk on the 11th."""
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    engine = open_engine(url)
    ensure_schema(engine)
    shop = Happening(engine)
    shop.order("A1", "lin", "棉T恤")
    shop.case("lin", "A1", "少件", at(10, 23, 59, 59))
    shop.case("lin", "A1", "质量问题", at(11, 0), remedy="refund_only", amount=5990)
    shop.said("sun", at(11, 9))
    shop.handed("sun", at(11, 9), brief("少件"), replied_at=at(11, 9, 0, 40))
    shop.draft("sent", "少件", at(11, 9))
    engine.dispose()

    def run(*argv: str, **more: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["reports", *argv], {"DATABASE_URL": url, "CLOCK": "2026-06-12T12:00", **more})
        return code, *capsys.readouterr()

    return run


def test_the_month_so_far(cli: Cli) -> None:
    code, out, _ = cli()

    assert code == 0
    assert out.splitlines() == [
        "2026-06-01 到 2026-06-12：",
        "对话 1 个，机器人独立解决 0.0%",
        "首次人工回复：一半在 40 秒内，九成在 40 秒内",
        "180 秒内回上的：100.0%",
        "售后时限：守住 0 次，超时 0 次",
        "买家评分：还没有，0 人评过",
        "问题：少件 2 次，质量问题 1 次",
        "商品：棉T恤 2 次",
        "处理：仅退款 1 次 59.90 元，补发 1 次",
        "机器人拟的稿：照发 1 次",
    ]


def test_the_days_that_are_asked_for(cli: Cli) -> None:
    _, out, _ = cli("--since", "2026-06-10", "--until", "2026-06-10", "--json")

    made: dict[str, Any] = msgspec.json.decode(out)
    assert made["days"] == [{"on": "2026-06-10", "issues": {"少件": 1}, "talks": 0, "to_person": 0}]
    assert made["money"] == [{"name": "补发", "count": 1, "amount": None}]


def test_days_on_which_nothing_happened(cli: Cli) -> None:
    _, out, _ = cli("--since", "2026-06-01", "--until", "2026-06-02")

    assert "首次人工回复：还没有\n180 秒内回上的：还没有\n" in out
    assert "商品：没有\n" in out


def test_a_table_for_a_spreadsheet(cli: Cli) -> None:
    _, out, _ = cli("--csv")

    assert out.startswith("\ufeff项目,数值\r\n从,2026-06-01\r\n")


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--since", "6月"), "2026-06-18"),
        (("--since", "2026-06-12", "--until", "2026-06-11"), "写反了"),
        (("--json", "--csv"), "只能选一个"),
    ],
)
def test_wrong_usage_is_told(cli: Cli, argv: tuple[str, ...], told: str) -> None:
    code, _, err = cli(*argv)

    assert code == 2
    assert told in err


def test_rules_of_the_desk_that_cannot_be_used_are_told(cli: Cli, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(ROOT / "data" / "policies" / "shop", own)
    (own / "desk.yml").write_text("reply_seconds: soon\n", encoding="utf-8")

    code, _, err = cli(SHOP_POLICIES=str(own))

    assert code == 1
    assert "desk.yml" in err
    assert "python -m bot check" in err


def test_check_names_what_is_wrong_with_the_rules_of_incidents(tmp_path: Path) -> None:
    (tmp_path / "incidents.yml").write_text("buyers: 3\nminute: 60\n", encoding="utf-8")
    settings = read({"SHOP_POLICIES": str(tmp_path)})

    found = [problem for problem in file_problems(settings) if "incidents.yml" in problem.file]

    assert {problem.key for problem in found} >= {"minute", "minutes", "issues"}
    assert "不认识的键" in next(problem.remedy for problem in found if problem.key == "minute")
    assert [each for each in file_problems(read({})) if "incidents.yml" in each.file] == []
