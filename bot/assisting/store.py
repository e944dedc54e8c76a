"""Drafts and proposals in the database: what the bot would have said, what the person said, what comes of it."""

from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.aftersales.claim import Claim
from bot.store import Moment, metadata, reading, writing

Outcome = Literal["sent", "edited", "ignored", "outdated"]
Kind = Literal["script", "line"]
State = Literal["open", "accepted", "dropped"]

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("buyer_id", sa.Text, nullable=False),
    sa.Column("reply_to", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("intent", sa.Text),
    sa.Column("script", sa.Text),
    sa.Column("clause", sa.Text),
    sa.Column("claim", sa.Text, nullable=False, server_default="{}"),
    sa.Column("at", Moment, nullable=False),
    sa.Column("outcome", sa.Text),
    sa.Column("sent", sa.Text),
    sa.Column("distance", sa.Integer),
    sa.Column("agent_id", sa.Text),
    sa.Column("decided_at", Moment),
    sa.UniqueConstraint("buyer_id", "reply_to"),
)

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Column("agent_id", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_at", Moment),
)


class Drafted(msgspec.Struct, frozen=True):
    """What the bot would say to the buyer's message ``reply_to``.

    ``intent`` is what the message was taken for, ``script`` the name of the reply, ``clause`` the clause that decided,
    ``claim`` what had been told of the problem by then.
    """

    buyer_id: str
    reply_to: int
    text: str
    at: datetime
    intent: str | None = None
    script: str | None = None
    clause: str | None = None
    claim: Claim = Claim()
    number: int = 0
    outcome: Outcome | None = None


class Proposal(msgspec.Struct, frozen=True):
    """What an edit proposes: other words for the script ``name``, or a line to learn the intent ``name`` from."""

    kind: Kind
    name: str
    before: str
    after: str
    agent_id: str
    at: datetime
    state: State = "open"
    number: int = 0


class AssistingStore:
    """The drafts and proposals of one shop. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def draft(self, number: int) -> Drafted | None:
        """The draft of that number, or None."""
        return next(iter(self._drafts(drafts.c.number == number)), None)

    def open_drafts(self, buyer: str) -> list[Drafted]:
        """The drafts of a talk that nobody has used or ignored, oldest first."""
        return self._drafts(drafts.c.buyer_id == buyer, drafts.c.outcome.is_(None))

    def ignore(self, number: int, agent_id: str, now: datetime) -> bool:
        """The draft is not wanted; False when there is no such open draft."""
        wanted = sa.and_(drafts.c.number == number, drafts.c.outcome.is_(None))
        values = {"outcome": "ignored", "agent_id": agent_id, "decided_at": now}
        with writing(self._engine) as connection:
            return bool(connection.execute(drafts.update().where(wanted).values(**values)).rowcount)

    def propose(self, proposal: Proposal) -> None:
        """Keep what an edit proposes."""
        row = {n: getattr(proposal, n) for n in Proposal.__struct_fields__ if n != "number"}
        with writing(self._engine) as connection:
            connection.execute(proposals.insert().values(**row))

    def proposed(self, state: State = "open") -> list[Proposal]:
        """The proposals that wait, or were accepted or dropped, oldest first."""
        query = sa.select(proposals).where(proposals.c.state == state).order_by(proposals.c.number)
        with reading(self._engine) as connection:
            return [
                Proposal(**{n: getattr(r, n) for n in Proposal.__struct_fields__}) for r in connection.execute(query)
            ]

    def decide(self, number: int, accepted: bool, text: str, by: str, now: datetime) -> bool:
        """Accept a proposal, with other words where ``text`` has some, or drop it; False when it waits no longer."""
        waits = sa.and_(proposals.c.number == number, proposals.c.state == "open")
        values = {"state": "accepted" if accepted else "dropped", "decided_by": by, "decided_at": now}
        words = {"after": text} if accepted and text else {}
        with writing(self._engine) as connection:
            return bool(connection.execute(proposals.update().where(waits).values(**values, **words)).rowcount)

    def _drafts(self, *wanted: Any) -> list[Drafted]:
        query = sa.select(drafts).where(*wanted).order_by(drafts.c.reply_to)
        with reading(self._engine) as connection:
            return [_drafted(row) for row in connection.execute(query)]


def _drafted(row: Any) -> Drafted:
    fields = {name: getattr(row, name) for name in Drafted.__struct_fields__ if name != "claim"}
    return Drafted(**fields, claim=msgspec.json.decode(row.claim, type=Claim))


def write_draft(connection: Connection, draft: Drafted) -> None:
    """Keep a draft within a transaction, in the place of one for the same message that is outdated or still open."""
    same = sa.and_(drafts.c.buyer_id == draft.buyer_id, drafts.c.reply_to == draft.reply_to)
    unused = sa.or_(drafts.c.outcome.is_(None), drafts.c.outcome == "outdated")
    connection.execute(drafts.delete().where(same, unused))
    if connection.execute(sa.select(drafts.c.number).where(same)).first() is None:
        row = {n: getattr(draft, n) for n in Drafted.__struct_fields__ if n not in ("number", "claim")}
        connection.execute(drafts.insert().values(**row, claim=msgspec.json.encode(draft.claim).decode()))


def settle_drafts(connection: Connection, buyer: str, values: dict[str, Any], number: int | None = None) -> None:
    """Within a transaction: what became of one open draft of a talk, or of all of them."""
    wanted = [drafts.c.buyer_id == buyer, drafts.c.outcome.is_(None)]
    one = [drafts.c.number == number] if number is not None else []
    connection.execute(drafts.update().where(*wanted, *one).values(**values))
