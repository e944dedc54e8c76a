"""Rasa's own talks: whose they are, and which of them have been silent for long."""

import sqlite3
from pathlib import Path

import pytest

from bot.forgetting.events.store import EventStore
from bot.forgetting.forgetting import forget
from bot.forgetting.talks_at import BadEndpoints, TalksAt, TalksElsewhere, talks_at
from bot.settings import ROOT
from bot.store import ensure_schema, open_engine
from tests.forgetting.lives import THEN, WORDS, World, days_ago


def talks(world: World) -> set[str]:
    return {row.split("'")[1] for row in world.everything()["events"]}


def test_a_talk_is_its_buyers_by_name_or_because_it_names_them(world: World) -> None:
    for sender, buyer in (
        ("lin", None),
        ("lin~1", "lin"),
        ("lin~12", None),
        ("rest-7", "lin"),
        ("lin~2", "lin~2"),  # somebody else is called that
        ("lin~a", None),
        ("rest-8", "sun"),
        ("rest-9", None),
    ):
        world.heard(sender, buyer, THEN)

    assert world.places.events.of_buyer("lin") == 8
    assert world.places.events.erase("lin") == 8
    assert talks(world) == {"lin~2", "lin~a", "rest-8", "rest-9"}
    assert world.places.events.of_buyer("lin") == 0


@pytest.mark.parametrize("buyer", ["林小姐", 'a"b', "50%/_"])
def test_names_that_are_written_otherwise_in_json_are_found(world: World, buyer: str) -> None:
    world.heard("rest-1", buyer, THEN)
    world.heard("rest-2", "sun", THEN)

    assert world.places.events.erase(buyer) == 2
    assert talks(world) == {"rest-2"}


def test_a_talk_goes_whole_when_its_last_word_is_old(world: World) -> None:
    world.heard("a~1", "a", days_ago(9))
    world.heard("b~1", "b", days_ago(9))
    world.heard("b~1", "b", days_ago(1))
    world.heard("c~1", "c", days_ago(9))

    assert world.places.events.before(days_ago(5), lambda talk: talk == "c~1") == 2
    assert world.places.events.erase_before(days_ago(5), lambda talk: talk == "c~1") == 2
    assert talks(world) == {"b~1", "c~1"}


def test_where_rasa_has_stored_nothing_there_is_nothing(tmp_path: Path) -> None:
    nowhere = tmp_path / "talks.db"

    assert EventStore(None).erase("lin") == 0
    assert EventStore(TalksAt(db=str(nowhere))).of_buyer("lin") == 0
    assert not nowhere.exists()

    sqlite3.connect(nowhere).close()
    nowhere.touch()
    assert EventStore(TalksAt(db=str(nowhere))).erase("lin") == 0


def test_the_files_of_sqlite_do_not_hold_the_words_any_longer(tmp_path: Path) -> None:
    shop, rasa = tmp_path / "shop.db", tmp_path / "talks.db"
    engine = open_engine(f"sqlite:///{shop}")
    ensure_schema(engine)
    world = World(engine, f"sqlite:///{rasa}", tmp_path / "var")
    world.lives("lin-of-the-lake")
    world.heard("lin-of-the-lake~2", None, THEN)
    words, name = (WORDS.encode(), WORDS.encode("unicode_escape")), b"lin-of-the-lake"

    forget(world.places, name.decode(), THEN)

    kept = b"".join(each.read_bytes() for each in tmp_path.glob("*.db*"))
    assert [each for each in words if each in kept] == []
    assert name not in kept


@pytest.fixture
def endpoints(tmp_path: Path) -> Path:
    return tmp_path / "endpoints.yml"


def test_where_they_are_is_what_rasa_reads(endpoints: Path) -> None:
    endpoints.write_text(
        "tracker_store: {type: SQL, dialect: postgresql, url: db.example.com, port: '5433', db: rasa, "
        "username: shop, password: '${DB_PASSWORD}'}\n"
    )
    environ = {"ENDPOINTS": str(endpoints), "DB_PASSWORD": "p:w/d", "POSTGRESQL_SCHEMA": "talks"}

    assert talks_at(environ) == TalksAt("postgresql", "db.example.com", 5433, "rasa", "shop", "p:w/d", schema="talks")


def test_those_that_come_along_lie_at_the_root() -> None:
    assert talks_at({}) == TalksAt(db=str(ROOT / "talks.db"))


@pytest.mark.parametrize(
    "content", ["", "tracker_store:\n  db: x.db\n", "tracker_store: {type: InMemoryTrackerStore}\n"]
)
def test_in_memory_there_is_nothing_to_erase(endpoints: Path, content: str) -> None:
    endpoints.write_text(content)

    assert talks_at({"ENDPOINTS": str(endpoints)}) is None


def test_another_kind_of_store_is_named(endpoints: Path) -> None:
    endpoints.write_text("tracker_store: {type: redis, url: localhost}\n")

    with pytest.raises(TalksElsewhere, match="redis"):
        talks_at({"ENDPOINTS": str(endpoints)})


@pytest.mark.parametrize("content", ["tracker_store: [", "tracker_store: 7\n", "tracker_store: {type: sql, port: x}\n"])
def test_what_cannot_be_read_is_told(endpoints: Path, content: str) -> None:
    endpoints.write_text(content)

    with pytest.raises(BadEndpoints, match=r"endpoints\.yml"):
        talks_at({"ENDPOINTS": str(endpoints)})


def test_no_file_is_told(endpoints: Path) -> None:
    with pytest.raises(BadEndpoints):
        talks_at({"ENDPOINTS": str(endpoints)})
