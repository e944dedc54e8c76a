"""How promises are worded, from data/lexicon/promises.yml."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from bot.settings import ROOT
from bot.talk.forbidden import Forbidden, read_forbidden

PROMISES = ROOT / "data" / "lexicon" / "promises.yml"
NUMBER = "NUMBER"
Patterns = tuple[str, ...]


class Numerals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What each Chinese digit and each unit of counting stands for."""

    digits: dict[str, int]
    units: dict[str, int]


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show something, once what matches ``unless`` is struck out."""

    patterns: Patterns
    unless: Patterns = ()


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What shows that words promise nothing: they ask, refuse, set a condition, repeat the buyer's, or are done."""

    question: Cue
    negation: Cue
    condition: Cue
    told: Cue
    done: Cue


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of what was paid, in per cent; None where the pattern reads it from the words."""

    pattern: str
    percent: int | None = None


class Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sums are written, and the words that tell a sum given from a sum stated."""

    patterns: Patterns
    bare: Patterns
    not_money: Patterns
    given: Patterns
    facts: Patterns
    given_after: Patterns
    ours: str
    shares: tuple[Share, ...]


class Deed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is done by a time; ``ways`` are the remedies it carries out, or reply, ship, return."""

    ways: tuple[str, ...]
    patterns: Patterns


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How times are written. ``parts`` are hours of the day from and to; ``units`` so many hours over so many."""

    patterns: Patterns
    day_words: dict[str, int]
    parts: dict[str, tuple[int, int]]
    afternoon: tuple[str, ...]
    units: dict[str, tuple[int, int]]
    working_day: str
    weeks: dict[str, str]
    whole: dict[str, str]
    after_event: Patterns
    theirs_before: str
    theirs_after: str
    by_then: str
    not_promised: Patterns
    deeds: dict[str, Deed]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for one kind of remedy, given where one of ``ways`` is; ``alone``: the words promise by themselves."""

    ways: tuple[str, ...]
    patterns: Patterns
    alone: bool = False


class Remedies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words before and after a remedy that promise it, and those after which it is only spoken of."""

    leads: Patterns
    follows: Patterns
    nouns: Patterns
    groups: dict[str, Group]


class Promises(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. ``slack_minutes`` and ``loose_hours`` tell how near a time said is to a deadline meant."""

    number: str
    numerals: Numerals
    slack_minutes: int
    loose_hours: int
    cues: Cues
    quoted: str
    agreeing: str
    money: Money
    dates: Dates
    remedies: Remedies


class Rules(msgspec.Struct, frozen=True):
    """What a text is held against beside what was decided: how promises are worded and what nobody may say."""

    promises: Promises
    forbidden: Forbidden


@cache
def read_rules(path: Path = PROMISES) -> Rules:
    """The rules of a file and the forbidden words.

    Raises msgspec.ValidationError for its shape, ValueError naming a pattern that is wrong.
    """
    content = msgspec.yaml.decode(path.read_bytes())
    promises = msgspec.convert(_with_numbers(content, content["number"]), Promises)
    for pattern in _texts(content):
        _compilable(path, pattern.replace(NUMBER, content["number"]))
    return Rules(promises, read_forbidden())


def _with_numbers(node: Any, number: str) -> Any:
    """The content with the pattern of a number put where one stands."""
    if isinstance(node, str):
        return node.replace(NUMBER, number)
    if isinstance(node, list):
        return [_with_numbers(each, number) for each in node]
    return {key: _with_numbers(each, number) for key, each in node.items()} if isinstance(node, dict) else node


def _texts(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for each in inner for text in _texts(each)]


def _compilable(path: Path, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{path}: {pattern}: {error}") from error
