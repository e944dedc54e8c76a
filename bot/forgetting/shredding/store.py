"""A transaction in which what is deleted is really gone: SQLite by itself leaves it in the file until it is reused."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy.engine import Connection, Engine

from bot.store import writing


@contextmanager
def shredding(engine: Engine) -> Iterator[Connection]:
    """As `writing`; in an SQLite file the deleted is overwritten too, and the journal emptied. StoreUnavailable."""
    in_file = engine.dialect.name == "sqlite"
    with writing(engine) as connection:
        if in_file:
            connection.exec_driver_sql("PRAGMA secure_delete = ON")
        yield connection
    if in_file:
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
