"""What all tests share: databases, and one loaded bot for the whole run."""

from collections.abc import Iterator

import pytest

from tests.talking import Bot

pytest_plugins = ["tests.databases"]


@pytest.fixture(scope="session")
def bot() -> Iterator[Bot]:
    """The trained model, loaded once: that takes longer than all talks with it."""
    yield Bot()
