"""What all tests share: databases, and one loaded bot for the whole run."""

import pytest

from tests.talking import Bot

pytest_plugins = ["tests.databases"]


@pytest.fixture(scope="session")
def bot() -> Bot:
    """The trained model, loaded once: that takes longer than all talks with it."""
    return Bot()
