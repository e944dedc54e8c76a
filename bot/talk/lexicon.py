"""The word lists that reading a message needs, from data/lexicon/answers.yml."""

from functools import cache
from pathlib import Path

import msgspec

from bot.settings import ROOT

ALSO = "also"
ANSWERS = ROOT / "data" / "lexicon" / "answers.yml"


class YesNo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bare yes or no means as an answer to one question; None: it answers nothing."""

    affirmed: str | None = None
    denied: str | None = None


class TakenBack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Taking something back: the labels that mark it, the intent it is, the labels beside which it does not count.

    ``when_unsure`` are the labels that mark it where no intent was understood.
    ``turned_by`` marks 不是这个、是那个: then only the first half is taken back, and the second may name a problem.
    """

    labels: tuple[str, ...]
    when_unsure: tuple[str, ...]
    intent: str
    unless: tuple[str, ...]
    turned_by: str


class TellingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels that decide the intent of a message read with a confidence ``below`` a limit."""

    below: float
    intents: dict[str, str]


class Plea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for before shipping is no problem: the label that marks it and the intent it is."""

    label: str
    intent: str


class Matters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two things in one message: the pattern between clauses, the intents that may stand side by side.

    ``one`` pairs intents that are two words for one thing; a matter of ``behind`` goes before a word of ``around``.
    """

    between: str
    several: tuple[str, ...]
    one: tuple[tuple[str, str], ...]
    around: tuple[str, ...]
    behind: tuple[str, ...]


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How words become answers: bare yes and no, labels that are facts, photos by issue, hints at a problem, goods."""

    answers: dict[str, YesNo]
    together: tuple[str, ...]
    consents: tuple[str, ...]
    facts: dict[str, str]
    photos: dict[str, str]
    meant: dict[str, dict[str, str]]
    part_of: dict[str, dict[str, str]]
    turns_into: dict[str, dict[str, str]]
    says_instead: dict[str, str]
    hints: dict[str, str]
    taken_back: TakenBack
    telling_words: TellingWords
    plea: Plea
    telling_labels: dict[str, str]
    telling_intents: tuple[str, ...]
    private: tuple[str, ...]
    receiving_words: tuple[str, ...]
    ignored_words: tuple[str, ...]
    item_characters: str
    missing_thing: str
    same_problem: tuple[tuple[str, str], ...]
    matters: Matters
    questions: frozenset[str]
    shrugs: frozenset[str]
    about_progress: tuple[str, ...]
    about_requests: tuple[str, ...]
    about_stages: dict[str, tuple[str, ...]]
    to_a_person: dict[str, str]
    known_in: frozenset[str]


@cache
def answers(path: Path = ANSWERS) -> Answers:
    """The lists of a file. Raises msgspec.ValidationError with the key that is wrong."""
    return msgspec.yaml.decode(path.read_bytes(), type=Answers)
