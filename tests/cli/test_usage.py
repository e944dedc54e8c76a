"""Help, wrong usage, and errors that say what to do instead of showing a trace."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.main import parser
from bot.settings import ROOT
from tests.cli.conftest import Cli

CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")


def command_lines() -> list[str]:
    """Every command as it is typed, sub-commands too."""
    found, open_ends = [], [("", parser())]
    while open_ends:
        typed, made = open_ends.pop()
        for action in made._actions:
            for name, inner in (getattr(action, "choices", None) or {}).items() if action.nargs == "A..." else ():
                found.append(f"{typed} {name}".strip())
                open_ends.append((found[-1], inner))
    return found


def test_alone_it_prints_help_with_every_command_and_an_example(cli: Cli) -> None:
    said = cli()
    assert said.code == 0
    assert all(line in said.out for line in ("decide", "cases", "python -m bot orders import"))


@pytest.mark.parametrize("typed", command_lines())
def test_every_command_has_help(cli: Cli, typed: str) -> None:
    said = cli(*typed.split(), "-h")
    assert said.code == 0
    assert CHINESE.search(said.out)


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["orders"],
        ["decide"],
        ["decide", "--order"],
        ["decide", "--order", "1", "--issue", "坏"],
        ["decide", "--order", "1", "--issue", "少件", "--count", "零"],
        ["decide", "--order", "1", "--issue", "少件", "--at", "昨天"],
        ["cases", "--due", "1w"],
        ["cases", "mark", "SH1", "lost"],
        ["demo", "--json=1"],
    ],
)
def test_wrong_usage_is_2_and_told_in_chinese(cli: Cli, argv: list[str]) -> None:
    said = cli(*argv)
    assert said.code == 2
    assert CHINESE.search(said.err + said.out)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://shop"),
        ("DATABASE_URL", "sqlite:////proc/nowhere/shop.db"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/shop"),
        ("CLOCK", "noon"),
        ("SHOP_POLICIES", "/nowhere"),
        ("RASA_PORT", "-1"),
    ],
)
def test_a_bad_setting_is_named(cli: Cli, variable: str, value: str) -> None:
    said = cli("cases", **{variable: value})
    assert said.code == 1
    assert variable in said.err


def test_bad_policies_name_file_and_key(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "settings.yml").write_text(
        "after_sales_days: {title: x, unit: y, values: {2025-10-01: 3}, colour: z}\n"
    )
    said = cli("cases", SHOP_POLICIES=str(tmp_path))
    assert said.code == 1
    assert "settings.yml" in said.err
    assert "colour" in said.err


def test_no_command_waits_for_rasa() -> None:
    seen = "import sys, bot.cli.main as m; m.parser(); sys.exit(bool({'rasa', 'tensorflow'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", seen], check=False, cwd=ROOT).returncode == 0


def test_the_manual_names_every_command_and_every_variable() -> None:
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    variables = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)*)"', (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")))
    assert {"DATABASE_URL", "CLOCK", "BUYER"} <= variables
    assert [name for name in variables if f"`{name}`" not in manual] == []
    assert [typed for typed in command_lines() if f"python -m bot {typed}" not in manual and typed != "orders"] == []
