"""data/lexicon/entities.yml as compiled patterns, and what they find in a text."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot.nlu.values import Numerals, Values
from bot.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "entities.yml"

NOT_DENIED = "(?<![不别没勿])(?<!不用)(?<!不要)(?<!不想)(?<!别给我)"


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's shape: measure words, Chinese numerals, and per label a list of patterns or patterns by value.

    A value "" stands for what the pattern itself says. ``within``: labels that do not count inside those named.
    """

    measures: str
    numbers: dict[str, int]
    units: dict[str, int]
    within: dict[str, tuple[str, ...]]
    entities: dict[str, list[str] | dict[str, list[str]]]


class Found(msgspec.Struct, frozen=True):
    """A stretch of text that a pattern matched, with its label and value."""

    label: str
    value: str | int
    start: int
    end: int

    def inside(self, other: "Found") -> bool:
        """Whether all of it lies in ``other``."""
        return other.start <= self.start and self.end <= other.end


class Patterns:
    """Every pattern of the lexicon. Raises ValueError that names label and pattern when one cannot be used."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._values = Values(Numerals(lexicon.numbers, lexicon.units))
        self._within = lexicon.within
        one = "".join((*lexicon.numbers, *lexicon.units))
        amount = f"\\d{{1,6}}(?:\\.\\d{{1,2}})?|[{one}]{{1,6}}"
        words = {
            "n": f"(?P<n>\\d{{1,4}}|[{one}]{{1,5}})",
            "one": f"(?:\\d{{1,2}}|[{one}]{{1,3}})",
            "yuan": f"(?P<yuan>{amount})",
            "digit": f"[\\d{''.join(lexicon.numbers)}]",
            "m": f"(?:{lexicon.measures})",
            "no": NOT_DENIED,
        }
        self._patterns = [
            (label, value, self._compiled(label, pattern, words))
            for label, by_value in lexicon.entities.items()
            for value, patterns in (by_value.items() if isinstance(by_value, dict) else (("", by_value),))
            for pattern in patterns
        ]

    def find(self, text: str) -> list[Found]:
        """All matches that count, overlapping ones of a label too."""
        found = list(self._matches(text))
        around = {label: [each for each in found if each.label in labels] for label, labels in self._within.items()}
        return [each for each in found if not any(each.inside(other) for other in around.get(each.label, ()))]

    def _matches(self, text: str) -> Iterator[Found]:
        for label, value, pattern in self._patterns:
            for match in pattern.finditer(text):
                found = value or self._values.of(match)
                if found is not None:
                    yield Found(label, found, match.start(), match.end())

    @staticmethod
    def _compiled(label: str, pattern: str, words: dict[str, str]) -> "re.Pattern[str]":
        try:
            return re.compile(pattern.format(**words))
        except (re.error, KeyError, IndexError, ValueError) as error:
            raise ValueError(f"{LEXICON.name}: entities.{label}: {pattern!r} is no pattern: {error}") from error


def read(path: Path = LEXICON) -> Patterns:
    """The patterns of a lexicon file."""
    return Patterns(msgspec.yaml.decode(path.read_bytes(), type=Lexicon))
