"""Every row of the catalogue and every ruling has its place, and the place names it back."""

import re
from datetime import date
from typing import Any

import msgspec
import pytest
import yaml

from bot.aftersales.clause import Clause
from bot.cli.checking.coverage import (
    Coverage,
    Named,
    Places,
    Totals,
    named,
    problems_of,
    read_coverage,
    totals,
)
from bot.cli.guides import GUIDES, entries, read_guides
from bot.knowledge.topics import FILE, read_topics
from tests.policy.shipped import ROOT, shipped_policies

DATA = ROOT / "data"
GROUPS = {
    "TL": range(1, 19),
    "PI": range(1, 14),
    "SH": range(10),
    "WG": range(1, 8),
    "NP": range(1, 6),
    "QL": range(1, 13),
    "BC": range(1, 4),
    "UD": range(1, 3),
    "NW": range(1, 7),
    "PR": range(1, 7),
    "LG": range(1, 10),
    "DM": range(1, 15),
    "PY": range(1, 4),
    "AM": range(1, 2),
    "UR": range(1, 2),
    "RR": range(1, 6),
    "BA": range(1, 23),
    "BO": range(1, 3),
    "EV": range(1, 13),
    "SO": range(1, 24),
}
OTHERS = {"contradictions": ("C{}", 25), "rulings": ("R{}", 25), "gaps": ("G-{:02d}", 11)}
NOT_OURS = ("工商", "淘宝", "拼多多", "抖音", "仅退款就行", "不想退就")


def shipped_coverage() -> Coverage:
    problems: list[str] = []
    coverage = read_coverage(DATA, problems)
    assert problems == []
    assert coverage is not None
    return coverage


def carriers() -> list[Named]:
    problems: list[str] = []
    guides = read_guides(DATA / "guides", problems)
    assert problems == []
    return named(shipped_policies(), guides, read_topics(DATA / "policies" / FILE))


def test_all_174_rows_are_there_and_no_others() -> None:
    rows = [f"{group}-{number:02d}" for group, numbers in GROUPS.items() for number in numbers]
    assert len(rows) == 174
    assert sorted(shipped_coverage().catalogue) == sorted(rows)


@pytest.mark.parametrize("section", OTHERS)
def test_all_contradictions_rulings_and_gaps_are_there(section: str) -> None:
    form, count = OTHERS[section]
    assert list(getattr(shipped_coverage(), section)) == [form.format(number) for number in range(1, count + 1)]


def test_everything_has_a_place_that_names_it_back() -> None:
    found = [f"{problem.key}: {problem.remedy}" for problem in problems_of(shipped_coverage(), carriers(), DATA)]
    assert found == []


def test_the_totals_add_up() -> None:
    counted = totals(shipped_coverage())
    assert counted.rows == 174
    assert counted.clauses + counted.knowledge + counted.guides + counted.not_adopted + counted.waiting == 174


def test_what_is_not_adopted_is_little_and_says_why() -> None:
    left_out = {row: places for row, places in shipped_coverage().catalogue.items() if places.not_adopted}
    assert {row: places.not_adopted for row, places in left_out.items()} == {
        "TL-17": "C4",
        "BA-10": "C17",
        "PY-02": "C23",
    }
    assert all(places.why for places in left_out.values())


def test_guides_say_what_they_carry_and_nothing_of_what_was_ruled_out() -> None:
    guides = read_guides(DATA / "guides", [])
    assert set(guides) == set(GUIDES)
    assert {path.stem for path in (DATA / "guides").glob("*.yml")} == set(GUIDES)
    for name, guide in entries(guides):
        assert guide.catalogue or guide.rulings, name
        assert guide.checked_on >= date(2026, 11, 22), name
        assert [word for word in NOT_OURS if word in guide.title + guide.text] == [], name


CLAUSE = Named("clauses", "merchant_review", "merchant_review.yml", ("TL-01",), ("C1",))
GUIDE = Named("guides", "desk.refusing", "data/guides/desk.yml", ("QL-12",), ())
RIGHT: dict[str, Any] = {
    "catalogue": {
        "TL-01": {"clauses": ["merchant_review"]},
        "QL-12": {"guides": ["desk.refusing"]},
        "TL-17": {"not_adopted": "C1", "why": "别的平台"},
    },
    "contradictions": {"C1": {"clauses": ["merchant_review"]}},
    "rulings": {"R24": {"tests": ["tests/policy/cases/clocks.yml"]}},
    "gaps": {},
}


