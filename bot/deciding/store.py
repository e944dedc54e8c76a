"""Decisions in the database. Nothing is changed there: taking one back, or carrying it out, is an event of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.aftersales.store import cases
from bot.store import Moment, metadata, reading, writing

Kind = Literal["evidence", "grant", "undone", "carried_out", "came_to_nothing"]

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("case_no", sa.Text, sa.ForeignKey("cases.case_no"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("agent_id", sa.Text, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
    sa.Column("clause", sa.Text),
    sa.Column("at", Moment, nullable=False),
    sa.Column("holds_from", Moment),
    sa.Column("about", sa.Integer, sa.ForeignKey("decisions.number"), unique=True),
)


class Decision(msgspec.Struct, frozen=True):
    """One event: who decided what on which case, by which clause.

    A decision can be taken back until ``holds_from``. ``undone``, ``carried_out`` and ``came_to_nothing`` are what
    became of the decision ``about``: each has one such end at most.
    """

    case_no: str
    kind: Kind
    agent_id: str
    details: dict[str, Any]
    clause: str | None
    at: datetime
    holds_from: datetime | None = None
    about: int | None = None
    number: int = 0


class DecisionStore:
    """The decisions of one shop. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, decision: Decision) -> Decision | None:
        """Keep an event; None where the decision it is about has come to its end already."""
        try:
            with writing(self._engine) as connection:
                return _written(connection, decision)
        except sa.exc.IntegrityError:
            return None

    def add_alone(self, decision: Decision) -> Decision | None:
        """Keep a grant; None where another one on the same case has not come to its end yet."""
        with writing(self._engine) as connection:
            own = sa.select(cases.c.case_no).where(cases.c.case_no == decision.case_no).with_for_update()
            connection.execute(own)
            pending = sa.and_(decisions.c.case_no == decision.case_no, decisions.c.kind == "grant", ~_ended())
            if connection.execute(sa.select(decisions.c.number).where(pending)).first():
                return None
            return _written(connection, decision)

    def add_in_time(self, decision: Decision, now: Callable[[], datetime], until: datetime) -> Decision | None:
        """Keep an event if it is still before ``until`` once nobody else writes; None where it is too late."""
        try:
            with writing(self._engine) as connection:
                return _written(connection, decision) if now() < until else None
        except sa.exc.IntegrityError:
            return None

    def get(self, number: int) -> Decision | None:
        """The event of that number, or None."""
        return next(iter(self._find(decisions.c.number == number)), None)

    def of_cases(self, case_nos: Sequence[str]) -> list[Decision]:
        """All events of some cases, oldest first."""
        return self._find(decisions.c.case_no.in_(case_nos))

    def pending(self) -> list[Decision]:
        """The decisions that have come to no end yet, oldest first."""
        return self._find(decisions.c.kind.in_(("evidence", "grant")), ~_ended())

    def _find(self, *wanted: Any) -> list[Decision]:
        query = sa.select(decisions).where(*wanted).order_by(decisions.c.number)
        with reading(self._engine) as connection:
            return [_decision(row) for row in connection.execute(query)]


def _ended() -> Any:
    end = decisions.alias()
    return sa.exists().where(end.c.about == decisions.c.number)


def _written(connection: Connection, decision: Decision) -> Decision:
    row = {n: getattr(decision, n) for n in Decision.__struct_fields__ if n not in ("number", "details")}
    details = msgspec.json.encode(decision.details).decode()
    made = connection.execute(decisions.insert().values(**row, details=details))
    return msgspec.structs.replace(decision, number=made.inserted_primary_key[0])


def _decision(row: Any) -> Decision:
    fields = {n: getattr(row, n) for n in Decision.__struct_fields__ if n != "details"}
    return Decision(**fields, details=msgspec.json.decode(row.details))
