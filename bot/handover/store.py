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
)


class HandoverStore:
    """The talks of one shop that wait for a person, or did."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, handover: Handover) -> tuple[Handover, bool]:
        """Write a record; True when it is new. A talk that waits already keeps its place and gets the newer brief.

        Of two priorities the more urgent one counts.
        """
        waiting = sa.and_(handovers.c.talk_id == handover.talk_id, handovers.c.status == "waiting")
        try:
            with writing(self._engine) as connection:
                row = connection.execute(sa.select(handovers).where(waiting)).first()
                if row is None:
                    new = connection.execute(handovers.insert().values(**_row(handover)))
                    return msgspec.structs.replace(handover, number=new.inserted_primary_key[0]), True
                newer = {"brief": _row(handover)["brief"], "reason": handover.reason}
                more = {"priority": min(handover.priority, row.priority, key=RANKS.index)}
                changed = {**newer, **more} if handover.brief != Brief() else more
                connection.execute(handovers.update().where(waiting).values(**changed))
                return _handover(row), False
        except sa.exc.IntegrityError:
            return self.open(handover)

    def waiting(self) -> list[Handover]:
        """All records that wait, most urgent first."""
        wanted = sa.select(handovers).where(handovers.c.status == "waiting").order_by(handovers.c.due_at)
        with reading(self._engine) as connection:
            found = [_handover(row) for row in connection.execute(wanted)]
        return sorted(found, key=lambda each: RANKS.index(each.priority))

    def waiting_for(self, talk_id: str) -> Handover | None:
        """The record of a talk that waits, or None."""
        return next((handover for handover in self.waiting() if handover.talk_id == talk_id), None)


def _row(handover: Handover) -> dict[str, Any]:
    fields = {name: getattr(handover, name) for name in Handover.__struct_fields__ if name not in ("brief", "number")}
    return {**fields, "brief": msgspec.json.encode(handover.brief).decode()}


def _handover(row: Any) -> Handover:
    fields = {name: getattr(row, name) for name in Handover.__struct_fields__ if name != "brief"}
    return Handover(**fields, brief=msgspec.json.decode(row.brief, type=Brief))
