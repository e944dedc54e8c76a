"""Pictures small enough for a page."""

from io import BytesIO
from typing import Any

from PIL import Image as Picture
from PIL import UnidentifiedImageError
from reportlab.platypus import Image  # type: ignore[import-untyped]

SIDE = 720
QUALITY = 82
TALLEST = 165.0


def picture_of(content: bytes, width: float) -> Any | None:
    """A picture as wide as fits into ``width`` points and a fifth of a page; None where it cannot be read."""
    small = _small(content)
    if small is None:
        return None
    jpeg, across, upright = small
    scale = min(width / across, TALLEST / upright)
    return Image(BytesIO(jpeg), across * scale, upright * scale, hAlign="LEFT")


def _small(content: bytes) -> tuple[bytes, int, int] | None:
    """The picture as a JPEG with its size in px."""
    try:
        with Picture.open(BytesIO(content)) as picture:
            picture.draft("RGB", (SIDE, SIDE))
            made = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Picture.DecompressionBombError):
        return None
    made.thumbnail((SIDE, SIDE))
    file = BytesIO()
    made.save(file, "JPEG", quality=QUALITY)
    return file.getvalue(), made.width, made.height
