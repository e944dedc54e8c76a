"""The table of who is handed to a person when: read, checked, taken over while the bot runs."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from bot.aftersales.load import load
from bot.clock import SHANGHAI
from bot.handover.escalation import FILE, BadTable, Signals, read_table, table_file
from bot.settings import ROOT
from bot.talk.hours import closed_until
from bot.watching import Watched

SHIPPED = read_table(ROOT / "data" / "policies" / FILE)
ROW = "rows:\n  one: {{title: 一, when: [{when}], act: {act}, priority: soon{more}}}\n"


def write(folder: Path, when: str, act: str = "rank", more: str = "") -> Path:
    path = folder / FILE
    path.write_text(ROW.format(when=when, act=act, more=more), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("signals", "name"),
    [
        (Signals(), None),
        (Signals(angry_times=1), None),
        (Signals(angry_times=2), "anger_twice"),
        (Signals(not_understood_times=1), None),
        (Signals(not_understood_times=2), "not_understood_twice"),
        (Signals(same_question_times=2), None),
        (Signals(same_question_times=3), "same_question_three_times"),
        (Signals(vip=True), None),
        (Signals(abuse=True, danger=True), "danger"),
    ],
)
def test_what_the_table_that_comes_along_does(signals: Signals, name: str | None) -> None:
    found = SHIPPED.acting(signals)
    assert (found[0] if found else None) == name


def test_the_most_urgent_of_what_holds_counts() -> None:
    assert SHIPPED.priority(Signals()) == "normal"
    assert SHIPPED.priority(Signals(vip=True)) == "soon"
    assert SHIPPED.priority(Signals(vip=True, intervened=True)) == "urgent"


def test_who_is_a_vip_by_name_and_to_the_fen() -> None:
    vip = SHIPPED.vip
    assert not vip.includes("buyer-lin", vip.paid_at_least - 1)
    assert vip.includes("buyer-lin", vip.paid_at_least)


@pytest.mark.parametrize(
    ("when", "act", "more", "key"),
    [
        ("{signal: sad, is: true}", "rank", "", "rows.one.when"),
        ("{signal: vip, at_least: 2}", "rank", "", "rows.one.when"),
        ("{signal: angry_times, is: true}", "rank", "", "rows.one.when"),
        ("", "rank", "", "rows.one.when"),
        ("{signal: vip, is: true}", "hand_over", "", "rows.one.script"),
        ("{signal: vip, is: true}", "rank", ", script: utter_x", "rows.one.script"),
    ],
)
def test_a_broken_row_is_named(tmp_path: Path, when: str, act: str, more: str, key: str) -> None:
    with pytest.raises(BadTable) as refused:
        read_table(write(tmp_path, when, act, more))
    assert refused.value.key == key


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="colour"):
        read_table(write(tmp_path, "{signal: vip, is: true}", more=", colour: red"))


def test_a_good_change_is_taken_over_and_a_broken_one_is_not(tmp_path: Path) -> None:
    path = write(tmp_path, "{signal: vip, is: true}")
    table = Watched(path, read_table)
    assert table.current().priority(Signals(danger=True)) == "normal"
    for when, priority in (("{signal: danger, is: true}", "soon"), ("{signal: sad, is: true}", "soon")):
        before = path.stat().st_mtime_ns
        write(tmp_path, when)
        while path.stat().st_mtime_ns == before:
            path.touch()
        assert table.current().priority(Signals(danger=True)) == priority


@pytest.mark.parametrize(
    ("now", "hours", "opens"),
    [
        ("2026-06-18T09:00", ["9:00", "22:00"], None),
        ("2026-06-18T08:59", ["9:00", "22:00"], "2026-06-18T09:00"),
        ("2026-06-18T21:59", ["9:00", "22:00"], None),
        ("2026-06-18T22:00", ["9:00", "22:00"], "2026-06-19T09:00"),
        ("2026-06-18T00:30", ["9:00", "1:00"], None),
        ("2026-06-18T01:00", ["9:00", "1:00"], "2026-06-18T09:00"),
        ("2026-06-18T03:00", [], None),
    ],
)
def test_when_people_are_there_again(now: str, hours: list[str], opens: str | None) -> None:
    expected = datetime.fromisoformat(opens).replace(tzinfo=SHANGHAI) if opens else None
    assert closed_until(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI), hours) == expected


def test_a_shop_may_keep_its_own_table_beside_its_settings(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "policies" / "shop", tmp_path / "shop")
    own = write(tmp_path / "shop", "{signal: vip, is: true}")
    assert table_file(ROOT / "data" / "policies", own.parent) == own
    assert load(ROOT / "data" / "policies", own.parent).clauses
