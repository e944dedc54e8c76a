"""`docs` writes pages from the files; those that are committed are what it would write today."""

import shutil
from argparse import Namespace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.aftersales.policies import BadPolicy, Policies
from bot.cli.docs import pages, run
from bot.cli.pages.clauses import clauses_page, sentence
from bot.cli.pages.settings import settings_page
from bot.cli.parser import Setup
from bot.service import policies
from bot.settings import ROOT, Settings
from tests.cli.conftest import Cli
from tests.editing import edited

PAGES = ("clauses.md", "settings.md", "guide-desk.md", "guide-merchant.md")


@pytest.fixture
def copied(settings: Settings, tmp_path: Path) -> Settings:
    """Settings on a copy of the data and of the pages, to change."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("nlu", "demo"))
    (tmp_path / "docs").mkdir()
    data = tmp_path / "data"
    there = msgspec.structs.replace(settings, data=data, shop_policies=data / "policies" / "shop")
    assert run(Namespace(write=True), Setup(there, {})) == 0
    return there


def looked(settings: Settings, *, write: bool = False) -> int:
    return run(Namespace(write=write), Setup(settings, {}))


def changed(settings: Settings, file: str, old: str, new: str) -> None:
    edited(settings.data / file, old, new)


def test_the_committed_pages_are_current(cli: Cli) -> None:
    said = cli("docs")
    assert (said.code, said.err) == (0, ""), "run: python -m bot docs --write"


def test_the_same_files_give_the_same_pages(copied: Settings) -> None:
    assert pages(copied) == pages(copied)
    assert looked(copied) == 0


def test_a_changed_setting_is_told_and_written(copied: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    changed(copied, "policies/shop/settings.yml", "2025-10-01: 30\n", "2025-10-01: 30\n    2099-01-01: 20\n")
    capsys.readouterr()
    assert looked(copied) == 1
    said = capsys.readouterr().err
    assert [page for page in PAGES if page in said] == ["clauses.md", "settings.md"]
    assert "--write" in said
    assert looked(copied, write=True) == 0
    assert looked(copied) == 0
    page = (copied.data.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    assert "30 天（2025-10-01 起），20 天（2099-01-01 起）" in page


def test_coverage_follows_what_the_files_name_and_keeps_what_is_by_hand(copied: Settings) -> None:
    coverage = copied.data / "policies" / "coverage.yml"
    before = coverage.read_text(encoding="utf-8")
    changed(copied, "policies/platform/clocks/ruled_reship.yml", ", PI-03]", "]")
    assert looked(copied) == 1
    looked(copied, write=True)
    lines = coverage.read_text(encoding="utf-8").splitlines()
    assert "  PI-03: {clauses: []}" in lines
    assert [line for line in lines if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]
    by_hand = [line for line in before.splitlines() if "not_adopted:" in line or "tests:" in line]
    assert len(by_hand) >= 4
    assert set(by_hand) <= set(lines)


def test_every_clause_stands_under_each_of_its_issues(settings: Settings) -> None:
    rules = policies(settings)
    page = clauses_page(rules)
    for clause in rules.clauses.values():
        assert page.count(f"（`{clause.clause}`）\n") == max(1, len(clause.issues)), clause.clause
        assert clause.title in page


def test_a_clause_is_one_sentence_with_its_numbers(settings: Settings) -> None:
    rules = policies(settings)
    told = sentence(rules.clauses["missing_item_short"], rules)
    for words in ("依次提出：补发、部分退款", "运费店铺出", "［`after_sales_days`］", "10 克", "3 %", "SH-04", "核对"):
        assert words in told
    assert "\n" not in told
    clock = sentence(rules.clauses["merchant_confirm"], rules)
    for words in ("从买家寄出退货起 240 小时内，轮到店铺", "系统自动退款给买家", "只管退货退款"):
        assert words in clock


def test_a_setting_has_its_values_by_day_and_by_category(settings: Settings) -> None:
    rules = policies(settings)
    limit = msgspec.structs.replace(
        rules.shop["trust_goods_stay"],
        values={date(2025, 10, 1): 2000, date(2026, 12, 1): 2500},
        by_category={"生鲜": {date(2026, 1, 1): 5000}},
    )
    [row] = [
        line
        for line in settings_page(Policies(rules.clauses, {"trust_goods_stay": limit})).splitlines()
        if line.startswith("| `trust_goods_stay` |")
    ]
    assert row.endswith(
        "| 2000，即 20.00 元（2025-10-01 起），2500，即 25.00 元（2026-12-01 起）"
        "<br>生鲜：5000，即 50.00 元（2026-01-01 起） |"
    )


def test_every_setting_and_every_guide_is_on_its_page(settings: Settings) -> None:
    made = {path.name: page for path, page in pages(settings).items()}
    assert all(f"| `{name}` |" in made["settings.md"] for name in policies(settings).shop)
    assert made["guide-desk.md"].count("\n## ") >= 10
    assert made["guide-merchant.md"].count("\n## ") >= 6


def test_a_guide_that_cannot_be_read_is_told(copied: Settings) -> None:
    changed(copied, "guides/desk.yml", "  title:", "  titel:")
    with pytest.raises(BadPolicy, match="titel"):
        pages(copied)


def test_check_counts_the_rows_by_their_place(cli: Cli) -> None:
    counted = cli("check", "--json").json["coverage"]
    assert counted["rows"] == 174
    carried = counted["clauses"] + counted["knowledge"] + counted["guides"]
    assert carried + counted["not_adopted"] + counted["waiting"] == 174
