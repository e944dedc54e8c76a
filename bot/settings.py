"""Every setting comes from the environment, is read once and fails early with a word on what to do."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from bot.clock import parse_time

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / "qinqin.tar.gz"


class SettingError(ValueError):
    """A setting cannot be used; the message names it, its value and what was expected."""


class Settings(msgspec.Struct, frozen=True):
    """What the environment says about this shop's installation.

    ``clock`` is the moment at which the shop's clock starts, None for now; ``demo_buyer`` speaks on the command line.
    """

    database_url: str
    shop_policies: Path
    clock: datetime | None
    demo_buyer: str | None
    rasa_port: int
    action_port: int
    data: Path = ROOT / "data"
    var: Path = ROOT / "var"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings that ``environ`` holds, with defaults for what it leaves out; raises SettingError."""
    return Settings(
        database_url=_database(environ),
        shop_policies=_folder(environ, "SHOP_POLICIES", ROOT / "data" / "policies" / "shop"),
        clock=_moment(environ, "CLOCK"),
        demo_buyer=environ.get("BUYER") or None,
        rasa_port=_port(environ, "RASA_PORT", 5005),
        action_port=_port(environ, "ACTION_PORT", 5055),
    )


def _database(environ: Mapping[str, str]) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'qinqin.db'}"
    scheme = url.split(":", 1)[0].split("+")[0]
    if scheme not in ("sqlite", "postgresql", "postgres"):
        raise SettingError(f"DATABASE_URL={url!r}: expected sqlite:///FILE or postgresql://USER@HOST/NAME")
    return "postgresql" + url[len("postgres") :] if scheme == "postgres" else url


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    folder = Path(environ.get(name) or default)
    if not folder.is_dir():
        raise SettingError(f"{name}={str(folder)!r}: no such folder; name the folder of the shop's own clauses")
    return folder


def _moment(environ: Mapping[str, str], name: str) -> datetime | None:
    text = environ.get(name)
    if not text:
        return None
    try:
        return parse_time(text)
    except ValueError as error:
        raise SettingError(f"{name}={text!r}: expected an ISO time such as 2026-06-18T10:00") from error


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingError(f"{name}={text!r}: expected a port number from 1 to 65535")
    return int(text)
