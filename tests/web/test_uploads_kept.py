"""What is known of pictures and videos, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.engine import Engine

from bot.clock import SHANGHAI
from bot.web.pictures.store import Upload, UploadStore
from bot.web.wire import Evidence

NOON = datetime(2026, 6, 18, 12, tzinfo=SHANGHAI)


@pytest.fixture
def store(engine: Engine) -> UploadStore:
    return UploadStore(engine)


def test_uploads_are_known_by_their_buyer_only(store: UploadStore) -> None:
    picture = Upload(Evidence("ab" * 32, "picture", 800, 600, 12345), {"blur": 12.5}, "box_photo")
    store.keep("buyer-lin", "up-1", picture, NOON)
    other = Upload(Evidence("cd" * 32, "picture", 1, 1, 1))

    assert store.keep("buyer-lin", "up-1", other, NOON + timedelta(hours=1)) == picture
    assert store.get("buyer-lin", "up-1") == picture
    assert store.own("buyer-lin", ["ab" * 32]) == [picture]
    assert store.own("buyer-lin", []) == []
    assert store.own("buyer-sun", ["ab" * 32]) is None


def test_a_picture_that_was_sent_before_is_noted_with_whose_it_was(store: UploadStore) -> None:
    def sent(buyer: str, name: str, phash: str, days: int) -> None:
        picture = Upload(Evidence(name * 32, "picture", 8, 6, 1), {"phash": phash})
        store.keep(buyer, f"up-{name}", picture, NOON + timedelta(days=days))

    sent("buyer-lin", "aa", "00000000000000ff", 0)
    sent("buyer-lin", "bb", "00000000000000fe", 0)
    sent("buyer-sun", "cc", "ffff00000000000f", 1)
    sent("buyer-sun", "dd", "00000000000000fc", 2)

    assert store.seen_before("buyer-lin") == []
    found = [(each.id[:2], each.earlier[:2], each.buyer_id) for each in store.seen_before("buyer-sun")]
    assert found == [("dd", "aa", "buyer-lin"), ("dd", "bb", "buyer-lin")]
    sent("buyer-lin", "ee", "00000000000000ff", 3)
    assert {each.earlier[:2] for each in store.seen_before("buyer-lin")} == {"aa", "bb", "dd"}
