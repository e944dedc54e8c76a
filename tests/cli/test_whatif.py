"""What a changed policy file would change: stored cases, money each way, examples that break; nothing is written."""

import shutil
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.cli.parser import Setup
from bot.cli.whatif import EXAMPLES, run
from bot.handover.record import Brief, Handover
from bot.service import Service
from bot.settings import ROOT
from bot.store import ensure_schema, open_engine, open_to_look
from tests.cli.conftest import Cli
from tests.cli.test_cases import SHIRTS, written
from tests.editing import edited

POLICIES = ROOT / "data" / "policies"
STATED = {"defect": "told", "defect_photo": "claimed"}
THIRTY_DAYS = """\
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
"""


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Path]:
    """Where a changed copy of a policy file is put."""
    yield tmp_path / "changed.yml"
    assert "1000" not in (POLICIES / "shop" / "settings.yml").read_text(encoding="utf-8").replace("10000", "")


@pytest.fixture
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the shop's own policies."""
    return shutil.copytree(POLICIES / "shop", tmp_path_factory.mktemp("policies") / "shop")


def content(folder: Path) -> dict[Path, bytes]:
    """Every file of a folder."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy(file: str, to: Path, old: str, new: str) -> Path:
    return edited(POLICIES / file, old, new, to, alone=True)


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


def test_it_looks_without_taking_in_what_waits_on_disk(
    demo_cli: Cli, service: Service, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    noon = service.shop.clock.now()
    service.spool.add(Handover("talk-2", None, "trouble", Brief(said=("在吗",)), noon, noon))
    before = content(tmp_path / "var")

    assert run(Namespace(changed=dearer(changed), json=False), Setup(service.settings, {})) == 0

    assert "售后单 1 张：结论会变 1 张" in capsys.readouterr().out
    assert content(tmp_path / "var") == before
    assert service.shop.handovers.waiting() == []


def test_without_a_database_none_is_made(cli: Cli, changed: Path, tmp_path: Path) -> None:
    dearer(changed)
    nowhere = tmp_path / "nowhere" / "shop.db"
    said = cli("whatif", str(changed), DATABASE_URL=f"sqlite:///{nowhere}")
    assert (said.code, "没有售后单可以试" in said.out, "规则例子" in said.out) == (0, True, True)
    assert list(tmp_path.iterdir()) == [changed]


def test_a_database_without_our_tables_gets_none(cli: Cli, changed: Path, database_url: str) -> None:
    dearer(changed)
    said = cli("whatif", str(changed), DATABASE_URL=database_url)
    assert (said.code, "没有售后单可以试" in said.out) == (0, True)
    engine = open_engine(database_url)
    assert sa.inspect(engine).get_table_names() == []
    assert open_to_look(database_url) is None

    ensure_schema(engine)
    assert "售后单 0 张" in cli("whatif", str(changed), DATABASE_URL=database_url).out
    only_read = open_to_look(database_url)
    assert only_read is not None
    with pytest.raises(sa.exc.DBAPIError), only_read.begin() as connection:
        connection.execute(sa.text("DELETE FROM cases"))


def test_a_database_of_another_version_is_told(cli: Cli, changed: Path, database_url: str) -> None:
    engine = open_engine(database_url)
    ensure_schema(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'another'"))
    said = cli("whatif", str(dearer(changed)), DATABASE_URL=database_url)
    assert (said.code, "another version" in said.err) == (1, True)


def test_a_withdrawn_case_is_listed_and_costs_nothing(demo_cli: Cli, service: Service, changed: Path) -> None:
    case = written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    service.shop.cases.close(case.case_no, "withdrawn", service.shop.clock.now())
    said = demo_cli("whatif", str(dearer(changed))).out
    assert f"{case.case_no}｜质量问题" in said
    assert "多给买家 0.00 元，少给买家 0.00 元，合计 0.00 元" in said


def test_a_clause_that_ends_is_tried_on_the_day_it_does(cli: Cli, changed: Path, shop: Path) -> None:
    (shop / "thirty_days.yml").write_text(THIRTY_DAYS, encoding="utf-8")
    changed.write_text(f"{THIRTY_DAYS}until: 2026-12-01\n", encoding="utf-8")
    said = cli("whatif", str(changed), SHOP_POLICIES=str(shop))
    assert "thirty_days（本店三十天无理由）到哪天失效：没有 → 2026-12-01" in said.out
    assert "按 2026-12-01 生效的规则" in said.out
    assert "的内容" not in said.out
    found = cli("whatif", str(changed), "--json", SHOP_POLICIES=str(shop)).json["findings"]
    flips = [(each["before"]["cites"][0]["name"], each["after"]["cites"][0]["name"]) for each in found["examples"]]
    assert ("thirty_days", "no_reason_window_over") in flips


@pytest.mark.parametrize(
    ("old", "new", "on"),
    [
        ("until: 2026-12-01", "until: 2027-06-01", "2026-12-01"),
        ("until: 2027-06-01", "until: 2026-12-01", "2026-12-01"),
        ("until: 2026-12-01", "", "2026-12-01"),
        ("since: 2026-06-01", "since: 2026-12-01", "2026-06-18"),
        ("since: 2026-12-01", "since: 2026-08-01", "2026-08-01"),
    ],
)
def test_other_days_of_a_clause_count_from_the_first_that_differs(
    old: str, new: str, on: str, cli: Cli, changed: Path, shop: Path
) -> None:
    was, will = (
        THIRTY_DAYS.replace("since: 2026-06-01", each) if "since" in each else f"{THIRTY_DAYS}{each}\n"
        for each in (old, new)
    )
    (shop / "thirty_days.yml").write_text(was, encoding="utf-8")
    changed.write_text(will, encoding="utf-8")
    found = cli("whatif", str(changed), "--json", SHOP_POLICIES=str(shop)).json["findings"]
    assert (found["on"], len(found["changes"])) == (on, 1)
    names = [{each[time]["cites"][0]["name"] for time in ("before", "after")} for each in found["examples"]]
    assert {"thirty_days", "no_reason_window_over"} in names


def test_what_is_taken_out_is_seen(cli: Cli, changed: Path, shop: Path) -> None:
    """A setting for one category, a setting nobody needs, a value of a clause."""
    plain = (shop / "settings.yml").read_text(encoding="utf-8")
    changed.write_text(plain, encoding="utf-8")
    fresh = plain.replace("极兔, 邮政, 顺丰]\n", "极兔, 邮政, 顺丰]\n  by_category: {生鲜: {2025-10-01: [顺丰]}}\n")
    gift = "gift_limit: {title: 赠品, unit: 分, values: {2025-10-01: 300}}\n"
    (shop / "settings.yml").write_text(f"{fresh}{gift}", encoding="utf-8")
    said = cli("whatif", str(changed), SHOP_POLICIES=str(shop)).out
    assert "shop.carriers 生鲜：2025-10-01 起 顺丰 → 没有" in said
    assert "shop.gift_limit：2025-10-01 起 300 → 没有" in said

    spare = THIRTY_DAYS.replace("values: {", "values: {spare: {2026-06-01: 3}, ")
    (shop / "thirty_days.yml").write_text(spare, encoding="utf-8")
    changed.write_text(THIRTY_DAYS, encoding="utf-8")
    assert "thirty_days.spare：2026-06-01 起 3 → 没有" in cli("whatif", str(changed), SHOP_POLICIES=str(shop)).out


def test_a_file_without_a_change_does_not_hide_what_is_wrong_already(cli: Cli, changed: Path, shop: Path) -> None:
    never = THIRTY_DAYS.replace("gives:", "  none:\n    - {fact: stage, among: [signed, completed]}\ngives:")
    (shop / "thirty_days.yml").write_text(never, encoding="utf-8")
    changed.write_text(never, encoding="utf-8")
    said = cli("whatif", str(changed), SHOP_POLICIES=str(shop))
    assert (said.code, "没有区别" in said.out, "check 不会放行" in said.out) == (1, True, True)


def test_a_case_that_lacks_a_number_on_the_day_is_told(demo_cli: Cli, service: Service, changed: Path) -> None:
    written(service, "质量问题", SHIRTS, wish="compensate", **STATED)
    copy("shop/settings.yml", changed, "    2025-10-01: 500\n", "    2025-10-01: 500\n    2099-01-01: null\n")
    assert "判不了 1 张" in demo_cli("whatif", str(changed)).out


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
    changed.write_text(THIRTY_DAYS, encoding="utf-8")
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
