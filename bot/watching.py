"""A file that staff may change while the bot runs: read again when it changes, and kept as it was when it breaks."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Watched(Generic[T]):
    """What a file says now. ``read`` raises ValueError where it cannot be used; ``absent``: what holds without one."""

    def __init__(self, path: Path, read: Callable[[Path], T], absent: T | None = None) -> None:
        self._path = path
        self._read = read
        self._absent = absent
        self._read_at = self._changed_at()
        self._held = self._now()

    def current(self) -> T:
        """What is in force: a broken change leaves the last good one."""
        changed_at = self._changed_at()
        if changed_at != self._read_at:
            self._read_at = changed_at
            try:
                self._held = self._now()
            except (ValueError, OSError) as error:
                logger.error("%s; what was read before stays in force", error)
        return self._held

    def _changed_at(self) -> int | None:
        return self._path.stat().st_mtime_ns if self._path.is_file() else None

    def _now(self) -> T:
        if self._absent is not None and not self._path.is_file():
            return self._absent
        return self._read(self._path)
