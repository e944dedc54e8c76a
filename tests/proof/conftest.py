from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.proof import Material, NoFont
from bot.proof.font import font_file
from tests.proof.makers import material


@pytest.fixture(scope="session")
def shirt(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """The case of the demo shop's missing shirt."""
    return material(tmp_path_factory.mktemp("proof"))


@pytest.fixture
def font() -> Iterator[Path]:
    """The installed Chinese font; without it those tests are skipped."""
    try:
        yield font_file()
    except NoFont as missing:
        pytest.skip(str(missing))
