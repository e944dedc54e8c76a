"""Real files for tests: pictures made with Pillow, a video put together box by box."""

import random
import struct
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

GPS = 0x8825
ORIENTATION = 0x0112
UPRIGHT = (1, 0, 0, 1)
TURNED = (0, 1, -1, 0)


def scene(width: int = 800, height: int = 600, seed: int = 1) -> Image.Image:
    """A picture with something on it: coloured boxes on a soft ground, other ones for every seed."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (width, height), tuple(chance.randrange(90, 256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        left, top = chance.randrange(width * 3 // 4), chance.randrange(height * 3 // 4)
        place = (left, top, left + chance.randrange(9, width // 2), top + chance.randrange(9, height // 2))
        draw.rectangle(place, fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture


def smeared(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(12))


def encoded(picture: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **more)  # type: ignore[arg-type]
    return file.getvalue()


def with_exif(orientation: int = 1) -> Image.Exif:
    """EXIF as a phone writes it: where, when, with what, and which way up."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "SECRETPHONE", "Model 7", "2026:06:18 10:00:00"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 16.0, 12.0), 3: "E", 4: (120.0, 9.0, 3.0)})
    return exif


def sent(folder: Path, content: bytes, name: str = "upload") -> Path:
    """A file as the web server puts it down."""
    path = folder / name
    path.write_bytes(content)
    return path


def box(name: bytes, *contents: bytes) -> bytes:
    content = b"".join(contents)
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(
    seconds: float = 3,
    size: tuple[int, int] = (640, 360),
    handler: bytes = b"vide",
    brands: bytes = b"isommp42",
    matrix: tuple[int, int, int, int] = UPRIGHT,
    wide: bool = False,
) -> bytes:
    """The least that is a video: brands, a film header, one track of a kind, and some bytes for its pictures."""
    a, b, c, d = (each << 16 for each in matrix)
    turn = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    lasts = round(seconds * 1000)
    if wide:
        mvhd = struct.pack(">B3xQQIQ", 1, 0, 0, 1000, lasts)
        track = struct.pack(">B3xQQI4xQ", 1, 0, 0, 1, lasts)
    else:
        mvhd = struct.pack(">B3xIIII", 0, 0, 0, 1000, lasts)
        track = struct.pack(">B3xIII4xI", 0, 0, 0, 1, lasts)
    mvhd += struct.pack(">IH10x", 1 << 16, 256) + turn + bytes(24) + struct.pack(">I", 2)
    tkhd = track + bytes(16) + turn + struct.pack(">II", size[0] << 16, size[1] << 16)
    hdlr = bytes(8) + handler + bytes(12) + b"\0"
    trak = box(b"trak", box(b"tkhd", tkhd), box(b"mdia", box(b"hdlr", hdlr)))
    ftyp = box(b"ftyp", brands[:4], bytes(4), brands)
    return ftyp + box(b"moov", box(b"mvhd", mvhd), trak) + box(b"mdat", bytes(range(256)))
