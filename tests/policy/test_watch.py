"""Policy files that change while the bot runs: good ones are taken over, otherwise the last good ones stay."""

import logging
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.aftersales.policies import Policies
from bot.aftersales.watch import PolicyFiles
from tests.editing import edited
from tests.policy.shipped import ROOT, shipped_policies

TODAY = date(2026, 11, 22)
SCRIPTS = frozenset(c.gives.script for c in shipped_policies().clauses.values() if c.gives)


class Folder:
    """A copy of the shipped policies, and the bot's look at it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        shutil.copytree(ROOT / "data" / "policies", place)
        self.files = PolicyFiles(place, place / "shop", SCRIPTS, lambda: TODAY, look_every_s=0)

    def change(self, file: str, old: str, new: str) -> Policies:
        edited(self.place / file, old, new)
        return self.files.current()

    def hours(self) -> int:
        return self.files.current().number("shop.reship_hours", None, TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "policies")


def test_a_change_is_taken_over_without_a_restart(folder: Folder) -> None:
    before = folder.files.current()
    assert folder.files.current() is before

    folder.change("shop/settings.yml", "2025-10-01: 48\n", "2025-10-01: 48\n    2026-11-01: 24\n")

    assert folder.hours() == 24
    assert before.number("shop.reship_hours", None, TODAY) == 48


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("shop/settings.yml", "  unit: 小时", "  unit: [", "settings.yml:"),
        ("shop/settings.yml", "reship_hours:", "reship_hour:", "reship_hours"),
        ("platform/wrong_item_review.yml", "utter_wrong_item_review", "utter_unheard_of", "utter_unheard_of"),
        ("platform/wrong_item_review.yml", "is: false", "is: true", "wrong_item_"),
        ("law/no_reason_return.yml", "window_days:\n", "window_day:\n", "window_days"),
    ],
    ids=["no YAML", "a setting gone", "an unknown reply", "two decide", "a value gone"],
)
def test_what_cannot_be_used_is_not_taken_over(
    folder: Folder, caplog: pytest.LogCaptureFixture, file: str, old: str, new: str, told: str
) -> None:
    before = folder.files.current()

    with caplog.at_level(logging.ERROR):
        assert folder.change(file, old, new) is before
        assert folder.files.current() is before

    assert len(caplog.records) == 1, "the same mistake is told once"
    assert told in caplog.text


def test_once_it_is_mended_it_is_taken_over(folder: Folder) -> None:
    folder.change("shop/settings.yml", "2025-10-01: 48\n", "2025-10-01: soon\n")
    assert folder.hours() == 48

    folder.change("shop/settings.yml", "2025-10-01: soon\n", "2025-10-01: 12\n")
    assert folder.hours() == 12


def test_a_file_that_goes_and_one_that_comes_are_seen(folder: Folder) -> None:
    clock = folder.place / "shop" / "clocks" / "inspection.yml"
    kept = clock.read_text(encoding="utf-8")
    clock.unlink()
    assert "inspection" not in folder.files.current().clauses

    clock.write_text(kept, encoding="utf-8")
    assert "inspection" in folder.files.current().clauses
