"""Where each buyer's talk stands, in the database: it outlives sessions, devices and restarts.

Rasa keeps a message only once it is answered in full. When it dies before that, the same message comes again, to
actions that have done their part already. So what they did on the last message stands beside the talk.
"""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store import Moment, metadata, reading, writing
from bot.talk.message import Mood, Talk

talks = sa.Table(
    "talks",
    metadata,
    sa.Column("buyer_id", sa.Text, primary_key=True),
    sa.Column("talk", sa.Text, nullable=False),
    sa.Column("kept_at", Moment, nullable=False),
    sa.Column("message_id", sa.Text),
    sa.Column("outcomes", sa.Text),
)


_own = talks.c.buyer_id == sa.bindparam("buyer")
OF_BUYER = sa.select(talks).where(_own)
GO_ON = talks.update().where(_own)


class Hearing(msgspec.Struct, frozen=True):
    """One step of answering a message: the channel's id for it, Rasa's run through it, the step's name in a run."""

    message_id: str
    run: str
    step: str


class Outcome(msgspec.Struct, frozen=True):
    """What a step came to, in Rasa's words: what is said, the events; and in which run."""

    run: str
    said: list[dict[str, Any]]
    events: list[dict[str, Any]]


class Stored(msgspec.Struct, frozen=True):
    """A buyer's talk as it is stored: where it stands, the last message, and what each step of answering it came to."""

    talk: Talk = Talk()
    message_id: str | None = None
    outcomes: dict[str, Outcome] = {}

    def outcome(self, hearing: Hearing) -> Outcome | None:
        """What this step came to when the same message was heard in an earlier run; None when it was not."""
        found = self.outcomes.get(hearing.step) if self.message_id == hearing.message_id else None
        return found if found and found.run != hearing.run else None

    def gone_on(self, talk: Talk, hearing: Hearing | None = None, outcome: Outcome | None = None) -> "Stored":
        """The talk after one more step; without an outcome nothing of the message is known any more."""
        if hearing is None or outcome is None:
            return Stored(talk)
        earlier = self.outcomes if self.message_id == hearing.message_id else {}
        return Stored(talk, hearing.message_id, {**earlier, hearing.step: outcome})


class TalkStore:
    """The talks of one shop, one for each buyer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, buyer: str) -> Talk:
        """Where a buyer's talk stands; a new one for a buyer who never spoke."""
        return self.stored(buyer).talk

    def stored(self, buyer: str) -> Stored:
        """All that is stored of a buyer's talk."""
        with reading(self._engine) as connection:
            row = connection.execute(OF_BUYER, {"buyer": buyer}).first()
        return _stored(row) if row else Stored()

    def keep(self, buyer: str, stored: Stored, now: datetime) -> None:
        """Remember where a buyer's talk stands, and with it what answering its last message came to."""
        row = _row(stored, now)
        try:
            with writing(self._engine) as connection:
                if not connection.execute(GO_ON, {"buyer": buyer, **row}).rowcount:
                    connection.execute(talks.insert().values(buyer_id=buyer, **row))
        except sa.exc.IntegrityError:  # two first messages of one buyer at the same moment
            self.keep(buyer, stored, now)


def begin_anew(connection: Connection, buyer: str, now: datetime) -> None:
    """Within a transaction: a person has had the talk, so what the bot was asking or offering is no longer so.

    The order last spoken of is remembered.
    """
    row = connection.execute(OF_BUYER, {"buyer": buyer}).first()
    if row:
        fresh = msgspec.structs.replace(_stored(row).talk.fresh(), later=None, later_told=False, mood=Mood())
        connection.execute(GO_ON, {"buyer": buyer, **_row(Stored(fresh), now)})


def _row(stored: Stored, now: datetime) -> dict[str, Any]:
    outcomes = msgspec.json.encode(stored.outcomes).decode() if stored.outcomes else None
    talk = msgspec.json.encode(stored.talk).decode()
    return {"talk": talk, "kept_at": now, "message_id": stored.message_id, "outcomes": outcomes}


def _stored(row: Any) -> Stored:
    outcomes = msgspec.json.decode(row.outcomes, type=dict[str, Outcome]) if row.outcomes else {}
    return Stored(msgspec.json.decode(row.talk, type=Talk), row.message_id, outcomes)
