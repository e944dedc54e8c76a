"""Who has which talk, changed by compare-and-set, and what a person says in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.assisting.store import settle_drafts
from bot.handover.record import Brief
from bot.handover.store import handovers
from bot.store import Moment, metadata, reading, writing
from bot.talk.store import begin_anew
from bot.web.desk.wire.queue import Hit
from bot.web.store import Kept, change, conversations, locked, messages, one, write
from bot.web.wire import Author, Extras

ESCAPE = "!"

notes = sa.Table(
    "notes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("buyer_id", sa.Text, nullable=False),
    sa.Column("agent_id", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)


class Seat(msgspec.Struct, frozen=True):
    """A talk as the queue shows it: who has it, and its last words."""

    buyer_id: str
    agent_id: str | None
    version: int
    unanswered_since: datetime | None
    author: Author | None
    text: str | None
    at: datetime | None


class Changed(RuntimeError):
    """The talk is no longer as the person saw it: somebody was quicker."""


class NotTheirs(RuntimeError):
    """Somebody else has the talk, or nobody has."""


class Note(msgspec.Struct, frozen=True):
    """A word among colleagues about a talk."""

    number: int
    agent_id: str
    text: str
    at: datetime


class From(msgspec.Struct, frozen=True):
    """What becomes of a draft when something is sent: its number, and how far the words sent are from it."""

    number: int
    distance: int


class Words(msgspec.Struct, frozen=True):
    """What a person says: the client's id for it, who says it and under which name, and which draft it came from."""

    client_id: str
    text: str
    agent_id: str
    name: str
    draft: From | None = None


