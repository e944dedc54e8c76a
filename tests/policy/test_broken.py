"""A museum of broken policy files: each among otherwise good ones is refused, saying file, line, key and what to do.

A settings_*.yml stands before the shop's other settings, a setting without a value being taken out; every other file
is put beside the shop's own clauses.
"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.aftersales.load import load
from bot.aftersales.loading_lines import line_of
from bot.aftersales.policies import BadPolicy
from bot.cli.checking.problem import Problem, from_line
from bot.settings import ROOT

BROKEN = Path(__file__).parent / "broken"
EXPECTED: dict[str, Any] = yaml.safe_load((BROKEN / "expected.yml").read_text(encoding="utf-8"))
JARGON = ("$", "Expected", "`int", "RFC", "null", "object", "did not find", "not allowed")


def complaints(name: str, folder: Path) -> list[str]:
    """What the loader says about good policies with one broken file among them, line by line."""
    shop = folder / "shop"
    shutil.copytree(ROOT / "data" / "policies", folder, dirs_exist_ok=True)
    if name.startswith("settings_"):
        put_before(shop / "settings.yml", (BROKEN / name).read_text(encoding="utf-8"))
    else:
        shutil.copy(BROKEN / name, shop / name)
    with pytest.raises(BadPolicy) as caught:
        load(folder, shop)
    return str(caught.value).splitlines()


def put_before(settings: Path, written: str) -> None:
    """Settings as ``written``, then the others as they were."""
    others = yaml.safe_load(settings.read_text(encoding="utf-8"))
    for key in re.findall(r"^\w+", written, re.MULTILINE):
        del others[key]
    written = re.sub(r"^(\w+:)\n(?! )", r"# \1\n", written, flags=re.MULTILINE)
    settings.write_text(written + yaml.safe_dump(others, allow_unicode=True), encoding="utf-8")


def expected(name: str) -> list[dict[str, Any]]:
    """What is to be said of a broken file, mistake by mistake."""
    said = EXPECTED[name]
    return said if isinstance(said, list) else [said]


def place(name: str, folder: Path, mistake: dict[str, Any]) -> tuple[str, str]:
    """File with line, and key, of a mistake."""
    file = folder / "shop" / ("settings.yml" if name.startswith("settings_") else name)
    return f"{file}:{mistake['line']}" if "line" in mistake else str(file), mistake.get("key", "")


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
def test_a_broken_file_is_refused_with_file_line_and_key(name: str, tmp_path: Path) -> None:
    found = [from_line(line) for line in complaints(name, tmp_path)]
    where = [place(name, tmp_path, mistake) for mistake in expected(name)]
    assert [(problem.file, problem.key) for problem in found] == where


@pytest.mark.parametrize("name", EXPECTED)
def test_the_words_say_what_is_wrong_and_what_to_do(name: str, tmp_path: Path) -> None:
    for line, mistake in zip(complaints(name, tmp_path), expected(name), strict=True):
        told = from_line(line).remedy
        assert [words for words in mistake["says"] if str(words) not in told] == [], told
        assert [jargon for jargon in JARGON if jargon in told] == [], told
        assert "；" in told, told


def test_a_problem_is_a_line_of_file_key_and_words(tmp_path: Path) -> None:
    file = tmp_path / "shop" / "unknown_key.yml"
    [line] = complaints("unknown_key.yml", tmp_path)
    assert line.startswith(f"{file}:9: deadline: 不认识的键；这里可以写：clause、")
    assert from_line(line) == Problem(f"{file}:9", "deadline", line.split(": ", 2)[2])


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("", 1),
        ("title", 1),
        ("until", 1),
        ("values.hours", 4),
        ("values.hours.2026-01-01", 5),
        ("values.hours.2027-01-01", 4),
        ("values.a.b.2026-01-01", 7),
        ("when.all[0].fact", 10),
        ("when.all[1]", 11),
        ("when.all[1].among", 12),
        ("when.all[1].among[1]", 14),
        ("when.all[2].at_most", 9),
        ("when.any[0]", 8),
        ("gives.remedies[1].if[0].is", 19),
        ("shop.title", 1),
        ("shop.gives.remedies", 16),
    ],
)
def test_the_line_of_a_key_is_that_of_its_deepest_part_there(key: str, line: int, tmp_path: Path) -> None:
    file = tmp_path / "clause.yml"
    file.write_text(
        """\
title: 标题
values:
  # 下面是小时数
  hours:
    2026-01-01: 24
  a.b:
    "2026-01-01": 7
when:
  all:
    - {fact: stage, is: signed}
    - fact: box
      among:
        - intact
        - damaged
gives:
  remedies:
    - {remedy: reship}
    - remedy: exchange
      if: [{fact: cheap, is: true}]
