"""The one way in for pictures and videos, and the way back to their files."""

import re
from pathlib import Path
from threading import BoundedSemaphore

from bot.evidence.keeping import keep, sha256_of, sweep
from bot.evidence.kinds import HEAD, kind_of
from bot.evidence.limits import Limits
from bot.evidence.pictures import read_picture
from bot.evidence.taken import Kind, Refused, Taken
from bot.evidence.videos import read_video

ID = re.compile(r"[0-9a-f]{64}")
MIB = 1024**2
# A large picture takes some hundred MB while it is read.
AT_ONCE = 2
PICTURE, THUMB, VIDEO = ".jpg", ".thumb.jpg", ".mp4"
WHOLE = {PICTURE: "image/jpeg", VIDEO: "video/mp4"}
SMALL = {THUMB: "image/jpeg"}


class Intake:
    """Evidence of one shop in a folder that no web server shows; safe to use from several threads and processes."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._reading = BoundedSemaphore(AT_ONCE)

    def take(self, path: Path) -> Taken:
        """Check the file at ``path``, store it and say what it is; the same content again is the same file.

        ``path`` stays as it was and stays the caller's. Raises Refused, and OSError when the disk fails; either way
        nothing is kept.
        """
        size = path.stat().st_size
        if not size:
            raise Refused("bad_request", "evidence.refused.empty")
        with path.open("rb") as file:
            kind = kind_of(file.read(HEAD))
        self._weigh(kind, size)
        with self._reading:
            return self._picture(path) if kind == "picture" else self._video(path, size)

    def file(self, id: str, thumb: bool = False) -> tuple[Path, str] | None:  # noqa: A002 - its name outside
        """The stored file called ``id`` and its media type, or its small picture; None when there is none.

        A video has no small picture.
        """
        if not ID.fullmatch(id):
            return None
        for suffix, media_type in SMALL.items() if thumb else WHOLE.items():
            path = self._place(id, suffix)
            if path.is_file():
                return path, media_type
        return None

    def sweep(self) -> None:
        """Remove what is left of uploads in whose middle a process was killed. Raises OSError."""
        sweep(self._folder)

    def _weigh(self, kind: Kind, size: int) -> None:
        if kind == "picture":
            most, key = self._limits.picture_bytes, "evidence.refused.picture_too_large"
        else:
            most, key = self._limits.video_bytes, "evidence.refused.video_too_large"
        if size > most:
            raise Refused("too_large", key, megabytes=most // MIB)

    def _picture(self, path: Path) -> Taken:
        made = read_picture(path.read_bytes(), self._limits)
        name = sha256_of(made.jpeg)
        # The small one first: who finds the picture finds both.
        keep(made.thumb, self._place(name, THUMB))
        keep(made.jpeg, self._place(name, PICTURE))
        return Taken(name, "picture", made.width, made.height, len(made.jpeg), made.notes)

    def _video(self, path: Path, size: int) -> Taken:
        with path.open("rb") as file:
            notes = read_video(file, size, self._limits)
        name = sha256_of(path)
        keep(path, self._place(name, VIDEO))
        return Taken(name, "video", notes.width, notes.height, size, notes)

    def _place(self, name: str, suffix: str) -> Path:
        return self._folder / name[:2] / f"{name}{suffix}"