class DeskStore:
    """The talks of one shop as people have them. Every method raises StoreUnavailable.

    Each change locks the buyer's conversation first, as an answer of the bot's does: one of the two is first, and the
    other sees it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, buyer: str, agent_id: str, version: int, now: datetime, hello: str = "") -> None:
        """The talk is theirs; raises Changed where it is no longer at ``version``."""
        with self._changing(buyer, version) as (connection, talk):
            waits = talk["unanswered_since"] or _oldest_unanswered(connection, buyer)
            change(connection, buyer, agent_id=agent_id, owned_since=now, unanswered_since=waits)
            _taken(connection, buyer, agent_id, now)
            _notice(connection, buyer, hello, now)

    def pass_on(self, buyer: str, by: str | None, version: int, to: str | None, now: datetime, told: str = "") -> None:
        """The talk is a colleague's, or back in the queue; ``by`` must have it unless None. Raises Changed."""
        with self._changing(buyer, version, by) as (connection, talk):
            if talk["agent_id"] is None:
                raise NotTheirs(buyer)
            open_again = {"status": "waiting", "agent_id": None, "taken_at": None}
            values = {"agent_id": to, "taken_at": now} if to else open_again
            connection.execute(handovers.update().where(*_taken_of(buyer)).values(**values))
            waits = talk["unanswered_since"] if to else None
            change(connection, buyer, agent_id=to, owned_since=now if to else None, unanswered_since=waits)
            _notice(connection, buyer, told, now)

    def end(self, buyer: str, by: str | None, version: int, result: str, now: datetime, told: str = "") -> bool:
        """The talk is the bot's again, in a new session of Rasa's; ``by`` must have it unless None. Raises Changed.

        Where it was ``returned`` the bot answers all that the person has not; True when anything waits for the bot.
        """
        with self._changing(buyer, version, by) as (connection, talk):
            ended = {"status": "closed", "closed_at": now, "result": result}
            connection.execute(handovers.update().where(*_open_of(buyer)).values(**ended))
            settle_drafts(connection, buyer, {"outcome": "outdated", "decided_at": now})
            session = talk["session"] + 1
            nobodys = {"agent_id": None, "owned_since": None, "unanswered_since": None}
            change(connection, buyer, **nobodys, session=session, in_session=0)
            begin_anew(connection, buyer, now)
            _notice(connection, buyer, told, now)
            return _answer_from_now_on(connection, buyer, session, everything=result == "returned")

    def say(self, buyer: str, words: Words, now: datetime) -> tuple[Kept, bool]:
        """Keep what a person says; True when it is new. Raises NotTheirs where they do not have the talk."""
        with writing(self._engine) as connection:
            talk = locked(connection, buyer)
            same = one(connection, messages.c.buyer_id == buyer, messages.c.client_id == words.client_id)
            if same:
                return same, False
            if talk["agent_id"] != words.agent_id:
                raise NotTheirs(buyer)
            kept = Kept(
                buyer,
                talk["last_seq"] + 1,
                words.client_id,
                "agent",
                words.text,
                Extras(name=words.name),
                now,
                agent_id=words.agent_id,
            )
            write(connection, kept)
            change(connection, buyer, last_seq=kept.seq, unanswered_since=None)
            first = sa.and_(*_taken_of(buyer), handovers.c.replied_at.is_(None))
            connection.execute(handovers.update().where(first).values(replied_at=now))
            _settle(connection, buyer, words, now)
        return kept, True

    def notice(self, buyer: str, text: str, now: datetime) -> None:
        """Tell a buyer something that nobody says."""
        with writing(self._engine) as connection:
            locked(connection, buyer)
            _notice(connection, buyer, text, now)

    def seats(self, buyers: Sequence[str]) -> list[Seat]:
        """The talks of these buyers, and those that a person has."""
        return self._seats(sa.or_(conversations.c.buyer_id.in_(buyers), conversations.c.agent_id.is_not(None)))

    def latest(self, limit: int) -> list[Seat]:
        """The talks in which something was said last, newest first."""
        return self._seats(sa.true(), limit)

    def having(self) -> dict[str, int]:
        """How many talks each person has, by id."""
        query = sa.select(conversations.c.agent_id, sa.func.count()).group_by(conversations.c.agent_id)
        with reading(self._engine) as connection:
            return {agent: count for agent, count in connection.execute(query) if agent}

    def _seats(self, wanted: Any, limit: int | None = None) -> list[Seat]:
        last = sa.and_(messages.c.buyer_id == conversations.c.buyer_id, messages.c.seq == conversations.c.last_seq)
        seen = [conversations.c[n] for n in ("buyer_id", "agent_id", "version", "unanswered_since")]
        joined = sa.select(*seen, messages.c.author, messages.c.text, messages.c.at).join(messages, last, isouter=True)
        query = joined.where(wanted).order_by(messages.c.at.desc().nulls_last()).limit(limit)
        with reading(self._engine) as connection:
            return [Seat(**row._mapping) for row in connection.execute(query)]

    def search(self, words: str, limit: int) -> list[Hit]:
        """Talks by their buyer's id, then messages that hold the words, the latest of each talk."""
        like = f"%{words.replace(ESCAPE, ESCAPE * 2).replace('%', ESCAPE + '%').replace('_', ESCAPE + '_')}%"
        buyers = sa.select(conversations.c.buyer_id).where(conversations.c.buyer_id.like(like, escape=ESCAPE))
        newest = sa.select(messages.c.buyer_id, sa.func.max(messages.c.seq).label("seq")).where(
            messages.c.text.like(like, escape=ESCAPE)
        )
        each = newest.group_by(messages.c.buyer_id).subquery()
        same = sa.and_(messages.c.buyer_id == each.c.buyer_id, messages.c.seq == each.c.seq)
        said = sa.select(messages).join(each, same).order_by(messages.c.at.desc()).limit(limit)
        with reading(self._engine) as connection:
            ids = connection.scalars(buyers.limit(limit)).all()
            named = [Hit("buyer", buyer, buyer, "", None) for buyer in ids]
            return [*named, *(Hit("words", r.buyer_id, r.buyer_id, r.text, r.at) for r in connection.execute(said))]

    def of_agent(self, agent_id: str) -> list[tuple[str, int]]:
        """The talks that a person has, each with its version."""
        query = sa.select(conversations.c.buyer_id, conversations.c.version)
        with reading(self._engine) as connection:
            return [tuple(row) for row in connection.execute(query.where(conversations.c.agent_id == agent_id))]

    def note(self, buyer: str, agent_id: str, text: str, now: datetime) -> Note:
        """Keep a word among colleagues."""
        with writing(self._engine) as connection:
            row = {"buyer_id": buyer, "agent_id": agent_id, "text": text, "at": now}
            made = connection.execute(notes.insert().values(**row))
        return Note(made.inserted_primary_key[0], agent_id, text, now)

    def notes(self, buyer: str) -> list[Note]:
        """The words among colleagues about a talk, oldest first."""
        query = sa.select(notes).where(notes.c.buyer_id == buyer).order_by(notes.c.number)
        with reading(self._engine) as connection:
            return [Note(row.number, row.agent_id, row.text, row.at) for row in connection.execute(query)]

    @contextmanager
    def _changing(self, buyer: str, version: int, by: str | None = None) -> Iterator[tuple[Connection, dict[str, Any]]]:
        with writing(self._engine) as connection:
            talk = locked(connection, buyer)
            if talk["version"] != version:
                raise Changed(buyer)
            if by is not None and talk["agent_id"] != by:
                raise NotTheirs(buyer)
            change(connection, buyer, version=version + 1)
            yield connection, talk


