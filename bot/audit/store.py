"""The log of the desk in the database. It is only ever added to."""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store import Moment, metadata, reading, writing

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("agent_id", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
)


class Entry(msgspec.Struct, frozen=True):
    """One thing seen or done: by whom, what (a text under ``desk.audit``), about which talk, case or person."""

    number: int
    at: datetime
    agent_id: str
    what: str
    about: str
    details: dict[str, Any]


class AuditStore:
    """The log of one shop. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, at: datetime, agent_id: str, what: str, about: str = "", **details: Any) -> None:
        """Log one thing."""
        kept = msgspec.json.encode(details).decode()
        with writing(self._engine) as connection:
            connection.execute(audit.insert().values(at=at, agent_id=agent_id, what=what, about=about, details=kept))

    def page(self, before: int | None, limit: int) -> tuple[list[Entry], bool]:
        """The newest entries, or the newest before a number; whether there are older ones."""
        query = sa.select(audit).order_by(audit.c.number.desc()).limit(limit + 1)
        wanted = query.where(audit.c.number < before) if before is not None else query
        with reading(self._engine) as connection:
            rows = connection.execute(wanted).all()
        return [_entry(row) for row in rows[:limit]], len(rows) > limit


def _entry(row: Any) -> Entry:
    return Entry(row.number, row.at, row.agent_id, row.what, row.about, msgspec.json.decode(row.details))
