"""What is found of a buyer, or too old, in numbers; and why it may not be forgotten."""

import re
import secrets
from collections.abc import Mapping

import msgspec

from bot.orders.model import PSEUDONYM

RANDOM_BYTES = 6


class Standing(msgspec.Struct, frozen=True):
    """What is not finished: the open cases by number, how many handovers wait for a person or are with one."""

    cases: tuple[str, ...] = ()
    handovers: int = 0

    def __bool__(self) -> bool:
        return bool(self.cases or self.handovers)


class Found(msgspec.Struct, frozen=True):
    """What a shop has of one buyer, counted: ``erased`` goes, ``renamed`` stays under a pseudonym without their words.

    The keys are tables, and ``files``, ``spool`` (lines kept while the database was away) and ``events`` (Rasa's).
    """

    erased: Mapping[str, int]
    renamed: Mapping[str, int]
    standing: Standing = Standing()

    def __bool__(self) -> bool:
        return any(self.erased.values()) or any(self.renamed.values())


class Unknown(ValueError):
    """Nothing is stored of that buyer, or no longer."""


class StillOpen(ValueError):
    """The buyer has something that is not finished: ``standing``."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        self.standing = standing


def pseudonym() -> str:
    """A new name for a buyer; nothing leads from it to the one before, or back."""
    return PSEUDONYM + secrets.token_hex(RANDOM_BYTES)


def is_pseudonym(name: str) -> bool:
    """Whether that is what `pseudonym` makes."""
    return bool(re.fullmatch(rf"{PSEUDONYM}[0-9a-f]{{{2 * RANDOM_BYTES}}}", name))
