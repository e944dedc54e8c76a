"""What gathers quickly is told as one, for as long as it lasts, on both databases."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy.engine import Engine

from bot.reports.incidents import (
    BadIncidents,
    IncidentRules,
    incident_rules_file,
    incidents,
    read_incident_rules,
    words_name,
)
from bot.reports.model import Incident
from bot.reports.store import ReportStore
from bot.settings import ROOT
from bot.staff.words.store import WordStore
from tests.reports.happening import Happening, at, brief

THREE_AN_HOUR = IncidentRules(buyers=3, minutes=60, quiet_hours=24, days_back=7, issues=("少件", "质量问题"))
BUYERS = ("lin", "sun", "he", "zhou")
POLICIES = ROOT / "data" / "policies"


@pytest.fixture
def shop(shop: Happening) -> Happening:
    """Each buyer has bought a shirt and socks, twice."""
    for buyer in BUYERS:
        for order_no in (f"{buyer}-1", f"{buyer}-2"):
            shop.order(order_no, buyer, "棉T恤", "袜子")
    return shop


def three_shirts(shop: Happening, last_minute: int = 0) -> None:
    """Two shirts are short by a case, one by a talk, within the hour from 10 on the 10th."""
    shop.case("lin", "lin-1", "少件", at(10, 10))
    shop.handed("sun", at(10, 10, 30), brief("少件", "sun-1", 1, item="棉T恤"))
    shop.case("he", "he-1", "少件", at(10, 11, last_minute))


def test_cases_and_talks_gather_together(store: ReportStore, shop: Happening) -> None:
    three_shirts(shop)

    [found] = incidents(store, THREE_AN_HOUR, at(10, 11))

    assert msgspec.structs.replace(found, id="") == Incident(
        "", "棉T恤", "少件", 3, at(10, 10), ["lin-1", "sun-1", "he-1"], None
    )


def test_a_minute_too_late_is_not_quickly(store: ReportStore, shop: Happening) -> None:
    three_shirts(shop, last_minute=1)

    assert incidents(store, THREE_AN_HOUR, at(10, 12)) == []


def test_one_buyer_alone_is_no_crowd_and_other_goods_or_issues_do_not_count(
    store: ReportStore, shop: Happening
) -> None:
    for minute, line in enumerate((1, 2, 1)):
        shop.case("lin", f"lin-{minute}", "少件", at(10, 10, minute), line_no=line)
    shop.case("sun", "sun-1", "少件", at(10, 10, 5), line_no=2)
    shop.case("he", "he-1", "质量问题", at(10, 10, 6))
    for minute, buyer in enumerate(BUYERS):
        shop.case(buyer, f"{buyer}-1", "发错货", at(10, 10, 10 + minute))  # not one of the issues that are watched
        shop.handed(buyer, at(10, 10, 20), brief("少件"))  # of what, nobody knows

    assert incidents(store, THREE_AN_HOUR, at(10, 11)) == []


def test_it_lasts_until_it_has_been_quiet_and_keeps_its_name(store: ReportStore, shop: Happening) -> None:
    shop.case("zhou", "zhou-1", "少件", at(10, 8))  # by itself, before it began
    three_shirts(shop)
    [begun] = incidents(store, THREE_AN_HOUR, at(10, 11))
    [next_day] = incidents(store, THREE_AN_HOUR, at(11, 11))

    assert next_day == begun
    assert incidents(store, THREE_AN_HOUR, at(11, 11, 0, 1)) == []

    shop.case("zhou", "zhou-2", "少件", at(11, 9))
    [grown] = incidents(store, THREE_AN_HOUR, at(12, 8))

    assert (grown.id, grown.since, grown.buyers) == (begun.id, at(10, 10), 4)
    assert grown.orders == ["lin-1", "sun-1", "he-1", "zhou-2"]


def test_another_one_later_has_another_name(store: ReportStore, shop: Happening) -> None:
    three_shirts(shop)
    [first] = incidents(store, THREE_AN_HOUR, at(10, 12))
    shop.handed("lin", at(12, 14), brief("少件", "lin-1", 1))  # the old one once more
    for minute, buyer in enumerate(("lin", "sun", "he")):
        shop.case(buyer, f"{buyer}-2", "少件", at(12, 15, minute))
    [second] = incidents(store, THREE_AN_HOUR, at(12, 16))

    assert (second.since, second.buyers) == (at(12, 15), 3)
    assert first.id != second.id


def test_its_reply_is_what_was_approved_last(store: ReportStore, shop: Happening, engine: Engine) -> None:
    three_shirts(shop)
    [found] = incidents(store, THREE_AN_HOUR, at(10, 11))

    words = WordStore(engine)
    words.put(words_name(found.id), "亲亲，这批少发了", "lead", at(10, 12))
    words.put(words_name(found.id), "亲亲，这批漏装了，今天都给您补发", "owner", at(10, 13))

    [told] = incidents(store, THREE_AN_HOUR, at(10, 14))
    assert told.reply == "亲亲，这批漏装了，今天都给您补发"
    assert told == msgspec.structs.replace(found, reply=told.reply)
    assert words.get(f"incident.{found.id}") == told.reply
    assert words.get("incident.other") is None


def test_the_rules_that_come_along_and_those_of_a_shop(tmp_path: Path) -> None:
    given = incident_rules_file(POLICIES, tmp_path)
    own = tmp_path / "incidents.yml"
    own.write_text(given.read_text(encoding="utf-8").replace("buyers: 3", "buyers: 5"), encoding="utf-8")

    assert read_incident_rules(given).buyers == 3
    assert read_incident_rules(incident_rules_file(POLICIES, tmp_path)).buyers == 5


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("minutes:", "seconds:", r"seconds: 不认识的键.*buyers.*minutes: 缺这一项"),
        ("buyers: 3", "buyers: 0", r"incidents\.yml:\d+: buyers: 要写 1 或更大的整数"),
        ("buyers: 3", "buyers: 三", "buyers: 这里不能写“三”"),
        ("[少件,", "[缺件,", r"issues\[0\]: 不能写“缺件”.*少件"),
        ("quiet_hours: 24", "quiet_hours: -1", "quiet_hours: 要写"),
    ],
)
def test_rules_that_cannot_be_used_say_why(tmp_path: Path, old: str, new: str, told: str) -> None:
    file = tmp_path / "incidents.yml"
    file.write_text((POLICIES / "incidents.yml").read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(BadIncidents, match=told):
        read_incident_rules(file)
