"""A museum of broken policy files: each among otherwise good ones is refused, saying file, key and what to do.

A settings_*.yml is laid over the shop's settings, a setting without a value being taken out; every other file is put
beside the shop's own clauses.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.aftersales.load import load
from bot.aftersales.policies import BadPolicy
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


def problems_with(files: dict[str, bytes | None], folder: Path) -> list[str]:
    """What the loader says about good policies with some files replaced, or taken away."""
    shutil.copytree(ROOT / "data" / "policies", folder, dirs_exist_ok=True)
    for name, content in files.items():
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content)
    try:
        load(folder, folder / "shop")
    except BadPolicy as bad:
        return bad.problems
    return []


def test_every_broken_file_has_its_words() -> None:
    assert {file.name for file in BROKEN.iterdir()} - {"expected.yml"} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file_is_refused_with_key_and_remedy(name: str, tmp_path: Path) -> None:
    message = complaint(name, tmp_path)
    assert [words for words in EXPECTED[name]["says"] if str(words) not in message] == [], message


@pytest.mark.parametrize("name", EXPECTED)
def test_the_message_names_the_file(name: str, tmp_path: Path) -> None:
    file = "settings.yml" if name.startswith("settings_") else name
    assert f"shop/{file}" in complaint(name, tmp_path)


@pytest.mark.parametrize("name", EXPECTED)
def test_one_mistake_is_told_once_and_in_plain_words(name: str, tmp_path: Path) -> None:
    message = complaint(name, tmp_path)
    assert len(message.splitlines()) == EXPECTED[name].get("problems", 1), message
    assert [jargon for jargon in ("$", "Expected", "`int", "RFC", "null", "object") if jargon in message] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_problem_says_file_key_and_what_to_do(name: str, tmp_path: Path) -> None:
    """`check` takes a line apart at the first two colons; a whole file that is no clause has no key."""
    for line in complaint(name, tmp_path).splitlines():
        file, key, *told = line.split(": ", 2)
        assert file.endswith(".yml")
        assert told or name in ("empty.yml", "a_list.yml"), line
        assert not told or re.fullmatch(r"line \d+|[\w.\[\]-]+", key), line


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    for name in ("unknown_key.yml", "another_name.yml"):
        (tmp_path / "shop").mkdir(exist_ok=True)
        shutil.copy(BROKEN / name, tmp_path / "shop" / name)

    message = complaint("no_source.yml", tmp_path)
    assert [name for name in ("unknown_key", "another_name", "no_source") if f"shop/{name}.yml" not in message] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("after_sales_days: [", "not readable as YAML"),
        ("", "is empty"),
        ("- after_sales_days", "holds a list"),
        ("after_sales_days: {title: 售后期, unit: 天, values: {2026-02-30: 7}}", "2026-02-30"),
        ("after_sales_days: {title: 售后期, unit: 天, values: {2026-01-01 10:00:00: 7}}", "YYYY-MM-DD"),
        ("after_sales_days: {title: 售后期, unit: 天, values: {2026-01-01: true}}", "no number"),
    ],
)
def test_settings_that_cannot_be_read_are_one_problem(text: str, told: str, tmp_path: Path) -> None:
    problems = problems_with({"shop/settings.yml": text.encode()}, tmp_path)
    assert len(problems) == 1, problems
    assert "shop/settings.yml" in problems[0]
    assert told in problems[0]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    [problem] = problems_with({"shop/settings.yml": "after_sales_days: 三十".encode("gb18030")}, tmp_path)
    assert "save it as UTF-8" in problem


def test_no_settings_at_all_is_one_problem(tmp_path: Path) -> None:
    [problem] = problems_with({"shop/settings.yml": None}, tmp_path)
    assert "shop/settings.yml: cannot be opened" in problem


@pytest.mark.parametrize("folder", ["law", "platform", "shop"])
def test_a_clause_has_the_authority_of_its_folder(folder: str, tmp_path: Path) -> None:
    text = (BROKEN / "shop_claims_to_be_law.yml").read_text(encoding="utf-8")
    other = "shop" if folder == "law" else "law"
    written = text.replace("authority: law", f"authority: {other}").encode()
    [problem] = problems_with({f"{folder}/shop_claims_to_be_law.yml": written}, tmp_path)
    assert f"write {folder}" in problem


def test_a_clause_that_cannot_be_read_is_not_missed_by_others(tmp_path: Path) -> None:
    [problem] = problems_with({"law/no_reason_return.yml": b"clause: ["}, tmp_path)
    assert re.search(r"law/no_reason_return.yml: line \d: not readable", problem)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    text = (ROOT / "data" / "policies" / "shop" / "settings.yml").read_bytes()
    assert problems_with({"shop/settings.yml": b"\xef\xbb\xbf" + text}, tmp_path) == []


def test_the_policies_as_shipped_load() -> None:
    found = load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")
    assert "missing_item_short" in found.clauses
    assert "after_sales_days" in found.shop
