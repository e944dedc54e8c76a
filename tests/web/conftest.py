"""A house with its door open, shared by the tests of a file that do not stand in each other's way."""

from collections.abc import Iterator

import pytest

from tests.web.doors import Client, House, house


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("house")
    return house(f"sqlite:///{folder / 'shop.db'}", folder / "var")


@pytest.fixture(scope="module")
def base(home: House) -> Iterator[str]:
    with home.open() as address:
        yield address


@pytest.fixture
def lin(base: str) -> Client:
    return Client(base)
