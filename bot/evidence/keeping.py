"""Files that are there whole or not at all."""

import hashlib
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

BLOCK = 1024**2
PART = ".part"
STALE_S = 3600


def sha256_of(content: bytes | Path) -> str:
    """The SHA-256 of some bytes or of a file, in hex."""
    digest = hashlib.sha256()
    if isinstance(content, bytes):
        digest.update(content)
        return digest.hexdigest()
    with content.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def keep(content: bytes | Path, place: Path) -> None:
    """Write bytes, or a copy of a file, to ``place`` unless it is there; raises OSError, having kept nothing."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=place.parent, prefix=".", suffix=PART, delete=False) as part:
        try:
            if isinstance(content, bytes):
                part.write(content)
            else:
                with content.open("rb") as file:
                    shutil.copyfileobj(file, part, BLOCK)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(place)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def sweep(folder: Path) -> None:
    """Remove what writers that were killed left behind; what is being written is never so old."""
    for part in folder.rglob(f".*{PART}"):
        with suppress(FileNotFoundError):  # another process is done with it
            if time.time() - part.stat().st_mtime > STALE_S:
                part.unlink()
