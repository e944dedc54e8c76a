"""Where handovers are kept while the database is away: one line of JSON each, taken in as soon as it is back."""

from pathlib import Path

import msgspec

from bot.handover.record import Handover


class Spool:
    """A file of handovers that could not be written to the database."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, handover: Handover) -> None:
        """Keep a record on disk."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(handover) + b"\n")

    def take(self) -> list[Handover]:
        """All records kept, oldest first; the file is gone afterwards. Call only when they can be written."""
        taken = self._path.with_suffix(".taken")
        if self._path.exists() and not taken.exists():
            self._path.rename(taken)
        if not taken.exists():
            return []
        lines = taken.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Handover) for line in lines if line.strip()]

    def done(self) -> None:
        """Forget what was taken, after it has been written."""
        self._path.with_suffix(".taken").unlink(missing_ok=True)
