"""data/lexicon/evaluation.yml: how readings are counted, and the keyword lists that shops use today."""

from collections.abc import Collection
from functools import cached_property
from pathlib import Path

import msgspec

from bot.settings import ROOT

YARDSTICK = ROOT / "data" / "lexicon" / "evaluation.yml"


class Yardstick(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What counts as what.

    ``counts_as``: an intent of ours that a file does not know, and the one it files such lines under; ``requests``:
    intents on which the bot starts something; ``to_a_person``: those it leaves to a person; the platform's bar for
    shop bots (shares of 1, seconds); ``keywords`` by intent, in the order they are tried.
    """

    out_of_scope: str
    counts_as: dict[str, str]
    requests: tuple[str, ...]
    to_a_person: tuple[str, ...]
    bar_recognised: float
    bar_to_a_person: float
    bar_seconds: float
    keywords: dict[str, tuple[str, ...]]

    def counted(self, intent: str, labels: Collection[str]) -> str:
        """The intent, or what a file with these labels calls it."""
        return intent if intent in labels else self.counts_as.get(intent, intent)

    @cached_property
    def _words(self) -> list[tuple[str, str]]:
        return [(word, intent) for intent, words in self.keywords.items() for word in words]

    def by_keyword(self, text: str) -> str:
        """The intent of the longest keyword in a text, as keyword bots choose; out of scope without one."""
        found = [(len(word), intent) for word, intent in self._words if word in text]
        return max(found, key=lambda each: each[0])[1] if found else self.out_of_scope


def read_yardstick(path: Path = YARDSTICK) -> Yardstick:
    """The yardstick of a file. Raises msgspec.ValidationError with the key that is wrong."""
    return msgspec.yaml.decode(path.read_bytes(), type=Yardstick)
