"""The pack: complete, the same for the same material, checked by its own sums, private nowhere."""

import csv
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

from bot.proof import Material, NoFont, as_zip
from tests.proof.makers import PRIVATE


def without() -> Path:
    raise NoFont


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files(shirt: Material) -> dict[str, bytes]:
    return unpacked(as_zip(shirt, without))


def test_all_is_in_it(files: dict[str, bytes]) -> None:
    shown = ["evidence/1-picture.jpg", "evidence/2-picture.jpg", "evidence/3-video.mp4"]
    assert list(files) == ["00-说明.txt", "proof.txt", "timeline.csv", "talk.txt", "case.json", *shown, "SHA256SUMS"]


def test_with_the_font_the_document_is_in_it(shirt: Material, font: Path) -> None:
    made = as_zip(shirt)
    assert made == as_zip(shirt)
    files = unpacked(made)
    assert files["proof.pdf"].startswith(b"%PDF")
    assert "proof.pdf　整理好的举证材料" in files["00-说明.txt"].decode()


def test_without_the_font_the_rest_is_made_and_says_why(files: dict[str, bytes]) -> None:
    assert "proof.pdf" not in files
    assert f"proof.pdf　这次没有做成。{NoFont()}" in files["00-说明.txt"].decode()
    assert "make run" in str(NoFont())


def test_the_same_material_makes_the_same_bytes(shirt: Material) -> None:
    assert as_zip(shirt, without) == as_zip(msgspec.structs.replace(shirt), without)


def test_the_sums_are_those_of_the_files(files: dict[str, bytes], shirt: Material) -> None:
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: sha256(content).hexdigest() for name, content in files.items() if name != "SHA256SUMS"}
    assert [sums["evidence/1-picture.jpg"], sums["evidence/3-video.mp4"]] == [
        shirt.evidence[0].id,
        shirt.evidence[2].id,
    ]


def test_nothing_private_is_in_any_text(files: dict[str, bytes]) -> None:
    texts = {name: content.decode() for name, content in files.items() if not name.startswith("evidence/")}
    assert [(name, each) for name, said in texts.items() for each in (*PRIVATE, "林小满") if each in said] == []
    assert "收件人张*" in texts["talk.txt"]


def test_the_time_line_opens_in_a_spreadsheet(files: dict[str, bytes], shirt: Material) -> None:
    assert files["timeline.csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(files["timeline.csv"].decode("utf-8-sig"))))
    assert rows[0] == ["时间", "角色", "事项", "时限"]
    assert {len(row) for row in rows} == {4}
    formula = msgspec.structs.replace(shirt.decisions[0], words="=1+1", clause=None)
    made = unpacked(as_zip(msgspec.structs.replace(shirt, decisions=(formula,)), without))
    assert ",'=1+1," in made["timeline.csv"].decode()


def test_the_case_is_there_for_a_program(files: dict[str, bytes]) -> None:
    told = msgspec.json.decode(files["case.json"])
    assert told["case"]["draft"]["amount"] == 5267
    assert told["case"]["draft"]["verdict"]["cites"][0]["since"] == "2025-10-01"
    assert told["order"]["parcels"][0] | {"waybill": "785****2003"} == told["order"]["parcels"][0]
    assert [each["state"] for each in told["evidence"]] == ["whole"] * 3


def test_a_file_that_is_gone_or_changed_is_owned_up_to(shirt: Material, tmp_path: Path) -> None:
    gone = msgspec.structs.replace(shirt.evidence[0], file=tmp_path / "gone.jpg")
    other = tmp_path / "other.mp4"
    other.write_bytes(b"something else")
    changed = msgspec.structs.replace(shirt.evidence[2], file=other)
    files = unpacked(as_zip(msgspec.structs.replace(shirt, evidence=(gone, changed)), without))
    assert [name for name in files if name.startswith("evidence/")] == ["evidence/2-video.mp4"]
    told = files["00-说明.txt"].decode()
    assert f"照片 1　原文件已经不在，登记的 SHA-256 是 {gone.id}" in told
    assert f"evidence/2-video.mp4　注意：文件和登记的 SHA-256（{changed.id}）不一致" in told


def test_a_bare_case_makes_a_pack_too(shirt: Material) -> None:
    bare = msgspec.structs.replace(shirt, talk=(), evidence=(), asked=(), decisions=(), names=(), shop="")
    files = unpacked(as_zip(bare, without))
    assert files["talk.txt"] == b"\n"
    assert "画面" not in files["00-说明.txt"].decode()
