"""A picture is taken for what it shows, and nothing else of it is kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from bot.evidence import Intake, Limits, Refused, Taken, alike
from bot.evidence.pictures import MOST_SCANS, SCAN
from tests.evidence.files import GPS, encoded, scene, sent, smeared, with_exif

RED, BLUE, WHITE = (220, 20, 20), (20, 20, 220), (255, 255, 255)


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path / "kept", Limits())


def stored(intake: Intake, taken: Taken, thumb: bool = False) -> Image.Image:
    found = intake.file(taken.id, thumb)
    assert found is not None
    path, media_type = found
    assert media_type == "image/jpeg"
    return Image.open(path)


def near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int], within: int = 12) -> bool:
    pixel = picture.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= within for one, other in zip(pixel, colour, strict=True))


def halves(width: int = 300, height: int = 200) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_a_jpeg_with_a_small_one_beside(intake: Intake, tmp_path: Path, kind: str) -> None:
    taken = intake.take(sent(tmp_path, encoded(scene(), kind), "photo.exe"))

    assert (taken.kind, taken.width, taken.height) == ("picture", 800, 600)
    picture, small = stored(intake, taken), stored(intake, taken, thumb=True)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (800, 600))
    assert small.size == (320, 240)
    found = intake.file(taken.id)
    assert found is not None
    assert found[0].stat().st_size == taken.bytes
    assert found[0].name == f"{taken.id}.jpg"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_phone_and_words_are_gone(intake: Intake, tmp_path: Path, kind: str) -> None:
    more = {"comment": b"SECRETWORDS"} if kind == "JPEG" else {}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta>SECRETPLACE</x:xmpmeta>"
    content = encoded(scene(), kind, exif=with_exif(), icc_profile=profile, xmp=xmp, **more)
    before = Image.open(sent(tmp_path, content)).getexif()
    assert before.get_ifd(GPS)

    taken = intake.take(tmp_path / "upload")

    picture = stored(intake, taken)
    assert dict(picture.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
    for file in (tmp_path / "kept").rglob("*.jpg"):
        assert not any(word in file.read_bytes() for word in (b"SECRET", b"Exif", b"ICC_PROFILE", b"adobe"))


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (300, 200), (20, 100)), (3, (300, 200), (280, 100)), (6, (200, 300), (100, 20)), (8, (200, 300), (100, 280))],
)
def test_it_is_kept_upright(
    intake: Intake, tmp_path: Path, orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    taken = intake.take(sent(tmp_path, encoded(halves(), exif=with_exif(orientation))))

    assert (taken.width, taken.height) == size == (taken.notes.width, taken.notes.height)
    assert near(stored(intake, taken), red, RED)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_it_is_kept_upright_also_when_it_was_clear(intake: Intake, tmp_path: Path, kind: str) -> None:
    clear = halves().convert("RGBA")
    clear.putpixel((299, 199), (0, 0, 0, 0))
    taken = intake.take(sent(tmp_path, encoded(clear, kind, exif=with_exif(6))))

    assert (taken.width, taken.height) == (200, 300)
    assert near(stored(intake, taken), (100, 20), RED)


def test_a_large_one_is_kept_smaller_and_its_size_noted(intake: Intake, tmp_path: Path) -> None:
    taken = intake.take(sent(tmp_path, encoded(scene(6000, 4000), exif=with_exif(6))))
    assert (taken.width, taken.height) == (1707, 2560)
    assert (taken.notes.width, taken.notes.height) == (4000, 6000)


def modes() -> dict[str, bytes]:
    ramp = np.tile(np.linspace(0, 65535, 256, dtype=np.uint16), (40, 1))
    clear = halves().convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 150, 200))
    palette = clear.convert("P")
    return {
        "cmyk": encoded(halves().convert("CMYK")),
        "palette": encoded(halves().convert("P"), "PNG"),
        "clear palette": encoded(palette, "PNG", transparency=0),
        "clear": encoded(clear, "PNG"),
        "clear webp": encoded(clear, "WEBP"),
        "clear grey": encoded(clear.convert("LA"), "PNG"),
        "grey": encoded(halves().convert("L")),
        "one bit": encoded(halves().convert("1"), "PNG"),
        "sixteen bits": encoded(Image.fromarray(ramp), "PNG"),
        "one pixel": encoded(Image.new("RGB", (1, 1)), "PNG"),
        "a line": encoded(Image.new("RGB", (9000, 1)), "PNG"),
    }


@pytest.mark.parametrize("name", modes())
def test_whatever_its_pixels_are_it_becomes_rgb(intake: Intake, tmp_path: Path, name: str) -> None:
    assert stored(intake, intake.take(sent(tmp_path, modes()[name]))).mode == "RGB"


def test_what_is_clear_becomes_white_and_what_is_not_keeps_its_colour(intake: Intake, tmp_path: Path) -> None:
    for name in ("clear", "clear webp"):
        picture = stored(intake, intake.take(sent(tmp_path, modes()[name])))
        assert near(picture, (20, 100), WHITE)
        assert near(picture, (280, 100), BLUE)


def test_sixteen_bits_keep_their_shades(intake: Intake, tmp_path: Path) -> None:
    picture = stored(intake, intake.take(sent(tmp_path, modes()["sixteen bits"])))
    assert near(picture, (128, 20), (128, 128, 128))


def test_colours_are_kept_as_its_profile_means_them(intake: Intake, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"____").replace(b"gXYZ", b"rXYZ").replace(b"____", b"gXYZ")
    for kind in ("JPEG", "PNG"):
        content = encoded(Image.new("RGB", (40, 40), (250, 0, 0)), kind, icc_profile=swapped)
        assert near(stored(intake, intake.take(sent(tmp_path, content))), (20, 20), (0, 250, 0))


def test_a_broken_profile_is_as_good_as_none(intake: Intake, tmp_path: Path) -> None:
    plain = intake.take(sent(tmp_path, encoded(scene())))
    assert intake.take(sent(tmp_path, encoded(scene(), icc_profile=b"no profile at all"))) == plain


def test_of_a_moving_picture_the_first_is_taken(intake: Intake, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), BLUE)]
    for kind in ("PNG", "WEBP", "MPO"):
        content = encoded(Image.new("RGB", (60, 40), RED), kind, save_all=True, append_images=frames)
        assert near(stored(intake, intake.take(sent(tmp_path, content))), (30, 20), RED)


def test_the_same_picture_twice_is_one_file(intake: Intake, tmp_path: Path) -> None:
    content = encoded(scene())
    first = intake.take(sent(tmp_path, content, "one.jpg"))
    assert intake.take(sent(tmp_path, content, "two.jpg")) == first
    assert len(list((tmp_path / "kept").rglob("*.*"))) == 2


def test_one_picture_sent_by_many_at_once_is_one_file(intake: Intake, tmp_path: Path) -> None:
    path = sent(tmp_path, encoded(scene(1200, 900)))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(intake.take, [path] * 16))
    assert len(set(map(str, taken))) == 1
    files = [file for file in (tmp_path / "kept").rglob("*") if file.is_file()]
    assert sorted(file.name for file in files) == [f"{taken[0].id}.jpg", f"{taken[0].id}.thumb.jpg"]
    assert stored(intake, taken[0]).size == (1200, 900)


def test_a_hash_stays_near_for_the_same_and_far_for_another(intake: Intake, tmp_path: Path) -> None:
    pictures = {
        "as shot": encoded(scene()),
        "smaller": encoded(scene().resize((333, 250)), quality=40),
        "another": encoded(scene(seed=2)),
    }
    hashes = {name: intake.take(sent(tmp_path, content)).notes.phash or "" for name, content in pictures.items()}
    assert all(len(each) == 16 for each in hashes.values())
    assert alike(hashes["as shot"], hashes["as shot"]) == 0
    assert alike(hashes["as shot"], hashes["smaller"]) <= 6
    assert alike(hashes["as shot"], hashes["another"]) >= 18


def test_smeared_and_dark_ones_are_told_by_numbers(intake: Intake, tmp_path: Path) -> None:
    sharp = intake.take(sent(tmp_path, encoded(scene()))).notes
    smear = intake.take(sent(tmp_path, encoded(smeared(scene())))).notes
    night = intake.take(sent(tmp_path, encoded(scene().point(lambda value: value // 12)))).notes
    assert sharp.blur is not None
    assert smear.blur is not None
    assert sharp.blur > 20 * smear.blur
    assert sharp.dark is not None
    assert sharp.dark < 0.2
    assert night.dark == 1.0


def refused(intake: Intake, path: Path) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        intake.take(path)
    return caught.value.code, caught.value.key.removeprefix("evidence.refused.")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(intake: Intake, tmp_path: Path, kind: str) -> None:
    content = encoded(scene(), kind)
    assert refused(intake, sent(tmp_path, content[: len(content) // 2])) == ("bad_request", "broken_picture")


def test_more_pixels_than_the_limit_are_refused_before_they_are_read(intake: Intake, tmp_path: Path) -> None:
    for size in ((8000, 6300), (12000, 9000), (20000, 19000)):
        content = encoded(Image.new("1", size), "PNG")
        assert len(content) < 100_000
        assert refused(intake, sent(tmp_path, content)) == ("too_large", "too_many_pixels")


def test_a_picture_of_endless_passes_is_refused(intake: Intake, tmp_path: Path) -> None:
    content = encoded(scene(), progressive=True)
    scan = content.rindex(SCAN)
    endless = content[:scan] + content[scan:-2] * (MOST_SCANS + 1) + content[-2:]
    assert refused(intake, sent(tmp_path, endless)) == ("bad_request", "broken_picture")