def told(changes: dict[str, dict[str, Any]], *carrying: Named) -> list[tuple[str, str]]:
    """The problems of a small file with some of its entries changed, by key."""
    sections = {section: {**ids, **changes.get(section, {})} for section, ids in RIGHT.items()}
    coverage = msgspec.convert(sections, Coverage)
    return [(problem.key, problem.remedy) for problem in problems_of(coverage, list(carrying), DATA)]


def test_a_right_file_has_no_problems() -> None:
    assert told({}, CLAUSE, GUIDE) == []


@pytest.mark.parametrize(
    ("section", "id_", "places", "words"),
    [
        ("catalogue", "TL-02", {"clauses": []}, "还没有着落"),
        ("catalogue", "TL-02", {"tests": ["tests/policy/cases/clocks.yml"]}, "还没有着落"),
        ("catalogue", "TL-01", {}, "merchant_review 写着 TL-01"),
        ("catalogue", "TL-02", {"clauses": ["merchant_review"]}, "没有写着 TL-02"),
        ("catalogue", "TL-02", {"clauses": ["no_such_clause"]}, "no_such_clause"),
        ("catalogue", "QL-12", {"guides": ["merchant.refusing"]}, "merchant.refusing"),
        ("catalogue", "TL-17", {"not_adopted": "C4", "why": "别的平台"}, "contradictions"),
        ("catalogue", "TL-17", {"not_adopted": "C1"}, "一句为什么"),
        (
            "catalogue",
            "QL-12",
            {"guides": ["desk.refusing"], "not_adopted": "C1", "why": "别的平台"},
            "只留一样",
        ),
        ("rulings", "R99", {"tests": ["tests/policy/cases/clocks.yml"]}, "没有写着 R99"),
        ("rulings", "R24", {"tests": ["tests/no_such_file.yml"]}, "tests/no_such_file.yml"),
    ],
)
def test_a_wrong_place_is_named(section: str, id_: str, places: dict[str, Any], words: str) -> None:
    found = told({section: {id_: places}}, CLAUSE, GUIDE)
    assert [remedy for key, remedy in found if key == f"{section}.{id_}" and words in remedy], found


@pytest.mark.parametrize(
    ("carrier", "key"),
    [
        (Named("clauses", "merchant_review", "merchant_review.yml", ("TL-01", "TL-99"), ("C1",)), "catalogue"),
        (Named("clauses", "merchant_review", "merchant_review.yml", ("TL-01",), ("C1", "QL-12")), "rulings"),
        (Named("guides", "desk.citing", "data/guides/desk.yml", (), ("C26",)), "citing.rulings"),
    ],
)
def test_an_id_that_nobody_knows_is_named(carrier: Named, key: str) -> None:
    found = told({}, *({CLAUSE.place: CLAUSE, GUIDE.place: GUIDE} | {carrier.place: carrier}).values())
    assert [remedy for where, remedy in found if where == key and "没有编号" in remedy], found


def test_each_row_is_counted_once() -> None:
    rows = {
        "TL-01": Places(clauses=("a",), guides=("desk.b",)),
        "TL-02": Places(guides=("desk.b",)),
        "TL-03": Places(not_adopted="C1", why="因为"),
        "TL-04": Places(),
    }
    counted = totals(Coverage(catalogue=rows, contradictions={}, rulings={}, gaps={}))
    assert counted == Totals(rows=4, clauses=1, guides=1, not_adopted=1, waiting=1)


REPLIES = {
    name: [phrasing["text"] for phrasing in phrasings]
    for path in sorted((DATA / "scripts").glob("*.yml"))
    for name, phrasings in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items()
}
GAPS = [c for c in shipped_policies().clauses.values() if c.gives and any(r.startswith("G-") for r in c.rulings)]


@pytest.mark.parametrize("clause", GAPS, ids=lambda clause: clause.clause)
def test_what_no_rule_says_is_never_answered_with_a_number(clause: Clause) -> None:
    """Numbers come from blanks that a clause fills; 12315 is a telephone, and lists are numbered."""
    assert clause.gives is not None
    for words in REPLIES[clause.gives.script]:
        said = re.sub(r"(?m)^\d\. |12315", "", words)
        assert not re.search(r"\d", said), words
