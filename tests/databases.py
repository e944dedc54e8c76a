"""Fixtures that run a test on both databases a shop may use: ``engine`` has the schema, ``database_url`` is empty.

PostgreSQL is the server of TEST_DATABASE_URL, by default a local one that trusts user postgres. Without it those tests
are skipped, or fail when REQUIRE_POSTGRES=1.
"""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL, make_url

from bot.store import ensure_schema, open_engine

LOCAL_SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"


@pytest.fixture(scope="session")
def postgres_database() -> Iterator[URL]:
    """A throw-away database on the PostgreSQL server, dropped at the end of the session."""
    server = make_url(os.environ.get("TEST_DATABASE_URL") or LOCAL_SERVER)
    name = f"qinqin_test_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(server, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
    except sa.exc.OperationalError as error:
        _without_postgres(server, error)
    yield server.set(database=name)
    with admin.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    admin.dispose()


def _without_postgres(server: URL, error: Exception) -> None:
    reason = f"no PostgreSQL at {server!r} (set TEST_DATABASE_URL): {error}"
    if os.environ.get("REQUIRE_POSTGRES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database of each kind; on PostgreSQL a schema of its own in the session's database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'shop.db'}"
        return
    database: URL = request.getfixturevalue("postgres_database")
    name = f"t_{uuid.uuid4().hex[:12]}"
    admin = sa.create_engine(database, future=True)
    with admin.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    yield database.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    with admin.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    admin.dispose()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database of each kind with the schema brought up to date."""
    opened = open_engine(database_url)
    ensure_schema(opened)
    yield opened
    opened.dispose()
