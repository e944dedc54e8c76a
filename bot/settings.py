"""Every setting comes from the environment, is read once and fails early with a word on what to do."""

import os
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from bot.clock import parse_time

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "models" / "qinqin.tar.gz"
SHORTEST_SECRET = 32
MIB = 1024**2


class SettingError(ValueError):
    """A setting cannot be used; the message names it, its value and what was expected."""


class Window(msgspec.Struct, frozen=True):
    """What the environment says about the buyer's window: numbers of an installation, not of after-sales rules.

    ``secret`` signs the buyers' tokens, None for the demo shop; ``origins`` are the pages that may show the window.
    ``text`` (characters) and ``files`` are of one message, ``picture_bytes`` and ``video_bytes`` of one file; the rates
    are of one buyer, ``calls_a_minute`` of one address.
    """

    port: int = 5080
    secret: str | None = None
    origins: tuple[str, ...] = ()
    text: int = 2000
    files: int = 6
    picture_bytes: int = 10 * MIB
    video_bytes: int = 50 * MIB
    messages_a_minute: int = 30
    uploads_a_minute: int = 20
    calls_a_minute: int = 600


class Settings(msgspec.Struct, frozen=True):
    """What the environment says about this shop's installation.

    ``clock`` is the moment at which the shop's clock starts, None for now; ``demo_buyer`` speaks on the command line;
    ``var`` is the folder of what the shop keeps in files: pictures, and what could not yet be written to the database.
    """

    database_url: str
    shop_policies: Path
    clock: datetime | None
    demo_buyer: str | None
    rasa_port: int
    action_port: int
    window: Window = Window()
    data: Path = ROOT / "data"
    var: Path = ROOT / "var"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings that ``environ`` holds, with defaults for what it leaves out; raises SettingError."""
    var = Path(environ.get("VAR") or ROOT / "var")
    return Settings(
        database_url=_database(environ, var),
        shop_policies=_folder(environ, "SHOP_POLICIES", ROOT / "data" / "policies" / "shop"),
        clock=_moment(environ, "CLOCK"),
        demo_buyer=environ.get("BUYER") or None,
        rasa_port=_port(environ, "RASA_PORT", 5005),
        action_port=_port(environ, "ACTION_PORT", 5055),
        window=_window(environ),
        var=var,
    )


def _window(environ: Mapping[str, str]) -> Window:
    usual = Window()
    return Window(
        port=_port(environ, "WEB_PORT", usual.port),
        secret=_secret(environ),
        origins=_origins(environ),
        picture_bytes=_count(environ, "WEB_PICTURE_MB", usual.picture_bytes // MIB) * MIB,
        video_bytes=_count(environ, "WEB_VIDEO_MB", usual.video_bytes // MIB) * MIB,
        messages_a_minute=_count(environ, "WEB_MESSAGES_A_MINUTE", usual.messages_a_minute),
        uploads_a_minute=_count(environ, "WEB_UPLOADS_A_MINUTE", usual.uploads_a_minute),
        calls_a_minute=_count(environ, "WEB_CALLS_A_MINUTE", usual.calls_a_minute),
    )


def _secret(environ: Mapping[str, str]) -> str | None:
    secret = environ.get("WEB_SECRET") or None
    if secret and len(secret) < SHORTEST_SECRET:
        raise SettingError(f"WEB_SECRET: expected at least {SHORTEST_SECRET} characters, found {len(secret)}")
    return secret


def _origins(environ: Mapping[str, str]) -> tuple[str, ...]:
    origins = tuple((environ.get("WEB_ORIGINS") or "").replace(",", " ").split())
    for origin in origins:
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?", origin):
            raise SettingError(f"WEB_ORIGINS={origin!r}: expected origins such as https://shop.example.com")
    return origins


def _count(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not re.fullmatch(r"[1-9]\d{0,5}", text):
        raise SettingError(f"{name}={text!r}: expected a number from 1 to 999999")
    return int(text)


def _database(environ: Mapping[str, str], var: Path) -> str:
    url = environ.get("DATABASE_URL") or f"sqlite:///{var / 'qinqin.db'}"
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
