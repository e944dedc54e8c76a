"""A shop with people at its desk and its door open."""

from collections.abc import Iterator

import pytest

from tests.desk.desks import employ
from tests.web.doors import House, house


@pytest.fixture
def home(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> House:
    made = house(database_url, tmp_path_factory.mktemp("var"))
    employ(made.service.staff)
    return made


@pytest.fixture
def base(home: House) -> Iterator[str]:
    with home.open() as address:
        yield address
