"""What is kept when something is broken: in the database if it answers, else on disk until it does."""

import shutil
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot import service
from bot.handover.spool import Spool
from bot.handover.store import HandoverStore
from bot.settings import ROOT, Settings, read
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


def test_a_broken_policy_file_costs_no_record_which_is_due_at_once(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "settings.yml").write_text("review_hours: [", encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    broken = msgspec.structs.replace(settings(url, tmp_path), shop_policies=tmp_path / "shop")

    assert service.keep_trouble("talk-1", None, "在吗", broken) == "database"

    [kept] = HandoverStore(open_engine(url)).waiting()
    assert (kept.talk_id, kept.due_at) == ("talk-1", kept.opened_at)


def test_a_running_service_keeps_to_the_policies_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = tmp_path / "shop"
    shutil.copytree(ROOT / "data" / "policies" / "shop", shop)
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    monkeypatch.setattr(service, "_current", [])
    service.use(service.build(msgspec.structs.replace(settings(url, tmp_path), shop_policies=shop)))
    (shop / "settings.yml").write_text("review_hours: [", encoding="utf-8")

    service.keep_trouble("talk-1", None, "在吗")

    [kept] = service.service().shop.handovers.waiting()
    assert kept.due_at - kept.opened_at == timedelta(hours=24)


def test_a_service_says_clearly_that_its_database_is_away(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1/none"):
        service.build(settings(NOBODY_LISTENS, tmp_path))
