"""Handovers in the database: one waiting record per talk, whatever led to it."""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.handover.escalation import RANKS
from bot.handover.record import Brief, Handover
from bot.store import Moment, metadata, reading, writing

handovers = sa.Table(
    "handovers",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("talk_id", sa.Text, nullable=False),
    sa.Column("buyer_id", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("brief", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("priority", sa.Text, nullable=False, server_default="normal"),
    sa.Column("task", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("agent_id", sa.Text),
    sa.Column("taken_at", Moment),
    sa.Column("replied_at", Moment),
    sa.Column("closed_at", Moment),
    sa.Column("result", sa.Text),
)


class HandoverStore:
    """The talks of one shop that wait for a person, or did."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, handover: Handover) -> tuple[Handover, bool]:
        """Write a record; True when it is new. A talk that waits already, or is with a person, gets the newer brief.

        It keeps its place; of two priorities the more urgent one counts, and who asks while somebody is there has left
        more than a message.
        """
        standing = handovers.c.status.in_(("waiting", "taken"))
        waiting = sa.and_(handovers.c.talk_id == handover.talk_id, standing)
        try:
            with writing(self._engine) as connection:
                row = connection.execute(sa.select(handovers).where(waiting)).first()
                if row is None:
                    new = connection.execute(handovers.insert().values(**_row(handover)))
                    return msgspec.structs.replace(handover, number=new.inserted_primary_key[0]), True
                newer = {"brief": _row(handover)["brief"], "reason": handover.reason}
                task = row.task and handover.task
                more = {"priority": min(handover.priority, row.priority, key=RANKS.index), "task": task}
                changed = {**newer, **more} if handover.brief != Brief() else more
                connection.execute(handovers.update().where(waiting).values(**changed))
                return _handover(row), False
        except sa.exc.IntegrityError:
            return self.open(handover)

    def waiting(self) -> list[Handover]:
        """All records that wait, most urgent first."""
        found = self._find(handovers.c.status == "waiting")
        return sorted(found, key=lambda each: (RANKS.index(each.priority), each.due_at))

    def standing(self) -> list[Handover]:
        """All records that wait or are with a person, oldest first."""
        return self._find(handovers.c.status.in_(("waiting", "taken")))

    def of_buyer(self, buyer: str) -> list[Handover]:
        """All records of a buyer's talk, newest first."""
        return self._find(handovers.c.talk_id == buyer)[::-1]

    def _find(self, *wanted: Any) -> list[Handover]:
        query = sa.select(handovers).where(*wanted).order_by(handovers.c.number)
        with reading(self._engine) as connection:
            return [_handover(row) for row in connection.execute(query)]

    def waiting_for(self, talk_id: str) -> Handover | None:
        """The record of a talk that waits, or None."""
        return next(iter(self._find(handovers.c.talk_id == talk_id, handovers.c.status == "waiting")), None)


def _row(handover: Handover) -> dict[str, Any]:
    fields = {name: getattr(handover, name) for name in Handover.__struct_fields__ if name not in ("brief", "number")}
    return {**fields, "brief": msgspec.json.encode(handover.brief).decode()}


def _handover(row: Any) -> Handover:
    fields = {name: getattr(row, name) for name in Handover.__struct_fields__ if name != "brief"}
    return Handover(**fields, brief=msgspec.json.decode(row.brief, type=Brief))
