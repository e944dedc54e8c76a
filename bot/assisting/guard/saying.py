"""A text made ready for looking: in plain letters, cut into sentences and pieces, with the way back."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import msgspec

ENDS = re.compile(r"[。!?;\n]+")
BREAKS = re.compile(r"(?<![0-9]),|,(?![0-9])|[~…]+|[。!?;\n]+")


class Stretch(msgspec.Struct, frozen=True):
    """Characters from ``start`` up to ``end`` of the plain text."""

    start: int
    end: int

    def within(self, other: "Stretch") -> bool:
        """Whether it lies inside another."""
        return other.start <= self.start and self.end <= other.end

    def touches(self, other: "Stretch") -> bool:
        """Whether it shares a character with another."""
        return self.start < other.end and other.start < self.end


class Saying(msgspec.Struct, frozen=True):
    """A text: as typed, in plain letters, and where each plain letter was typed."""

    typed: str
    plain: str
    places: tuple[int, ...]
    sentences: tuple[Stretch, ...]
    pieces: tuple[Stretch, ...]

    def words(self, stretch: Stretch) -> str:
        """The plain letters of a stretch."""
        return self.plain[stretch.start : stretch.end]

    def typed_at(self, stretch: Stretch) -> tuple[int, int]:
        """Where a stretch was typed."""
        return self.places[stretch.start], self.places[stretch.end - 1] + 1

    def piece(self, stretch: Stretch) -> Stretch:
        """The piece that a stretch begins in."""
        return _around(stretch, self.pieces)

    def sentence(self, stretch: Stretch) -> Stretch:
        """The sentence that a stretch begins in."""
        return _around(stretch, self.sentences)

    def before(self, stretch: Stretch) -> str:
        """What stands before a stretch in its piece."""
        return self.plain[self.piece(stretch).start : stretch.start]

    def after(self, stretch: Stretch) -> str:
        """What stands behind a stretch in its piece, the mark that ends it included."""
        return self.plain[stretch.end : self.piece(stretch).end]

    def found(self, patterns: Iterable[str]) -> list[tuple[Stretch, "re.Match[str]"]]:
        """What matches any of the patterns, from left to right; of matches that overlap the longest."""
        every = [m for pattern in patterns for m in re.finditer(pattern, self.plain) if m.group()]
        kept: list[tuple[Stretch, re.Match[str]]] = []
        for match in sorted(every, key=lambda m: m.start() - m.end()):
            here = Stretch(*match.span())
            if not any(here.touches(other) for other, _ in kept):
                kept.append((here, match))
        return sorted(kept, key=lambda each: each[0].start)


def read(typed: str) -> Saying:
    """A text made ready."""
    kept = [
        (letter, place)
        for place, original in enumerate(typed)
        for letter in unicodedata.normalize("NFKC", original).lower()
        if not _blank_beside_chinese(typed, place)
    ]
    plain = "".join(letter for letter, _ in kept)
    places = tuple(place for _, place in kept)
    return Saying(typed, plain, places, _cut(plain, ENDS), _cut(plain, BREAKS))


def _blank_beside_chinese(typed: str, place: int) -> bool:
    """Whether a character only separates; a blank between two figures or two letters parts them."""
    if typed[place] == "\n" or not (typed[place].isspace() or unicodedata.category(typed[place]) == "Cf"):
        return False
    around = typed[:place].rstrip()[-1:] + typed[place + 1 :].lstrip()[:1]
    return not (len(around) == 2 and around.isascii() and around.isalnum())


def _cut(plain: str, at: "re.Pattern[str]") -> tuple[Stretch, ...]:
    ends = [match.end() for match in at.finditer(plain)]
    bounds = [0, *ends] if ends and ends[-1] == len(plain) else [0, *ends, len(plain)]
    return tuple(Stretch(start, end) for start, end in pairwise(bounds))


def _around(stretch: Stretch, parts: tuple[Stretch, ...]) -> Stretch:
    return next((part for part in parts if part.start <= stretch.start < part.end), Stretch(0, 0))
