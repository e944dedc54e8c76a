"""One thing to mend in a data file."""

from pathlib import Path

import msgspec

from bot.settings import ROOT


class Problem(msgspec.Struct, frozen=True):
    """``file`` and ``key`` say where, ``remedy`` what is wrong and what to do."""

    file: str
    key: str
    remedy: str


def shown(path: Path) -> str:
    """A path as one reads it: from the project's root where it lies inside."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def from_line(line: str) -> Problem:
    """A problem out of one line of the loader: file, key where it knows one, what is wrong."""
    file, _, rest = line.partition(": ")
    key, _, wrong = rest.partition(": ")
    return Problem(file.removeprefix(f"{ROOT}/"), key if wrong else "", wrong or rest)
