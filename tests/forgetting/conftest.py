"""A shop on each database, with Rasa's talks beside it."""

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from tests.forgetting.lives import World


@pytest.fixture
def world(engine: Engine, database_url: str, tmp_path: Path) -> World:
    """On SQLite Rasa has a file of its own, on PostgreSQL a table in the shop's database."""
    in_file = engine.dialect.name == "sqlite"
    return World(engine, f"sqlite:///{tmp_path / 'talks.db'}" if in_file else database_url, tmp_path / "var")
