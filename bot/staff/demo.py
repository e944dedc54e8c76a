"""The demo shop's staff, made on first use with one password that is written down for the owner of the machine."""

import os
import secrets
from pathlib import Path

from bot.staff.model import Agent, Role
from bot.staff.store import StaffStore

KEPT_IN = "desk_password"
PEOPLE: tuple[tuple[str, Role], ...] = (("xiaoya", "agent"), ("ajie", "lead"), ("laoban", "owner"))


def add_demo_staff(store: StaffStore, folder: Path, names: dict[str, str]) -> list[Agent]:
    """Everybody of the demo shop, where nobody works there yet; none where somebody does. Raises OSError."""
    if store.all():
        return []
    password = demo_password(folder) or _written(folder)
    return [store.add(id_, names[id_], role, password) for id_, role in PEOPLE]


def demo_password(folder: Path) -> str | None:
    """The password of the demo shop's staff; None where it was never made."""
    file = folder / KEPT_IN
    return file.read_text(encoding="ascii") if file.is_file() else None


def _written(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(9)
    handle = os.open(folder / KEPT_IN, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as new:
        new.write(password)
    return password
