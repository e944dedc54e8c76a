"""The word lists that reading a message needs, from data/lexicon/answers.yml."""

from functools import cache
from pathlib import Path

import msgspec

from bot.settings import ROOT

ANSWERS = ROOT / "data" / "lexicon" / "answers.yml"


class YesNo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a bare yes or no means as an answer to one question; None: it answers nothing."""

    affirmed: str | None = None
    denied: str | None = None


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How words become answers: bare yes and no, labels that are facts, photos by issue, words that name no goods."""

    answers: dict[str, YesNo]
    together: tuple[str, ...]
    facts: dict[str, str]
    photos: dict[str, str]
    ignored_words: tuple[str, ...]
    item_characters: str


@cache
def answers(path: Path = ANSWERS) -> Answers:
    """The lists of a file. Raises msgspec.ValidationError with the key that is wrong."""
    return msgspec.yaml.decode(path.read_bytes(), type=Answers)
