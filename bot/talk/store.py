"""Where each buyer's talk stands, in the database: it outlives sessions, devices and restarts.

Rasa keeps a message only once it is answered in full. When it dies before that, the same message comes again, to
actions that have done their part already. So what they did on the last message stands beside the talk.
"""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store import Moment, metadata, reading, writing
from bot.talk.message import Talk

talks = sa.Table(
    "talks",
    metadata,
    sa.Column("buyer_id", sa.Text, primary_key=True),
    sa.Column("talk", sa.Text, nullable=False),
    sa.Column("kept_at", Moment, nullable=False),
    sa.Column("message_id", sa.Text),
    sa.Column("outcomes", sa.Text),
)


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


class TalkStore:
    """The talks of one shop, one for each buyer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, buyer: str) -> Talk:
        """Where a buyer's talk stands; a new one for a buyer who never spoke."""
        with reading(self._engine) as connection:
            kept = connection.execute(sa.select(talks.c.talk).where(talks.c.buyer_id == buyer)).scalar()
        return msgspec.json.decode(kept, type=Talk) if kept else Talk()

    def outcome(self, buyer: str, hearing: Hearing) -> Outcome | None:
        """What this step came to when the same message was heard in an earlier run; None when it was not."""
        own = sa.and_(talks.c.buyer_id == buyer, talks.c.message_id == hearing.message_id)
        with reading(self._engine) as connection:
            kept = connection.execute(sa.select(talks.c.outcomes).where(own)).scalar()
        found = _outcomes(kept).get(hearing.step)
        return found if found and found.run != hearing.run else None

    def keep(
        self, buyer: str, talk: Talk, now: datetime, hearing: Hearing | None = None, outcome: Outcome | None = None
    ) -> None:
        """Remember where a buyer's talk stands, and with it what this step of answering came to."""
        row = {"talk": msgspec.json.encode(talk).decode(), "kept_at": now}
        own = talks.c.buyer_id == buyer
        try:
            with writing(self._engine) as connection:
                known = connection.execute(sa.select(talks).where(own).with_for_update()).first()
                row |= _heard(known, hearing, outcome)
                if known:
                    connection.execute(talks.update().where(own).values(**row))
                else:
                    connection.execute(talks.insert().values(buyer_id=buyer, **row))
        except sa.exc.IntegrityError:  # two first messages of one buyer at the same moment
            self.keep(buyer, talk, now, hearing, outcome)


def _heard(known: Any, hearing: Hearing | None, outcome: Outcome | None) -> dict[str, Any]:
    if hearing is None or outcome is None:
        return {"message_id": None, "outcomes": None}
    earlier = _outcomes(known.outcomes) if known and known.message_id == hearing.message_id else {}
    outcomes = msgspec.json.encode({**earlier, hearing.step: outcome}).decode()
    return {"message_id": hearing.message_id, "outcomes": outcomes}


def _outcomes(kept: str | None) -> dict[str, Outcome]:
    return msgspec.json.decode(kept, type=dict[str, Outcome]) if kept else {}
