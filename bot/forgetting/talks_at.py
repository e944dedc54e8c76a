"""Where Rasa keeps its talks, as its endpoints.yml says."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.settings import ROOT

SQL_STORES = ("sql", "bot.nlu.store.rememberingstore")
BLANK = re.compile(r"\$\{(\w+)\}|\$(\w+)")


class TalksAt(msgspec.Struct, frozen=True):
    """A database by Rasa's own words for it; ``url`` is a whole address, or a host. ``schema`` is of PostgreSQL."""

    dialect: str = "sqlite"
    url: str | None = None
    port: int | None = None
    db: str = "rasa.db"
    username: str | None = None
    password: str | None = None
    query: dict[str, str] | None = None
    schema: str | None = None


class TalksElsewhere(ValueError):
    """Rasa keeps its talks where they cannot be erased from here; the message names the kind of store."""


class BadEndpoints(ValueError):
    """An endpoints.yml that cannot be read; the message says why."""


class _Endpoints(msgspec.Struct, frozen=True):
    tracker_store: dict[str, Any] | None = None


def talks_at(environ: Mapping[str, str] = os.environ) -> TalksAt | None:
    """Where Rasa keeps its talks; None when only in memory. Raises TalksElsewhere, BadEndpoints.

    The file is that of ENDPOINTS, else the one at the root; a file of SQLite lies where Rasa is started, at the root.
    """
    file = Path(environ.get("ENDPOINTS") or ROOT / "endpoints.yml")
    store = _store(file, environ)
    kind = str(store.get("type") or "")
    if kind.lower() in ("", "inmemorytrackerstore", "in_memory"):
        return None
    if kind.lower() not in SQL_STORES:
        raise TalksElsewhere(kind)
    try:
        place = msgspec.convert({**store, "schema": environ.get("POSTGRESQL_SCHEMA") or None}, TalksAt, strict=False)
    except msgspec.ValidationError as error:
        raise BadEndpoints(f"{file}: {error}") from error
    if place.dialect == "sqlite":
        return msgspec.structs.replace(place, db=str(ROOT / place.db))
    return place


def _store(file: Path, environ: Mapping[str, str]) -> dict[str, Any]:
    try:
        content = msgspec.convert(yaml.safe_load(file.read_text(encoding="utf-8")) or {}, _Endpoints)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise BadEndpoints(f"{file}: {error}") from error
    return {key: _filled(value, environ) for key, value in (content.tracker_store or {}).items()}


def _filled(node: Any, environ: Mapping[str, str]) -> Any:
    """What Rasa makes of ${NAMES} in the file."""
    if isinstance(node, dict):
        return {key: _filled(value, environ) for key, value in node.items()}
    if isinstance(node, str):
        return BLANK.sub(lambda found: environ.get(found[1] or found[2], found[0]), node)
    return node
