"""The database that all stores share: one engine, one schema, brought up to date when it is first opened."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.types import TypeDecorator

from bot.clock import SHANGHAI

__all__ = [
    "Engine",
    "Moment",
    "StoreUnavailable",
    "changes",
    "ensure_schema",
    "metadata",
    "open_engine",
    "open_to_look",
    "reading",
    "scratch_copy",
    "writing",
]

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MS = 10_000
CONNECT_S = 5
SCHEMA_LOCK = 7_104_517
UNUSABLE = (sa.exc.DatabaseError, sa.exc.OperationalError, sa.exc.InterfaceError)

metadata = sa.MetaData()
_one_upgrade = threading.Lock()
logging.getLogger("alembic").setLevel(logging.WARNING)


class StoreUnavailable(RuntimeError):
    """The database cannot be used; the message names its URL without the password and what went wrong."""


class Moment(TypeDecorator[datetime]):  # type: ignore[misc]  # SQLAlchemy 1.4 carries no types
    """An aware moment, kept as naive UTC so that SQLite and PostgreSQL sort it alike, read back in Shanghai time."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """An aware moment as naive UTC."""
        return value.astimezone(timezone.utc).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """Naive UTC as an aware moment in Shanghai."""
        return value.replace(tzinfo=timezone.utc).astimezone(SHANGHAI) if value else None


def open_engine(url: str) -> Engine:
    """An engine on the database at ``url``: SQLite (its folder is made) or PostgreSQL.

    Connects to nothing yet. Raises StoreUnavailable when the folder of an SQLite file cannot be made.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return sa.create_engine(parsed, future=True, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_S})


def _sqlite(url: Any) -> Engine:
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory:
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"{url}: the folder cannot be made: {error}") from error
    engine = sa.create_engine(
        url,
        future=True,
        poolclass=StaticPool if in_memory else QueuePool,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would hold its BEGIN back until the first write
    connection.execute("PRAGMA foreign_keys = ON")
    with suppress(sqlite3.OperationalError):  # another process is switching the file to WAL at this moment
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection to read from. Raises StoreUnavailable when the database fails."""
    with _named_failures(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, rolled back on any error.

    On SQLite it holds the write lock from the start, so what it reads cannot change before it writes. Raises
    StoreUnavailable when the database fails.
    """
    with _named_failures(engine), engine.execution_options(writes=True).begin() as connection:
        yield connection


@contextmanager
def _named_failures(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (sa.exc.DatabaseError, sa.exc.InterfaceError) as error:
        if type(error) not in UNUSABLE:
            raise
        raise StoreUnavailable(f"{engine.url!r}: the database cannot be used: {error.orig}".strip()) from error


def open_to_look(url: str) -> Engine | None:
    """An engine that only reads the database at ``url``; None when nothing was ever stored there. Makes nothing.

    Raises StoreUnavailable when the database cannot be reached or its schema is not the one this program knows.
    """
    parsed = make_url(url)
    in_file = parsed.get_backend_name() == "sqlite"
    if in_file and not Path(parsed.database or "").is_file():
        return None
    if in_file:
        engine = sa.create_engine(parsed, future=True, connect_args={"timeout": BUSY_MS / 1000})
        sa.event.listen(engine, "connect", _only_read_sqlite)
    else:
        engine = open_engine(url).execution_options(postgresql_readonly=True)
    with reading(engine) as connection:
        revision = _revision(connection)
    if revision is None:
        engine.dispose()
        return None
    if revision != _head(_alembic()):
        told = "its schema is of another version; `python -m bot run` updates an older one"
        raise StoreUnavailable(f"{engine.url!r}: {told}")
    return engine


def _only_read_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def ensure_schema(engine: Engine) -> None:
    """Brings the schema up to date, once, also when several processes start together.

    Raises StoreUnavailable when the database cannot be reached or was made by a newer version of this program.
    """
    config = _alembic()
    head = _head(config)
    with reading(engine) as connection:
        if _revision(connection) == head:
            return
    with _one_upgrade, writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(SCHEMA_LOCK)))
        if _revision(connection) != head:
            _upgrade(connection, config)


def scratch_copy(engine: Engine, buyer: str | None) -> Engine:
    """An engine on a database in memory with what concerns one buyer, for trying something that is to leave no trace.

    A table without a buyer of its own (clocks) comes with the rows that its foreign key leads to; one without either
    stays empty.
    """
    scratch = open_engine("sqlite://")
    metadata.create_all(scratch)
    with reading(engine) as source, writing(scratch) as target:
        for table in metadata.sorted_tables:
            rows = [dict(row._mapping) for row in source.execute(sa.select(table).where(_concerns(table, buyer)))]
            if rows:
                target.execute(table.insert(), rows)
    return scratch


def changes(scratch: Engine) -> int:
    """How many rows have been written to a scratch copy."""
    with reading(scratch) as connection:
        return int(connection.scalar(sa.text("SELECT total_changes()")))


def _concerns(table: Any, buyer: str | None) -> Any:
    if "buyer_id" in table.c:
        return table.c.buyer_id == buyer
    key = next((each for each in table.foreign_keys if each.column.table is not table), None)
    if key is None:
        return sa.false()
    return key.parent.in_(sa.select(key.column).where(_concerns(key.column.table, buyer)))


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _head(config: Config) -> str | None:
    head: str | None = ScriptDirectory.from_config(config).get_current_head()
    return head


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _upgrade(connection: Connection, config: Config) -> None:
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        url = repr(connection.engine.url)
        raise StoreUnavailable(f"{url}: its schema is of a newer version, update the program: {error}") from error
