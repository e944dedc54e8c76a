"""Rasa's SQL store of talks that remembers those of late, so that a message costs the same however long its talk is."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import sessionmaker

from bot.store import Engine, open_engine

MOST_REMEMBERED = 200
_events = SQLTrackerStore.SQLEvent
NEWEST = sa.select(sa.func.max(_events.id)).where(_events.sender_id == sa.bindparam("talk"))


class Remembered(msgspec.Struct, frozen=True):
    """A talk as it was stored: its tracker, never handed out itself, and the number of its newest row."""

    tracker: DialogueStateTracker
    newest: int


class RememberingStore(SQLTrackerStore):
    """As Rasa's own, by the same settings and in the same table; ``most`` talks are remembered, the latest ones.

    A talk that another process has gone on with is read anew: the number of its newest row tells.
    """

    def __init__(self, *given: Any, most: int = MOST_REMEMBERED, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.engine.dialect.name == "sqlite":
            # Rasa would open the file anew for each question, and sync it twice for each answer.
            self.engine: Engine = open_engine(str(self.engine.url))
            self.sessionmaker = sessionmaker(bind=self.engine)
        self._most = most
        self._remembered: OrderedDict[str, Remembered] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The talk's present session, as a copy that its caller may go on with; None for a new one."""
        newest = self._newest(sender_id)
        remembered = self._remembered.get(sender_id)
        if remembered is not None and remembered.newest == newest:
            return remembered.tracker.copy()
        return await super().retrieve(sender_id) if newest else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in a talk and tell the broker of it."""
        remembered = self._remembered.pop(tracker.sender_id, None)
        new = _new(tracker, self._newest(tracker.sender_id), remembered)
        if new is None:
            await super().save(tracker)
            newest = self._newest(tracker.sender_id)
        else:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)
            newest = self._add(tracker.sender_id, new)
        if _one_session(tracker):
            self._remember(tracker, newest)

    def _remember(self, tracker: DialogueStateTracker, newest: int) -> None:
        self._remembered[tracker.sender_id] = Remembered(tracker.copy(), newest)
        while len(self._remembered) > self._most:
            self._remembered.popitem(last=False)

    def _newest(self, sender_id: str) -> int:
        with self.engine.connect() as connection:
            return connection.execute(NEWEST, {"talk": sender_id}).scalar() or 0

    def _add(self, sender_id: str, events: Sequence[Event]) -> int:
        rows = [_row(sender_id, event) for event in events]
        with self.engine.begin() as connection:
            if rows:
                connection.execute(sa.insert(self.SQLEvent.__table__), rows)
            return connection.execute(NEWEST, {"talk": sender_id}).scalar() or 0


def _new(tracker: DialogueStateTracker, newest: int, before: Remembered | None) -> list[Event] | None:
    """What a talk has more than when it was stored; None when it is not known to be that talk gone on with."""
    events = list(tracker.events)
    if not newest:
        return events
    if before is None or before.newest != newest:
        return None
    known = len(before.tracker.events)
    goes_on = 0 < known <= len(events) and events[known - 1] == before.tracker.events[-1]
    return events[known:] if goes_on else None


def _one_session(tracker: DialogueStateTracker) -> bool:
    """Whether reading a talk anew would bring all its events: those before its newest session are left out."""
    return sum(isinstance(event, SessionStarted) for event in tracker.events) <= 1


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": (data.get("parse_data") or {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
