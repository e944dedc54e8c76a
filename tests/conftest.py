"""What all tests share: databases, and for the whole run one loaded bot and one stage on which shops are opened."""

import pytest

from bot.replaying.stage import Stage
from bot.settings import read
from tests.talking import Bot

pytest_plugins = ["tests.databases"]

WHOLE_SHOPS = ("browser", "deaths")


@pytest.fixture(scope="session")
def bot() -> Bot:
    """The trained model, loaded once: that takes longer than all talks with it."""
    return Bot()


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Opens the demo shop as it is before anybody speaks, as often as it is wanted."""
    return Stage(read({}), tmp_path_factory.mktemp("stage"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run side by side, those of a room that starts a whole shop stay together, so that it starts once."""
    for item in items:
        if item.path.parent.name in WHOLE_SHOPS:
            item.add_marker(pytest.mark.xdist_group(item.path.parent.name))
