"""Where each buyer's talk stands, in the database: it outlives sessions, devices and restarts."""

from datetime import datetime

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
)


class TalkStore:
    """The talks of one shop, one for each buyer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, buyer: str) -> Talk:
        """Where a buyer's talk stands; a new one for a buyer who never spoke."""
        with reading(self._engine) as connection:
            kept = connection.execute(sa.select(talks.c.talk).where(talks.c.buyer_id == buyer)).scalar()
        return msgspec.json.decode(kept, type=Talk) if kept else Talk()

    def keep(self, buyer: str, talk: Talk, now: datetime) -> None:
        """Remember where a buyer's talk stands."""
        row = {"talk": msgspec.json.encode(talk).decode(), "kept_at": now}
        try:
            with writing(self._engine) as connection:
                changed = connection.execute(talks.update().where(talks.c.buyer_id == buyer).values(**row))
                if not changed.rowcount:
                    connection.execute(talks.insert().values(buyer_id=buyer, **row))
        except sa.exc.IntegrityError:  # two first messages of one buyer at the same moment
            self.keep(buyer, talk, now)
