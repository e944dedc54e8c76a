"""A picture as sent becomes one of ours: upright, in plain RGB, no larger than needed, and nothing but its pixels."""

from contextlib import suppress
from io import BytesIO

import msgspec
import numpy as np
from PIL import Image, ImageCms, ImageOps

from bot.evidence import looks
from bot.evidence.limits import Limits
from bot.evidence.taken import Notes, Refused

FORMATS = ("JPEG", "PNG", "WEBP", "MPO")
QUALITY = 88
THUMB_QUALITY = 80
ORIENTATION = 0x0112
LYING = (5, 6, 7, 8)
# A scan is a marker of two bytes: a small file may ask for thousands of passes over a large picture.
SCAN = b"\xff\xda"
MOST_SCANS = 100
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


class Picture(msgspec.Struct, frozen=True):
    """A picture ready to be stored: the JPEG, its size in px, a small JPEG of it, and what was measured."""

    jpeg: bytes
    width: int
    height: int
    thumb: bytes
    notes: Notes


def read_picture(content: bytes, limits: Limits) -> Picture:
    """The first picture of a JPEG, PNG or WebP file; raises Refused when it is broken or has too many pixels."""
    try:
        image, (width, height) = _decoded(content, limits)
        return _made(image, width, height, limits)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels(limits) from bomb
    except Exception as error:  # whatever a decoder runs into
        raise Refused("bad_request", "evidence.refused.broken_picture") from error


def _decoded(content: bytes, limits: Limits) -> tuple[Image.Image, tuple[int, int]]:
    """The pixels, shrunk and upright, and the size they were sent in."""
    if content.startswith(b"\xff\xd8") and content.count(SCAN) > MOST_SCANS:
        raise Refused("bad_request", "evidence.refused.broken_picture")
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        width, height = image.size
        if width * height > limits.max_pixels:
            raise _too_many_pixels(limits)
        image.draft(None, (limits.max_side, limits.max_side))
        image.load()
        turned = _orientation(image) in LYING
        shrunk = _plain(image)
        shrunk.thumbnail((limits.max_side, limits.max_side), Image.Resampling.LANCZOS)
        return _upright(shrunk), (height, width) if turned else (width, height)


def _made(image: Image.Image, width: int, height: int, limits: Limits) -> Picture:
    picture = _in_srgb(image)
    small = picture.copy()
    small.thumbnail((limits.thumb_side, limits.thumb_side), Image.Resampling.LANCZOS)
    notes = Notes(width, height, looks.blur(picture), looks.dark(picture), looks.phash(picture))
    return Picture(_jpeg(picture, QUALITY), *picture.size, _jpeg(small, THUMB_QUALITY), notes)


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a channel, and nothing clear: what was is white."""
    if image.mode.startswith("I"):
        sixteen = np.asarray(image).astype(np.uint32)
        return _with_info(Image.fromarray((sixteen >> 8).clip(0, 255).astype(np.uint8)), image)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(clear, mask=clear)
        return _with_info(white, image)
    return image if image.mode in ("RGB", "L", "CMYK") else image.convert("RGB")


def _with_info(new: Image.Image, old: Image.Image) -> Image.Image:
    new.info = {name: old.info[name] for name in ("exif", "icc_profile") if name in old.info}
    return new


def _orientation(image: Image.Image) -> int:
    with suppress(Exception):  # a broken note beside a good picture
        return int(image.getexif().get(ORIENTATION, 1))
    return 1


def _upright(image: Image.Image) -> Image.Image:
    with suppress(Exception):  # a broken note beside a good picture
        return ImageOps.exif_transpose(image)
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """RGB with the colours as they were meant, and without the profile that told how."""
    profile = image.info.get("icc_profile")
    plain = None
    if profile:
        with suppress(Exception):  # a broken note beside a good picture
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            plain = ImageCms.profileToProfile(image, meant, SRGB, outputMode="RGB")
    plain = plain or image.convert("RGB")
    plain.info = {}
    return plain


def _jpeg(image: Image.Image, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True)
    return file.getvalue()


def _too_many_pixels(limits: Limits) -> Refused:
    return Refused("too_large", "evidence.refused.too_many_pixels", megapixels=limits.max_pixels // 1_000_000)