def _open_of(buyer: str) -> tuple[Any, ...]:
    return handovers.c.talk_id == buyer, handovers.c.status.in_(("waiting", "taken"))


def _taken_of(buyer: str) -> tuple[Any, ...]:
    return handovers.c.talk_id == buyer, handovers.c.status == "taken"


def _taken(connection: Connection, buyer: str, agent_id: str, now: datetime) -> None:
    """The record of the talk is theirs; one is made where they step in unasked."""
    values = {"status": "taken", "agent_id": agent_id, "taken_at": now, "task": False}
    if connection.execute(handovers.update().where(*_open_of(buyer)).values(**values)).rowcount:
        return
    brief = msgspec.json.encode(Brief()).decode()
    new = {"talk_id": buyer, "buyer_id": buyer, "reason": "stepped_in", "brief": brief, "opened_at": now, "due_at": now}
    connection.execute(handovers.insert().values(**new, **values))


def _unanswered(connection: Connection, buyer: str) -> Any:
    """The messages of the buyer that nothing has been said after, as a condition."""
    said = sa.and_(messages.c.buyer_id == buyer, messages.c.author.in_(("bot", "agent")))
    last = connection.execute(sa.select(sa.func.max(messages.c.seq)).where(said)).scalar() or 0
    return sa.and_(messages.c.buyer_id == buyer, messages.c.author == "buyer", messages.c.seq > last)


def _oldest_unanswered(connection: Connection, buyer: str) -> datetime | None:
    """When the oldest of them came."""
    first = sa.select(messages.c.at).where(_unanswered(connection, buyer)).order_by(messages.c.seq).limit(1)
    found: datetime | None = connection.execute(first).scalar()
    return found


def _answer_from_now_on(connection: Connection, buyer: str, session: int, everything: bool) -> bool:
    """What waits for the bot is heard in the new session; with ``everything`` all waits that is unanswered."""
    mine = sa.and_(messages.c.buyer_id == buyer, messages.c.state == "waiting")
    if everything:
        connection.execute(messages.update().where(_unanswered(connection, buyer)).values(state="waiting"))
    return bool(connection.execute(messages.update().where(mine).values(sender=f"{buyer}~{session}")).rowcount)


def _notice(connection: Connection, buyer: str, text: str, now: datetime) -> None:
    if text:
        seq = locked(connection, buyer)["last_seq"] + 1
        write(connection, Kept(buyer, seq, f"{seq}.owner", "notice", text, Extras(), now))
        change(connection, buyer, last_seq=seq)


def _settle(connection: Connection, buyer: str, words: Words, now: datetime) -> None:
    """What became of the drafts: the one that was sent, edited or not; the others are outdated."""
    decided = {"agent_id": words.agent_id, "decided_at": now}
    if words.draft:
        outcome = "edited" if words.draft.distance else "sent"
        used = {"outcome": outcome, "sent": words.text, "distance": words.draft.distance, **decided}
        settle_drafts(connection, buyer, used, words.draft.number)
    settle_drafts(connection, buyer, {"outcome": "outdated", **decided})
