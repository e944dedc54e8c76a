"""data/lexicon/entities.yml as compiled patterns, and what they find in a text."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bot.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "entities.yml"

NOT_DENIED = "(?<![不别没勿])(?<!不用)(?<!不要)(?<!不想)(?<!别给我)"


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's shape: measure words, Chinese numerals, and per label a list of patterns or patterns by value."""

    measures: str
    numbers: dict[str, int]
    entities: dict[str, list[str] | dict[str, list[str]]]


class Found(msgspec.Struct, frozen=True):
    """A stretch of text that a pattern matched, with its label and value."""

    label: str
    value: str | int
    start: int
    end: int


class Patterns:
    """Every pattern of the lexicon. Raises ValueError that names label and pattern when one cannot be used."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._numbers = lexicon.numbers
        number = f"(?P<n>\\d{{1,4}}|[{''.join(lexicon.numbers)}]{{1,3}})"
        words = {"n": number, "m": f"(?:{lexicon.measures})", "no": NOT_DENIED}
        self._patterns = [
            (label, value, self._compiled(label, pattern, words))
            for label, by_value in lexicon.entities.items()
            for value, patterns in (by_value.items() if isinstance(by_value, dict) else ((None, by_value),))
            for pattern in patterns
        ]

    def find(self, text: str) -> Iterator[Found]:
        """All matches, overlapping ones too."""
        for label, value, pattern in self._patterns:
            for match in pattern.finditer(text):
                found = value if value is not None else self._value(match)
                if found is not None:
                    yield Found(label, found, match.start(), match.end())

    def _value(self, match: "re.Match[str]") -> str | int | None:
        number = match.groupdict().get("n")
        return self._number(number) if number else match.group()

    def _number(self, text: str) -> int | None:
        """A count up to 9999 or, in Chinese, up to 99; None for what is no count."""
        if text.isdigit():
            return int(text)
        tens, ten, ones = text.partition("十")
        if not ten:
            return self._numbers.get(text)
        units = self._numbers.get(ones, 0 if not ones else -1)
        return (self._numbers.get(tens, 1) if tens else 1) * 10 + units if units >= 0 else None

    @staticmethod
    def _compiled(label: str, pattern: str, words: dict[str, str]) -> "re.Pattern[str]":
        try:
            return re.compile(pattern.format(**words))
        except (re.error, KeyError, IndexError, ValueError) as error:
            raise ValueError(f"{LEXICON.name}: entities.{label}: {pattern!r} is no pattern: {error}") from error


def read(path: Path = LEXICON) -> Patterns:
    """The patterns of a lexicon file."""
    return Patterns(msgspec.yaml.decode(path.read_bytes(), type=Lexicon))
