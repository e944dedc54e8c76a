"""What comes in is told by its content; what is no evidence leaves nothing behind."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.evidence import Intake, Limits, Refused, Taken
from bot.texts import SCRIPTS
from tests.evidence.files import TURNED, box, encoded, mp4, scene, sent

MIB = 1024**2
HEIC = box(b"ftyp", b"heic", bytes(4), b"mif1heic") + bytes(400)
REFUSED = {
    "an empty file": (b"", "bad_request", "empty"),
    "words": ("少了两件".encode(), "unsupported_media", "other"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "unsupported_media", "other"),
    "HTML": (b"<!doctype html><script>1</script>", "unsupported_media", "other"),
    "PDF": (b"%PDF-1.7\n", "unsupported_media", "other"),
    "HEIC": (HEIC, "unsupported_media", "heic"),
    "AVIF": (box(b"ftyp", b"avif", bytes(4), b"mif1avif"), "unsupported_media", "other_picture"),
    "GIF": (encoded(scene(), "GIF"), "unsupported_media", "other_picture"),
    "TIFF": (encoded(scene(), "TIFF"), "unsupported_media", "other_picture"),
    "WebM": (b"\x1aE\xdf\xa3" + bytes(90), "unsupported_media", "other_video"),
    "AVI": (b"RIFF" + bytes(4) + b"AVI LIST", "unsupported_media", "other_video"),
    "3GP": (mp4(brands=b"3gp5"), "unsupported_media", "other_video"),
    "a head without a picture": (b"\xff\xd8\xff\xe0" + bytes(60), "bad_request", "broken_picture"),
    "HTML behind a head": (b"\x89PNG\r\n\x1a\n<script>1</script>", "bad_request", "broken_picture"),
    "a large picture": (encoded(scene()) + bytes(20 * MIB), "too_large", "picture_too_large"),
    "a large video": (mp4() + box(b"free", bytes(50 * MIB)), "too_large", "video_too_large"),
    "a large something": (bytes(20 * MIB), "unsupported_media", "other"),
    "a long video": (mp4(seconds=90), "too_large", "video_too_long"),
    "sound alone": (mp4(handler=b"soun"), "unsupported_media", "other"),
    "a video of no size": (mp4(size=(0, 0)), "unsupported_media", "other"),
    "half a video": (mp4()[:-40], "bad_request", "broken_video"),
    "a video's head": (mp4()[:24], "bad_request", "broken_video"),
    "a video without pictures": (mp4().split(b"mdat")[0][:-4], "bad_request", "broken_video"),
    "boxes without end": (mp4() + box(b"free") * 30_000, "bad_request", "broken_video"),
}


@pytest.fixture
def intake(tmp_path: Path) -> Intake:
    return Intake(tmp_path / "kept", Limits())


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_evidence_is_refused_and_not_kept(intake: Intake, tmp_path: Path, name: str) -> None:
    content, code, key = REFUSED[name]
    with pytest.raises(Refused) as caught:
        intake.take(sent(tmp_path, content, "photo.jpg"))
    assert (caught.value.code, caught.value.key) == (code, f"evidence.refused.{key}")
    assert files(tmp_path) == [tmp_path / "photo.jpg"]


def test_every_refusal_has_words_and_every_word_a_refusal(intake: Intake, tmp_path: Path) -> None:
    words = yaml.safe_load((SCRIPTS / "window" / "evidence.yml").read_text(encoding="utf-8"))
    told = {key for _, _, key in REFUSED.values()} | {"too_many_pixels"}
    assert set(words["texts"]["evidence"]["refused"]) == told


def test_the_limit_stands_in_the_words(tmp_path: Path) -> None:
    intake = Intake(tmp_path / "kept", Limits(picture_bytes=3 * MIB, max_pixels=2_000_000, video_seconds=20))
    contents = {"3MB": encoded(scene()) + bytes(3 * MIB), "200万像素": encoded(scene(2000, 1500)), "20秒": mp4(22)}
    for limit, content in contents.items():
        with pytest.raises(Refused, match=limit):
            intake.take(sent(tmp_path, content))


@pytest.mark.parametrize("wide", [False, True])
def test_a_video_is_kept_as_it_is(intake: Intake, tmp_path: Path, wide: bool) -> None:
    content = mp4(seconds=12.5, wide=wide)
    taken = intake.take(sent(tmp_path, content, "video.txt"))

    assert (taken.kind, taken.width, taken.height, taken.bytes) == ("video", 640, 360, len(content))
    assert taken.notes.seconds == 12.5
    found = intake.file(taken.id)
    assert found is not None
    assert (found[0].read_bytes(), found[1]) == (content, "video/mp4")
    assert intake.file(taken.id, thumb=True) is None
    assert intake.take(tmp_path / "video.txt") == taken


def test_a_phone_held_upright_makes_a_high_video(intake: Intake, tmp_path: Path) -> None:
    taken = intake.take(sent(tmp_path, mp4(matrix=TURNED, brands=b"qt  ")))
    assert (taken.width, taken.height) == (360, 640)


def test_a_video_that_does_not_say_how_long_it_is(intake: Intake, tmp_path: Path) -> None:
    assert intake.take(sent(tmp_path, mp4(seconds=0))).notes.seconds is None


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n", f"{'0' * 61}/..", "0" * 64]
)
def test_only_a_known_id_finds_a_file(intake: Intake, name: str) -> None:
    assert intake.file(name) is None
    assert intake.file(name, thumb=True) is None


def test_a_full_disk_keeps_nothing(intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        intake.take(sent(tmp_path, encoded(scene())))
    assert files(tmp_path / "kept") == []


SEEDS = [encoded(scene(40, 30)), encoded(scene(40, 30), "PNG"), encoded(scene(40, 30), "WEBP"), mp4(), HEIC]


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good file with some of its bytes changed, left out or put in."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, max(len(content) - 1, 0)))
        content[place : place + draw(st.integers(0, 4))] = draw(st.binary(max_size=4))
    return bytes(content[: draw(st.integers(0, len(content)))]) if draw(st.booleans()) else bytes(content)


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=200) | spoiled())
def test_any_bytes_are_taken_or_refused_and_leave_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    intake = Intake(folder / "kept", Limits())
    taken: Taken | None = None
    with suppress(Refused):
        taken = intake.take(sent(folder, content))
    names = {path.name for path in files(folder / "kept")}
    if taken is None:
        assert names == set()
    elif taken.kind == "picture":
        assert names == {f"{taken.id}.jpg", f"{taken.id}.thumb.jpg"}
    else:
        assert names == {f"{taken.id}.mp4"}
    assert (folder / "upload").read_bytes() == content


def test_what_a_killed_upload_left_is_swept_and_what_is_being_written_is_not(intake: Intake, tmp_path: Path) -> None:
    taken = intake.take(sent(tmp_path, mp4()))
    place = tmp_path / "kept" / taken.id[:2]
    stale, fresh = place / ".a.part", place / ".b.part"
    for part in (stale, fresh):
        part.write_bytes(b"half")
    os.utime(stale, (0, 0))
    intake.sweep()
    assert not stale.exists()
    assert fresh.exists()
    assert intake.file(taken.id)
