"""The lines of handovers that wait on disk for the database, without those of a buyer."""

from pathlib import Path
from typing import Any

import msgspec

from bot.forgetting.talk_names import is_talk_of

SPOOL = "handovers.jsonl"
TAKEN = ".taken"


class Spooled:
    """The spool of a shop in its folder, and what of it is just being taken in."""

    def __init__(self, var: Path) -> None:
        self._files = (var / SPOOL, (var / SPOOL).with_suffix(TAKEN))

    def count(self, buyer: str) -> int:
        """How many lines are about a buyer."""
        return sum(_is_of(line, buyer) for file in self._files for line in _lines(file))

    def remove(self, buyer: str) -> int:
        """Take a buyer's lines out; how many. Raises OSError."""
        gone = 0
        for file in self._files:
            lines = _lines(file)
            kept = [line for line in lines if not _is_of(line, buyer)]
            if len(kept) < len(lines):
                _write(file, kept)
                gone += len(lines) - len(kept)
        return gone


def _lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines(keepends=True) if file.is_file() else []


def _write(file: Path, lines: list[bytes]) -> None:
    if not lines:
        file.unlink()
        return
    new = file.with_name(f".{file.name}.new")
    new.write_bytes(b"".join(lines))
    new.replace(file)


def _is_of(line: bytes, buyer: str) -> bool:
    try:
        record: Any = msgspec.json.decode(line)
    except msgspec.DecodeError:  # a line that a killed process left unfinished
        return False
    known = record.get("buyer_id")
    return known == buyer if known else is_talk_of(str(record.get("talk_id")), buyer)
