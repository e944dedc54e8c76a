"""The schema is made once, whoever comes first, and is what the stores believe it to be."""

import importlib
import multiprocessing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Engine

from bot.settings import ROOT
from bot.store import StoreUnavailable, ensure_schema, metadata, open_engine, reading, writing


def _open(url: str) -> None:
    ensure_schema(open_engine(url))


def test_processes_that_start_together_make_it_once(database_url: str) -> None:
    fresh = multiprocessing.get_context("spawn")
    processes = [fresh.Process(target=_open, args=(database_url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)

    assert [process.exitcode for process in processes] == [0, 0, 0]
    with reading(open_engine(database_url)) as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM alembic_version")) == 1


def test_the_migrations_make_what_the_stores_expect(engine: Engine) -> None:
    """Every table, column and index that a store declares; indexes may be declared by the migration alone."""
    stores = (file for file in sorted((ROOT / "bot").rglob("store.py")) if not {"nlu", "ui"} & {*file.parts})
    for file in stores:
        importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert [step for step in compare_metadata(context, metadata) if step[0] != "remove_index"] == []


def _make_a_table_twice(engine: Engine) -> None:
    with writing(engine) as connection:
        for _ in range(2):
            connection.execute(sa.text("CREATE TABLE gone (x INTEGER)"))


def test_opening_it_again_changes_nothing(engine: Engine) -> None:
    ensure_schema(engine)
    ensure_schema(engine)


def test_a_schema_of_a_newer_version_is_refused(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999_future'"))

    with pytest.raises(StoreUnavailable, match="update the program"):
        ensure_schema(engine)


def test_sqlite_checks_foreign_keys_and_does_not_block_readers(tmp_path: Path) -> None:
    opened = open_engine(f"sqlite:///{tmp_path / 'made' / 'shop.db'}")
    with reading(opened) as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(StoreUnavailable if engine.dialect.name == "sqlite" else sa.exc.ProgrammingError):
        _make_a_table_twice(engine)
    with pytest.raises(sa.exc.DBAPIError), engine.connect() as connection:
        connection.execute(sa.text("SELECT x FROM gone"))


@pytest.mark.parametrize(
    "url",
    ["postgresql://postgres:secret@127.0.0.1:1/nowhere", "sqlite:////proc/nowhere/shop.db", "sqlite:////"],
)
def test_a_database_that_cannot_be_reached_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        ensure_schema(open_engine(url))

    assert url.replace("secret", "***") in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("milk, eggs, socks\n" * 50)

    with pytest.raises(StoreUnavailable, match=r"notes\.db: .*not a database"):
        ensure_schema(open_engine(f"sqlite:///{file}"))
