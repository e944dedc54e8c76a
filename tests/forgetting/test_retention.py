"""How long a shop keeps what: its own file beats ours, and the platform's least holds for both."""

from pathlib import Path

import pytest

from bot.aftersales.load import load
from bot.cli.checking.files import file_problems
from bot.forgetting.retention import BadRetention, read_retention, retention_file
from bot.settings import ROOT, read

POLICIES = ROOT / "data" / "policies"
GOOD = "talks: 90\npictures: 90\nhandovers: 90\naudit: 180\nsensitive_audit: 365\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "retention.yml"


def test_ours_holds_where_the_shop_has_none(tmp_path: Path) -> None:
    file = retention_file(POLICIES, tmp_path)

    given = read_retention(file, POLICIES)

    assert file == POLICIES / "retention.yml"
    assert given.days.audit >= 180
    assert "evidence_seen" in given.sensitive


def test_the_shops_own_beats_it_but_not_the_platform(own: Path) -> None:
    own.write_text(GOOD)
    file = retention_file(POLICIES, own.parent)

    assert file == own
    assert read_retention(file, POLICIES).days.talks == 90
    assert "evidence_seen" in read_retention(file, POLICIES).sensitive


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("audit: 180", "audit: 179", "至少 180 天"),
        ("sensitive_audit: 365", "sensitive_audit: 364", "至少 365 天"),
        ("talks: 90", "talks: 0", "1 或更大"),
        ("talks: 90", "talks: 一年", "talks"),
        ("talks: 90", "talk: 90", "不认识的键"),
        ("talks: 90\n", "", "talks"),
        ("talks: 90", "platform: {audit: 1}\ntalks: 90", "不认识的键"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(own: Path, old: str, new: str, told: str) -> None:
    own.write_text(GOOD.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadRetention, match=r"retention\.yml") as refused:
        read_retention(own, POLICIES)

    assert told in str(refused.value)


def test_check_names_it_and_takes_it_for_no_clause(own: Path) -> None:
    own.write_text(GOOD.replace("180", "90"))
    settings = read({"SHOP_POLICIES": str(own.parent)})

    [found] = [problem for problem in file_problems(settings) if "retention.yml" in problem.file]

    assert found.key == "audit"
    assert [each for each in file_problems(read({})) if "retention.yml" in each.file] == []
    (own.parent / "settings.yml").write_bytes((POLICIES / "shop" / "settings.yml").read_bytes())
    assert "retention" not in load(POLICIES, own.parent).clauses
