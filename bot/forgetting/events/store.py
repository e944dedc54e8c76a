"""Rasa's own table of events, read and emptied beside Rasa. Its talks are whole: one goes with all its events or stays.

Rasa's classes are not imported: they would bring all of Rasa, and the table is four columns.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.forgetting.shredding.store import shredding
from bot.forgetting.talk_names import is_talk_of
from bot.forgetting.talks_at import TalksAt
from bot.store import open_engine, reading

BATCH = 500
Select = Callable[[Connection], list[str]]

events = sa.table(
    "events", sa.column("sender_id"), sa.column("type_name"), sa.column("timestamp", sa.Float), sa.column("data")
)


class _Metadata(msgspec.Struct, frozen=True):
    buyer_id: str | None = None


class _Heard(msgspec.Struct, frozen=True):
    metadata: _Metadata | None = None


class EventStore:
    """The talks of one Rasa; None for one that keeps them in memory only. Methods raise StoreUnavailable."""

    def __init__(self, place: TalksAt | None) -> None:
        self._url = _url(place) if place else None

    def of_buyer(self, buyer: str) -> int:
        """How many events there are in the talks of a buyer."""
        return self._count(lambda connection: _talks_of(connection, buyer))

    def erase(self, buyer: str) -> int:
        """Delete them; how many."""
        return self._delete(lambda connection: _talks_of(connection, buyer))

    def before(self, moment: datetime, kept: Callable[[str], bool]) -> int:
        """How many events there are in talks in which nothing has happened since, but for those ``kept`` by name."""
        return self._count(lambda connection: _silent_since(connection, moment, kept))

    def erase_before(self, moment: datetime, kept: Callable[[str], bool]) -> int:
        """Delete them; how many."""
        return self._delete(lambda connection: _silent_since(connection, moment, kept))

    def _count(self, select: Select) -> int:
        counted = sa.select(sa.func.count()).select_from(events)
        with self._opened() as engine:
            if engine is None:
                return 0
            with reading(engine) as connection:
                names = select(connection)
                return sum(connection.scalar(counted.where(each)) for each in _in_batches(names))

    def _delete(self, select: Select) -> int:
        with self._opened() as engine:
            if engine is None:
                return 0
            with shredding(engine) as connection:
                names = select(connection)
                return sum(connection.execute(sa.delete(events).where(each)).rowcount for each in _in_batches(names))

    @contextmanager
    def _opened(self) -> Iterator[Engine | None]:
        """An engine on Rasa's database; None where Rasa has stored nothing yet."""
        if self._url is None or _no_file(self._url):
            yield None
            return
        engine = open_engine(self._url.render_as_string(hide_password=False))
        try:
            with reading(engine) as connection:
                there = sa.inspect(connection).has_table("events")
            yield engine if there else None
        finally:
            engine.dispose()


def _no_file(url: Any) -> bool:
    return url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file()


def _url(place: TalksAt) -> Any:
    if place.url and "://" in place.url:
        return sa.engine.make_url(place.url)
    known = {"username": place.username, "password": place.password, "host": place.url, "database": place.db}
    url = sa.engine.URL.create(place.dialect, **known, port=place.port, query=place.query or {})
    return url.update_query_dict({"options": f"-csearch_path={place.schema}"}) if place.schema and place.url else url


def _talks_of(connection: Connection, buyer: str) -> list[str]:
    """The talks that name a buyer, and those named after a buyer that name nobody else."""
    named_after = sa.select(events.c.sender_id).where(events.c.sender_id.startswith(buyer, autoescape=True))
    after = {name for name in connection.scalars(named_after.distinct()) if is_talk_of(name, buyer)}
    as_rasa_writes_it = f'"buyer_id": {json.dumps(buyer)}'
    named = sa.or_(events.c.sender_id.in_(sorted(after)), events.c.data.contains(as_rasa_writes_it, autoescape=True))
    heard = sa.select(events.c.sender_id, events.c.data).where(events.c.type_name == "user", named)
    theirs: set[str] = set()
    others: set[str] = set()
    for name, data in connection.execute(heard):
        told = _buyer(data)
        if told:
            (theirs if told == buyer else others).add(name)
    return sorted(theirs | (after - others))


def _buyer(data: str) -> str | None:
    with suppress(msgspec.MsgspecError):
        metadata = msgspec.json.decode(data, type=_Heard).metadata
        return metadata.buyer_id if metadata else None
    return None


def _silent_since(connection: Connection, moment: datetime, kept: Callable[[str], bool]) -> list[str]:
    last = sa.func.max(events.c.timestamp)
    query = sa.select(events.c.sender_id).group_by(events.c.sender_id).having(last < moment.timestamp())
    return [name for name in connection.scalars(query) if not kept(name)]


def _in_batches(names: Iterable[str]) -> Iterator[Any]:
    rest = iter(names)
    while batch := list(islice(rest, BATCH)):
        yield events.c.sender_id.in_(batch)
