"""The files of pictures and videos, removed with their small ones."""

from collections.abc import Iterable
from pathlib import Path

from bot.evidence import Intake, Limits

FOLDER = "evidence"


class Pictures:
    """What lies in the folder of a shop's pictures and videos."""

    def __init__(self, var: Path) -> None:
        self._intake = Intake(var / FOLDER, Limits())

    def count(self, ids: Iterable[str]) -> int:
        """How many files there are of these pictures and videos."""
        return len(self._files(ids))

    def remove(self, ids: Iterable[str]) -> int:
        """Remove them; how many files are gone. Raises OSError."""
        files = self._files(ids)
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def _files(self, ids: Iterable[str]) -> list[Path]:
        found = [self._intake.file(each, thumb) for each in ids for thumb in (False, True)]
        return [file for file, _ in filter(None, found)]
