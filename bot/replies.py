"""A verdict or a state ▸ the name of a reply and its facts. The words themselves stand in data/scripts."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.clock import SHANGHAI
from bot.texts import SCRIPTS, text


class Button(msgspec.Struct, frozen=True):
    """Something the buyer may tap instead of typing; what is sent is what a buyer would type."""

    title: str
    payload: str


class Reply(msgspec.Struct, frozen=True):
    """One reply: its name in data/scripts, the facts that go into it, buttons under it."""

    name: str
    facts: dict[str, str] = {}
    buttons: tuple[Button, ...] = ()

    def button_dicts(self) -> list[dict[str, Any]]:
        """The buttons as Rasa wants them."""
        return [{"title": button.title, "payload": button.payload} for button in self.buttons]


def names(scripts: Path) -> frozenset[str]:
    """The names of the replies in a folder of scripts."""
    return frozenset(
        name for path in sorted(scripts.glob("*.yml")) for name in _names(path.read_text(encoding="utf-8"))
    )


@cache
def _names(said: str) -> tuple[str, ...]:
    content = yaml.safe_load(said) or {}
    return tuple(content.get("responses") or ())


def worded(reply: Reply, scripts: Path = SCRIPTS) -> str:
    """A reply in the words of its first phrasing. KeyError names a reply that no script has."""
    return _first_phrasings(scripts)[reply.name].format(**reply.facts)


@cache
def _first_phrasings(scripts: Path) -> dict[str, str]:
    found = (yaml.safe_load(path.read_text(encoding="utf-8")) or {} for path in sorted(scripts.glob("*.yml")))
    return {name: said[0]["text"] for content in found for name, said in (content.get("responses") or {}).items()}


def buttons(*names: str) -> tuple[Button, ...]:
    """Buttons by name; their words stand under ``buttons`` in data/scripts/parts."""
    return tuple(Button(text(f"buttons.{name}"), text(f"buttons.{name}")) for name in names)


def saying(*sentences: str) -> tuple[Button, ...]:
    """Buttons that say what stands on them."""
    return tuple(Button(sentence, sentence) for sentence in sentences)


def numbered(lines: list[str]) -> str:
    """A numbered list, one entry a line."""
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def moment(when: datetime) -> str:
    """A moment as a buyer reads it: 6月20日 18:00."""
    local = when.astimezone(SHANGHAI)
    return text("moment", month=local.month, day=local.day, hour=f"{local.hour:02d}", minute=f"{local.minute:02d}")


def date_of(when: datetime) -> str:
    """A day as a buyer reads it: 6月20日."""
    local = when.astimezone(SHANGHAI)
    return text("date", month=local.month, day=local.day)
