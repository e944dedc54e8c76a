"""What nobody may say to a buyer, bot or person: where such words stand in a text, why not, and what to say instead."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from bot.settings import ROOT

FORBIDDEN = ROOT / "data" / "lexicon" / "forbidden.yml"


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of forbidden words, with the reason and what to write instead.

    ``patterns`` are regular expressions; a match of them that lies within a match of ``allowed`` is let pass.
    """

    title: str
    reason: str
    instead: str
    patterns: tuple[str, ...]
    allowed: tuple[str, ...] = ()


class Forbidden(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every group by name."""

    groups: dict[str, Group]


class Stretch(msgspec.Struct, frozen=True):
    """Forbidden words in a text: ``said[start:end]``, and the group that forbids them."""

    start: int
    end: int
    words: str
    group: Group


@cache
def read_forbidden(path: Path = FORBIDDEN) -> Forbidden:
    """The groups of a file. Raises msgspec.ValidationError for its shape, ValueError naming a pattern that is wrong."""
    found = msgspec.yaml.decode(path.read_bytes(), type=Forbidden)
    for key, wrong in bad_patterns(found):
        raise ValueError(f"{path}: {key}: {wrong}")
    return found


def bad_patterns(forbidden: Forbidden) -> Iterator[tuple[str, str]]:
    """The keys of patterns that cannot be used, each with what is wrong."""
    for name, group in forbidden.groups.items():
        for kind in ("patterns", "allowed"):
            for number, pattern in enumerate(getattr(group, kind)):
                wrong = bad_pattern(pattern)
                if wrong:
                    yield f"groups.{name}.{kind}[{number}]", wrong


def bad_pattern(pattern: str) -> str | None:
    """Why a pattern cannot be used: it is no regular expression, or it is found even in an empty text."""
    try:
        return "matches everything" if re.compile(pattern).match("") else None
    except re.error as error:
        return str(error)


def stretches(said: str, forbidden: Forbidden) -> tuple[Stretch, ...]:
    """The forbidden words of a text from left to right; of those that overlap within a group the longest.

    Case, width and blanks between characters do not hide anything.
    """
    plain, places = _plain(said)
    found = []
    for group in forbidden.groups.values():
        let_pass = _matches(plain, group.allowed)
        wrong = [each for each in _matches(plain, group.patterns) if not any(_within(each, more) for more in let_pass)]
        for start, end in wrong:
            if not any(other != (start, end) and _within((start, end), other) for other in wrong):
                first, last = places[start], places[end - 1] + 1
                found.append(Stretch(first, last, said[first:last], group))
    return tuple(sorted(found, key=lambda stretch: (stretch.start, stretch.end)))


def _matches(plain: str, patterns: Iterable[str]) -> list[tuple[int, int]]:
    spans = (match.span() for pattern in patterns for match in re.finditer(pattern, plain))
    return list(dict.fromkeys(spans))


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _plain(said: str) -> tuple[str, list[int]]:
    """The text in small, narrow letters without what separates them on a line, and where each character stood."""
    kept = [
        (character, place)
        for place, original in enumerate(said)
        if not _separates(original)
        for character in unicodedata.normalize("NFKC", original).lower()
    ]
    return "".join(character for character, _ in kept), [place for _, place in kept]


def _separates(character: str) -> bool:
    return character != "\n" and (character.isspace() or unicodedata.category(character) == "Cf")
