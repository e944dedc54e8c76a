"""The evidence as it goes into the pack: numbered, read once, held against the hash it was stored under."""

from pathlib import Path
from typing import Literal

import msgspec

from bot.evidence.keeping import sha256_of
from bot.proof.material import Material, Shown
from bot.texts import text

State = Literal["whole", "changed", "gone"]
SUFFIX = {"picture": "jpg", "video": "mp4"}


class Exhibit(msgspec.Struct, frozen=True):
    """One piece of evidence: its number from 1, its content (None when ``gone``), whether that is what was stored."""

    number: int
    shown: Shown
    content: bytes | None
    state: State

    @property
    def kind(self) -> str:
        """Picture or video, in words."""
        return text(f"proof.kind_{self.shown.kind}")

    @property
    def name(self) -> str:
        """Its file in the pack."""
        return f"evidence/{self.number}-{self.shown.kind}.{SUFFIX[self.shown.kind]}"


def exhibits(material: Material) -> tuple[Exhibit, ...]:
    """Every piece of evidence in the order in which it was sent."""
    in_order = sorted(material.evidence, key=lambda each: each.sent_at)
    return tuple(_exhibit(number, shown) for number, shown in enumerate(in_order, 1))


def _exhibit(number: int, shown: Shown) -> Exhibit:
    content = _content(shown)
    if content is None:
        return Exhibit(number, shown, None, "gone")
    return Exhibit(number, shown, content, "whole" if sha256_of(content) == shown.id else "changed")


def _content(shown: Shown) -> bytes | None:
    try:
        return shown.file.read_bytes() if isinstance(shown.file, Path) else shown.file
    except OSError:
        return None
