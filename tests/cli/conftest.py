"""The command line in this process: a database and a clock of its own for every test."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from bot.cli.main import main
from bot.service import Service, build
from bot.settings import ROOT, Settings, read

NOON = "2026-06-18T12:00"


class Said(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.out)


Cli = Callable[..., Said]


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with a database of its own, at noon of the demo shop's day."""
    return {"DATABASE_URL": f"sqlite:///{tmp_path / 'shop.db'}", "CLOCK": NOON}


@pytest.fixture
def settings(environ: Mapping[str, str], tmp_path: Path) -> Settings:
    """The settings of that environment; what is kept on disk stays in the test's folder."""
    return msgspec.structs.replace(read(environ), var=tmp_path / "var")


@pytest.fixture
def copied(settings: Settings, tmp_path: Path) -> Settings:
    """Settings on a copy of the data folder, to break."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("nlu"))
    data = tmp_path / "data"
    return msgspec.structs.replace(settings, data=data, shop_policies=data / "policies" / "shop")


@pytest.fixture
def service(settings: Settings) -> Service:
    """The service on the same database as the commands."""
    return build(settings)


@pytest.fixture
def cli(environ: dict[str, str], capsys: pytest.CaptureFixture[str]) -> Cli:
    """``cli("cases", "--json")`` runs a command; keywords set the environment."""

    def run(*argv: str, **more: str) -> Said:
        capsys.readouterr()
        code = main(argv, {**environ, **more})
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def demo_cli(cli: Cli) -> Cli:
    """The same with the demo shop loaded."""
    assert cli("demo").code == 0
    return cli
