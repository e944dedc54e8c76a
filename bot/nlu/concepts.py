"""data/lexicon/concepts.yml: the many ways to say one thing, and which of them a text says in what order."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from bot.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "concepts.yml"
MOST = 25
NEAR = 4


class Concepts:
    """Finds concepts by their words, the longest word first; a word may stand for several concepts.

    Raises ValueError naming the concept when the file gives one no words.
    """

    def __init__(self, ways: dict[str, str]) -> None:
        self._of: dict[str, list[str]] = {}
        for concept, words in ways.items():
            if not words.split():
                raise ValueError(f"{LEXICON.name}: {concept}: has no words; give at least one or take it out")
            for word in words.lower().split():
                self._of.setdefault(word, []).append(concept)
        self._longest = max(map(len, self._of), default=0)

    def terms(self, text: str) -> list[str]:
        """The concepts of a text and, of concepts that stand near each other, which comes before which.

        A text that says nothing known has one term for that, and how many there are is a term as well.
        """
        found = list(islice(self._found(text), MOST))
        return sorted({f"{min(len(found), 6)} concepts", *_each(found), *_pairs(found)})

    def _found(self, text: str) -> Iterator[list[str]]:
        start = 0
        while start < len(text):
            lengths = range(min(self._longest, len(text) - start), 0, -1)
            length = next((length for length in lengths if text[start : start + length] in self._of), 0)
            if length:
                yield self._of[text[start : start + length]]
            start += length or 1


def _each(found: list[list[str]]) -> Iterator[str]:
    yield from (concept for concepts in found for concept in concepts)


def _pairs(found: list[list[str]]) -> Iterator[str]:
    for place, firsts in enumerate(found):
        for seconds in found[place + 1 : place + 1 + NEAR]:
            yield from (f"{first} > {second}" for first in firsts for second in seconds)


def read(path: Path = LEXICON) -> Concepts:
    """The concepts of a lexicon file. Raises msgspec.ValidationError naming what is no text."""
    return Concepts(msgspec.yaml.decode(path.read_bytes(), type=dict[str, str]))
