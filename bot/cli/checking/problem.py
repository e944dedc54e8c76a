"""One thing to mend in a data file."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.aftersales.loading_lines import line_of
from bot.settings import ROOT


class Problem(msgspec.Struct, frozen=True):
    """``file`` and ``key`` say where, ``remedy`` what is wrong and what to do."""

    file: str
    key: str
    remedy: str


def shown(path: Path) -> str:
    """A path as one reads it: from the project's root where it lies inside."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def clause_place(name: str, key: str, folders: Sequence[Path]) -> str:
    """The file of a clause and the line of a key in it, as one reads it; only the file's name where it is nowhere."""
    file = next((path for folder in folders for path in sorted(folder.rglob(f"{name}.yml"))), None)
    if file is None:
        return f"{name}.yml"
    line = line_of(file, key)
    return f"{shown(file)}:{line}" if line else shown(file)


def from_line(line: str) -> Problem:
    """A problem out of one line of the loader: file, key where it knows one, what is wrong."""
    file, _, rest = line.partition(": ")
    key, _, wrong = rest.partition(": ")
    return Problem(file.removeprefix(f"{ROOT}/"), key if wrong else "", wrong or rest)
