"""What a changed policy file would change: stored cases, money each way, examples that break; nothing is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.whatif import EXAMPLES
from bot.service import Service
from bot.settings import ROOT
from tests.cli.conftest import Cli
from tests.cli.test_cases import SHIRTS, written

POLICIES = ROOT / "data" / "policies"
STATED = {"defect": "told", "defect_photo": "claimed"}


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Path]:
    """Where a changed copy of a policy file is put."""
    yield tmp_path / "changed.yml"
    assert "1000" not in (POLICIES / "shop" / "settings.yml").read_text(encoding="utf-8").replace("10000", "")


def copy(file: str, to: Path, old: str, new: str) -> Path:
    before = (POLICIES / file).read_text(encoding="utf-8")
    assert before.count(old) == 1
    to.write_text(before.replace(old, new), encoding="utf-8")
    return to


def dearer(to: Path) -> Path:
    """The largest small compensation goes from 5 to 10 元."""
    return copy("shop/settings.yml", to, "    2025-10-01: 500\n", "    2025-10-01: 500\n    2026-12-01: 1000\n")


def test_a_larger_compensation_flips_the_cases_it_touches_and_no_others(
    demo_cli: Cli, service: Service, changed: Path
) -> None:
    touched = written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    written(service, "少件", SHIRTS, goods_photo="claimed", box="intact", signed_by="self")

    said = demo_cli("whatif", str(dearer(changed)))
    assert said.code == 0, said.err
    assert "shop.compensation_limit：2026-12-01 起 500 → 1000" in said.out
    assert "售后单 2 张：结论会变 1 张" in said.out
    assert f"{touched.case_no}｜质量问题｜订单 {SHIRTS}｜补差价 5.00 元 → 补差价 10.00 元" in said.out
    assert "多给买家 5.00 元，少给买家 0.00 元，合计 +5.00 元" in said.out

    told = demo_cli("whatif", str(changed), "--json").json
    assert (told["given"], told["kept"], told["refused"]) == (500, 0, [])
    broken = [each for each in told["findings"]["examples"] if each["broken"]]
    assert broken
    assert told["findings"]["examples_read"] > len(broken)


def test_less_money_is_told_as_less(demo_cli: Cli, service: Service, changed: Path) -> None:
    written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    copy("shop/settings.yml", changed, "    2025-10-01: 500\n", "    2025-10-01: 200\n")
    assert "多给买家 0.00 元，少给买家 3.00 元，合计 -3.00 元" in demo_cli("whatif", str(changed)).out


def test_nothing_is_written(demo_cli: Cli, service: Service, changed: Path) -> None:
    written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    before = demo_cli("cases", "--json", "--all").out
    files = {path: path.read_bytes() for path in POLICIES.rglob("*.yml")}

    assert demo_cli("whatif", str(dearer(changed))).code == 0

    assert demo_cli("cases", "--json", "--all").out == before
    assert {path: path.read_bytes() for path in POLICIES.rglob("*.yml")} == files


def test_a_file_without_a_change_changes_nothing(demo_cli: Cli, changed: Path) -> None:
    changed.write_bytes((POLICIES / "shop" / "settings.yml").read_bytes())
    said = demo_cli("whatif", str(changed))
    assert (said.code, "没有区别" in said.out) == (0, True)


def test_a_change_that_check_would_refuse_is_told_with_what_it_would_do(demo_cli: Cli, changed: Path) -> None:
    copy("platform/wrong_item_review.yml", changed, "is: false", "is: true")
    said = demo_cli("whatif", str(changed))
    assert (said.code, "check 不会放行" in said.out) == (1, True)
    assert "wrong_item_ladder" in said.out


def test_a_new_clause_of_the_shop_is_tried_beside_the_others(demo_cli: Cli, changed: Path) -> None:
    changed.write_text(
        """
clause: thirty_days
title: 本店三十天无理由
authority: shop
issues: [不想要]
reference: [{title: 本店承诺}]
since: 2026-06-01
checked_on: 2026-06-18
values: {days: {2026-06-01: 30}}
when:
  all:
    - {fact: stage, among: [signed, completed]}
    - {fact: days_since_signed, more_than: no_reason_return.window_days}
    - {fact: days_since_signed, at_most: days}
gives:
  outcome: grant
  script: utter_no_reason_return
  freight: buyer
  remedies:
    - {remedy: return_refund, serves: [refund, return], amount: pieces}
""",
        encoding="utf-8",
    )
    said = demo_cli("whatif", str(changed))
    assert said.code == 0, said.out
    assert "新条款 thirty_days（本店三十天无理由）" in said.out
    assert "no_reason_window_over" in demo_cli("whatif", str(changed), "--json").out


def test_a_case_whose_order_is_gone_is_told_not_guessed(demo_cli: Cli, service: Service, changed: Path) -> None:
    case = written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    order = service.shop.orders.find(SHIRTS)
    assert order is not None
    emptied = {"lines": (), "parcels": ()}
    service.shop.orders.save([type(order)(**{**_fields(order), **emptied})], "demo")
    said = demo_cli("whatif", str(dearer(changed)))
    assert f"{case.case_no}｜订单里没有这一行了" in said.out


def test_bad_files_say_what_is_wrong(demo_cli: Cli, changed: Path) -> None:
    assert demo_cli("whatif", str(changed)).code == 1
    changed.write_text("nothing: [", encoding="utf-8")
    assert "changed.yml" in demo_cli("whatif", str(changed)).err
    copy("shop/settings.yml", changed, "reship_hours:", "reship_hour:")
    assert "reship_hours" in demo_cli("whatif", str(changed)).err


def test_the_examples_are_there() -> None:
    assert EXAMPLES.is_dir()


def _fields(order: object) -> dict[str, object]:
    return {name: getattr(order, name) for name in order.__struct_fields__}  # type: ignore[attr-defined]
