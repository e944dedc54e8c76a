"""A museum of broken policy files: each among otherwise good ones is refused, saying file, key and what to do.

A settings_*.yml is laid over the shop's settings, a setting without a value being taken out; every other file is put
beside the shop's own clauses.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.aftersales.load import BadPolicy, load
from tests.policy.reading import ROOT

BROKEN = Path(__file__).parent / "broken"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((BROKEN / "expected.yml").read_text(encoding="utf-8"))


def complaint(name: str, folder: Path) -> str:
    """What the loader says about good policies with one broken file among them."""
    shop = folder / "shop"
    shutil.copytree(ROOT / "data" / "policies", folder, dirs_exist_ok=True)
    if name.startswith("settings_"):
        settings = shop / "settings.yml"
        changed = yaml.safe_load(settings.read_text(encoding="utf-8"))
        changed.update(yaml.safe_load((BROKEN / name).read_text(encoding="utf-8")))
        kept = {key: value for key, value in changed.items() if value}
        settings.write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    else:
        shutil.copy(BROKEN / name, shop / name)
    with pytest.raises(BadPolicy) as caught:
        load(folder, shop)
    return str(caught.value).replace(str(folder), "…")


def _exhibits(mark: str) -> Iterator[Any]:
    for name, exhibit in EXPECTED.items():
        marks = [pytest.mark.xfail(reason=str(exhibit[mark]), strict=True)] if mark in exhibit else []
        yield pytest.param(name, id=name, marks=marks)


def test_every_broken_file_has_its_words() -> None:
    assert {file.name for file in BROKEN.iterdir()} - {"expected.yml"} == set(EXPECTED)


@pytest.mark.parametrize("name", _exhibits("poor"))
def test_a_broken_file_is_refused_with_key_and_remedy(name: str, tmp_path: Path) -> None:
    message = complaint(name, tmp_path)
    assert [words for words in EXPECTED[name]["says"] if str(words) not in message] == [], message


@pytest.mark.parametrize("name", [param for param in _exhibits("unnamed") if "poor" not in EXPECTED[param.id]])
def test_the_message_names_the_file(name: str, tmp_path: Path) -> None:
    file = "settings.yml" if name.startswith("settings_") else name
    assert f"shop/{file}" in complaint(name, tmp_path)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    for name in ("unknown_key.yml", "another_name.yml"):
        (tmp_path / "shop").mkdir(exist_ok=True)
        shutil.copy(BROKEN / name, tmp_path / "shop" / name)

    message = complaint("no_source.yml", tmp_path)
    assert [name for name in ("unknown_key", "another_name", "no_source") if f"shop/{name}.yml" not in message] == []


def test_the_policies_as_shipped_load() -> None:
    found = load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")
    assert "missing_item_short" in found.clauses
    assert "after_sales_days" in found.shop
