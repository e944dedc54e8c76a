"""Forgetting what is older than the shop keeps it, in all its places."""

from datetime import datetime, timedelta

from bot.forgetting.forgetting import Places
from bot.forgetting.old.store import OldStore
from bot.forgetting.retention import Retention
from bot.forgetting.talk_names import SESSION


def find_old(shop: Places, retention: Retention, now: datetime) -> dict[str, int]:
    """How much is too old, by table, with ``events`` (Rasa's) and ``files``. Raises StoreUnavailable."""
    store = OldStore(shop.engine, retention)
    left_alone = _LeftAlone(store.busy())
    events = shop.events.before(_talks_since(retention, now), left_alone)
    return {**store.found(now), "events": events, "files": shop.pictures.count(store.pictures(now))}


def forget_old(shop: Places, retention: Retention, now: datetime) -> dict[str, int]:
    """Delete it; how much there was. Raises StoreUnavailable, OSError."""
    store = OldStore(shop.engine, retention)
    left_alone = _LeftAlone(store.busy())
    events = shop.events.erase_before(_talks_since(retention, now), left_alone)
    return store.erase(now, shop.pictures.remove, {"events": events})


def _talks_since(retention: Retention, now: datetime) -> datetime:
    return now - timedelta(days=retention.days.talks)


class _LeftAlone:
    """Whether a talk of Rasa's is, by its name, of somebody who has something that is not finished."""

    def __init__(self, busy: frozenset[str]) -> None:
        self._busy = busy

    def __call__(self, talk: str) -> bool:
        buyer, _, _ = talk.rpartition(SESSION)
        return talk in self._busy or buyer in self._busy
