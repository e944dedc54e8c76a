"""A file with a stretch of it changed, for tests that break or set something."""

from pathlib import Path


def edited(path: Path, old: str, new: str, to: Path | None = None, alone: bool = False) -> Path:
    """The file, or a copy of it at ``to``, with its first ``old`` replaced; ``alone``: there may be no second."""
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1 if alone else old in before
    place = to or path
    place.write_text(before.replace(old, new, 1), encoding="utf-8")
    return place