""",
        encoding="utf-8",
    )
    assert line_of(file, key) == line


@pytest.mark.parametrize("written", [b"", b"a: [", "标题: 一".encode("gb18030"), b"# a\n", b"a: &a [*a]\nb: *c"])
def test_a_file_that_is_no_yaml_has_no_lines(written: bytes, tmp_path: Path) -> None:
    (tmp_path / "clause.yml").write_bytes(written)
    assert line_of(tmp_path / "clause.yml", "a") is None
    assert line_of(tmp_path / "another.yml", "a") is None


def test_values_from_before_the_first_day_on_are_fine(tmp_path: Path) -> None:
    text = (BROKEN / "value_after_the_first_day.yml").read_text(encoding="utf-8")
    earlier = text.replace("2026-01-10: 7", "2025-06-01: 7")
    assert problems_with({"shop/value_after_the_first_day.yml": earlier.encode()}, tmp_path) == []


@pytest.mark.parametrize("changed", ["serves: [exchange]", "remedy: exchange", "if: [{fact: cheap, is: true}]"])
def test_remedies_that_differ_may_stand_together(changed: str, tmp_path: Path) -> None:
    text = (BROKEN / "remedy_stands_twice.yml").read_text(encoding="utf-8")
    rung = {"remedy": "remedy: reship", "serves": "serves: [exchange, reship]"}
    old = rung.get(changed.partition(":")[0], "if: [{fact: priced, is: true}, {fact: cheap, is: true}]")
    before, _, after = text.rpartition(old)
    assert problems_with({"shop/remedy_stands_twice.yml": f"{before}{changed}{after}".encode()}, tmp_path) == []


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    for name in ("unknown_key.yml", "another_name.yml"):
        (tmp_path / "shop").mkdir(exist_ok=True)
        shutil.copy(BROKEN / name, tmp_path / "shop" / name)

    message = "\n".join(complaints("no_source.yml", tmp_path))
    assert [name for name in ("unknown_key", "another_name", "no_source") if f"shop/{name}.yml" not in message] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("after_sales_days: [", "括号没有配上"),
        ("", "文件是空的"),
        ("- after_sales_days", "写成了一个列表"),
        ("after_sales_days: {title: 售后期, unit: 天, values: {2026-02-30: 7}}", "2026-02-30"),
        ("after_sales_days: {title: 售后期, unit: 天, values: {2026-01-01 10:00:00: 7}}", "YYYY-MM-DD"),
        ("after_sales_days: {title: 售后期, unit: 天, values: {2026-01-01: true}}", "true不是数"),
    ],
)
def test_settings_that_cannot_be_read_are_one_problem(text: str, told: str, tmp_path: Path) -> None:
    problems = problems_with({"shop/settings.yml": text.encode()}, tmp_path)
    assert len(problems) == 1, problems
    assert "shop/settings.yml" in problems[0]
    assert told in problems[0]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    [problem] = problems_with({"shop/settings.yml": "after_sales_days: 三十".encode("gb18030")}, tmp_path)
    assert problem.endswith("shop/settings.yml: 不是用 UTF-8 存的，读不出里面的字；请在编辑器里另存为 UTF-8 编码")


def test_no_settings_at_all_is_one_problem(tmp_path: Path) -> None:
    [problem] = problems_with({"shop/settings.yml": None}, tmp_path)
    assert "shop/settings.yml: 打不开这个文件" in problem


@pytest.mark.parametrize("folder", ["law", "platform", "shop"])
def test_a_clause_has_the_authority_of_its_folder(folder: str, tmp_path: Path) -> None:
    text = (BROKEN / "shop_claims_to_be_law.yml").read_text(encoding="utf-8")
    other = "shop" if folder == "law" else "law"
    written = text.replace("authority: law", f"authority: {other}").encode()
    [problem] = problems_with({f"{folder}/shop_claims_to_be_law.yml": written}, tmp_path)
    assert f"shop_claims_to_be_law.yml:4: authority: 写的是 {other}" in problem
    assert f"请改成 {folder}" in problem


def test_a_clause_that_cannot_be_read_is_not_missed_by_others(tmp_path: Path) -> None:
    [problem] = problems_with({"law/no_reason_return.yml": b"clause: ["}, tmp_path)
    assert re.search(r"law/no_reason_return.yml:1: 这里的括号没有配上", problem)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    text = (ROOT / "data" / "policies" / "shop" / "settings.yml").read_bytes()
    assert problems_with({"shop/settings.yml": b"\xef\xbb\xbf" + text}, tmp_path) == []


def test_the_policies_as_shipped_load() -> None:
    found = load(ROOT / "data" / "policies", ROOT / "data" / "policies" / "shop")
    assert "missing_item_short" in found.clauses
    assert "after_sales_days" in found.shop
