"""Type and colours of the document; one face, so weight is told by size and colour."""

from typing import Any

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]

FONT = "qinqin-proof"
INK, QUIET, ACCENT = HexColor("#1d2129"), HexColor("#6b7280"), HexColor("#1f4e79")
PALE, LINE = HexColor("#eef3f8"), HexColor("#cdd5df")
GOOD, BAD = HexColor("#1a7f4b"), HexColor("#c0392b")
BASE = "base"
STATES = {"": "cell", "kept": "good", "broken": "bad", "running": "quiet"}


def _style(size: float, leading: float, colour: Any = INK) -> Any:
    return ParagraphStyle("", fontName=FONT, fontSize=size, leading=leading, textColor=colour)


STYLES = {
    "title": _style(22, 32, ACCENT),
    "under": _style(9.5, 15, QUIET),
    "heading": _style(13, 19, ACCENT),
    "strong": _style(10, 16, ACCENT),
    BASE: _style(9.5, 15.5),
    "cell": _style(9, 14),
    "quiet": _style(9, 14, QUIET),
    "good": _style(9, 14, GOOD),
    "bad": _style(9, 14, BAD),
    "small": _style(8.5, 13),
    "digest": _style(6.5, 9.5, QUIET),
}
