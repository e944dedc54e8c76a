"""A shop on each database in which nothing has happened yet."""

import pytest
from sqlalchemy.engine import Engine

from bot.reports.store import ReportStore
from tests.reports.happening import Happening


@pytest.fixture
def store(engine: Engine) -> ReportStore:
    return ReportStore(engine)


@pytest.fixture
def shop(engine: Engine) -> Happening:
    return Happening(engine)
