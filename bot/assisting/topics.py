"""Where a script and an intent are written: the files of data/scripts and data/nlu by topic."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.assisting.blanks import filled_with
from bot.settings import ROOT

DATA = ROOT / "data"
UTTER = "utter_"
TELLING = 12


class Topics:
    """The topics of a data folder, read once."""

    def __init__(self, data: Path = DATA) -> None:
        self._scripts = {
            name: (path.stem, tuple(phrasing["text"] for phrasing in said))
            for path, content in _files(data / "scripts")
            for name, said in (content.get("responses") or {}).items()
        }
        self._intents = {
            entry["intent"]: (path.stem, frozenset(_lines(entry["examples"])))
            for path, content in _files(data / "nlu")
            for entry in content.get("nlu") or ()
            if "intent" in entry
        }

    def phrasings(self, script: str) -> tuple[str, ...]:
        """The phrasings of a script; none where there is no such script."""
        return self._scripts[script][1] if script in self._scripts else ()

    def script_of(self, text: str) -> str | None:
        """The one script whose phrasing gives a text; None where none does, or several. Mere blanks give nothing."""
        found = {name for name, (_, said) in self._scripts.items() if any(_gives(each, text) for each in said)}
        return found.pop() if len(found) == 1 else None

    def topic_of_script(self, script: str) -> str | None:
        """The topic whose file holds a script, or None."""
        return self._scripts[script][0] if script in self._scripts else None

    def topic_of_intent(self, intent: str) -> str | None:
        """The topic whose file holds an intent's lines, or None."""
        return self._intents[intent][0] if intent in self._intents else None

    def lines(self, intent: str) -> frozenset[str]:
        """The lines that an intent is learnt from."""
        return self._intents[intent][1] if intent in self._intents else frozenset()

    def intent_of(self, script: str) -> str | None:
        """The intent that a script answers: of the topic its name begins with, else of its file; None if unsure."""
        named = script.removeprefix(UTTER)
        topics = {topic for topic, _ in self._intents.values()}
        beginning = [topic for topic in topics if named == topic or named.startswith(f"{topic}_")]
        topic = max(beginning, key=len) if beginning else self.topic_of_script(script)
        found = [intent for intent, (of, _) in self._intents.items() if of == topic]
        return found[0] if len(found) == 1 else None


def _gives(phrasing: str, text: str) -> bool:
    own = sum(len(literal) for literal, *_ in Formatter().parse(phrasing))
    return own >= TELLING and filled_with(phrasing, text) is not None


def _files(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.glob("*.yml")):
        yield path, yaml.safe_load(path.read_text(encoding="utf-8")) or {}


def _lines(examples: str) -> Iterator[str]:
    return (line.removeprefix("- ").strip() for line in examples.splitlines() if line.strip())
