"""Words and choices of a shop that are set at the desk, in the database: one for each name."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store import Moment, metadata, reading, writing

shop_words = sa.Table(
    "shop_words",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("agent_id", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)


class WordStore:
    """What one shop has set. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, name: str) -> str | None:
        """What is set under a name, or None."""
        with reading(self._engine) as connection:
            found: str | None = connection.execute(
                sa.select(shop_words.c.text).where(shop_words.c.name == name)
            ).scalar()
        return found

    def put(self, name: str, text: str, agent_id: str, now: datetime) -> None:
        """Set something; what was set before is replaced."""
        values, same = {"text": text, "agent_id": agent_id, "at": now}, shop_words.c.name == name
        try:
            with writing(self._engine) as connection:
                if not connection.execute(shop_words.update().where(same).values(**values)).rowcount:
                    connection.execute(shop_words.insert().values(name=name, **values))
        except sa.exc.IntegrityError:  # two first words under one name at the same moment
            self.put(name, text, agent_id, now)
