"""What is kept when something is broken: in the database if it answers, else on disk until it does."""

from pathlib import Path

import msgspec
import pytest

from bot import service
from bot.handover.spool import Spool
from bot.handover.store import HandoverStore
from bot.settings import Settings, read
from bot.store import StoreUnavailable, ensure_schema, open_engine

NOBODY_LISTENS = "postgresql://postgres@127.0.0.1:1/none"


def settings(url: str, var: Path) -> Settings:
    return msgspec.structs.replace(read({"DATABASE_URL": url, "CLOCK": "2026-06-18T10:00"}), var=var)


def test_with_the_database_away_a_handover_waits_on_disk_and_is_taken_in(tmp_path: Path) -> None:
    where = service.keep_trouble("talk-1", "buyer-lin", "少了一件", settings(NOBODY_LISTENS, tmp_path))
    assert (tmp_path / where).exists()

    back = service.build(settings(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path))

    [kept] = back.shop.handovers.waiting()
    assert (kept.talk_id, kept.buyer_id, kept.reason, kept.brief.said) == (
        "talk-1",
        "buyer-lin",
        "trouble",
        ("少了一件",),
    )
    assert Spool(tmp_path / where).take() == []


def test_with_the_database_there_the_record_goes_straight_into_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    assert service.keep_trouble("talk-1", None, "在吗", settings(url, tmp_path)) == "database"

    engine = open_engine(url)
    ensure_schema(engine)
    assert [each.reason for each in HandoverStore(engine).waiting()] == ["trouble"]


def test_a_service_says_clearly_that_its_database_is_away(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1/none"):
        service.build(settings(NOBODY_LISTENS, tmp_path))
