"""An MP4 as sent: its boxes are read, never its pictures."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from bot.evidence.limits import Limits
from bot.evidence.taken import Notes, Refused

MOST_BOXES = 20_000
MOST_HEADER = 256


class Box(msgspec.Struct, frozen=True):
    """One box of the file: its four letters and where its contents begin and end, in bytes from the start."""

    name: bytes
    start: int
    end: int


class Broken(Exception):
    """The boxes do not fit into one another."""


class Boxes:
    """The boxes of one file, read one header at a time."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.whole = Box(b"", 0, size)
        self._file = file
        self._left = MOST_BOXES

    def within(self, box: Box, *names: bytes) -> Iterator[Box]:
        """The boxes inside ``box``, those called ``names`` or all; raises Broken."""
        start = box.start
        while start + 8 <= box.end:
            found = self._at(start, box.end)
            start = found.end
            if not names or found.name in names:
                yield found

    def contents(self, box: Box) -> bytes:
        """The first bytes of a box, enough for any header read here."""
        self._file.seek(box.start)
        return self._file.read(min(box.end - box.start, MOST_HEADER))

    def _at(self, start: int, end: int) -> Box:
        self._left -= 1
        self._file.seek(start)
        header = self._file.read(16)
        size, length = int.from_bytes(header[:4], "big"), 8
        if size == 1:
            size, length = int.from_bytes(header[8:16], "big"), 16
        elif size == 0:
            size = end - start
        if size < length or start + size > end or self._left < 0:
            raise Broken
        return Box(header[4:8], start + length, start + size)


def read_video(file: BinaryIO, size: int, limits: Limits) -> Notes:
    """The size and length of a video of ``size`` bytes; raises Refused when it is broken, too long or shows nothing."""
    boxes = Boxes(file, size)
    try:
        top = list(boxes.within(boxes.whole))
        moov = _first(box for box in top if box.name == b"moov")
        _first(box for box in top if box.name == b"mdat" and box.end > box.start)
        seconds = _seconds(boxes, moov)
        shown = next((size for size in _pictures(boxes, moov) if all(size)), None)
    except Broken as error:
        raise Refused("bad_request", "evidence.refused.broken_video") from error
    if shown is None:
        raise Refused("unsupported_media", "evidence.refused.other")
    if seconds is not None and seconds > limits.video_seconds + 1:
        raise Refused("too_large", "evidence.refused.video_too_long", seconds=limits.video_seconds)
    return Notes(*shown, seconds=seconds)


def _seconds(boxes: Boxes, moov: Box) -> float | None:
    """How long the film says it lasts, in s; None when it does not say, as a film written while it was shot."""
    header = boxes.contents(_first(boxes.within(moov, b"mvhd")))
    wide = header[:1] == b"\x01"
    scale, lasts = (header[20:24], header[24:32]) if wide else (header[12:16], header[16:20])
    if not int.from_bytes(scale, "big") or not lasts:
        raise Broken
    unknown = not int.from_bytes(lasts, "big") or lasts == b"\xff" * len(lasts)
    return None if unknown else round(int.from_bytes(lasts, "big") / int.from_bytes(scale, "big"), 1)


def _pictures(boxes: Boxes, moov: Box) -> Iterator[tuple[int, int]]:
    """Width and height, in px as seen, of every track that shows something."""
    for track in boxes.within(moov, b"trak"):
        media = _first(boxes.within(track, b"mdia"))
        handler = boxes.contents(_first(boxes.within(media, b"hdlr")))
        if handler[8:12] == b"vide":
            yield _size(boxes.contents(_first(boxes.within(track, b"tkhd"))))


def _size(header: bytes) -> tuple[int, int]:
    """The two last numbers of a track header, whole pixels in their upper half; the matrix before them may turn it."""
    length = 96 if header[:1] == b"\x01" else 84
    if len(header) < length:
        raise Broken
    matrix, width, height = header[length - 44 : length - 8], header[length - 8 :], header[length - 4 :]
    across, down = int.from_bytes(width[:2], "big"), int.from_bytes(height[:2], "big")
    lying = matrix[:4] == bytes(4) and matrix[4:8] != bytes(4)
    return (down, across) if lying else (across, down)


def _first(boxes: Iterator[Box]) -> Box:
    box = next(boxes, None)
    if box is None:
        raise Broken
    return box
