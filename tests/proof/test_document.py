"""The document: the font embedded, pages counted, nothing private, and it stands whatever the material is like."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.proof import Material, NoFont, Said, as_pdf
from bot.proof.exhibits import exhibits
from bot.proof.masking import mask_for
from bot.proof.sections import Cards, Heading, sections
from tests.proof.makers import PRIVATE, at, shown
from tests.proof.test_pack import without


def told(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from told(each)
    elif isinstance(value, msgspec.Struct):
        yield from told(msgspec.structs.astuple(value))


def parts(material: Material) -> list[Any]:
    return list(sections(material, exhibits(material), mask_for(material)))


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages")


def test_it_has_its_sections_in_their_order(shirt: Material) -> None:
    headings = [part.words for part in parts(shirt) if isinstance(part, Heading)]
    assert headings == ["事实概要", "基本情况", "时间线", "重量对比", "处理依据", "人工处理决定", "凭证", "对话记录"]


def test_nothing_private_is_in_it(shirt: Material) -> None:
    said = "\n".join(told(parts(shirt)))
    assert [each for each in (*PRIVATE, "林小满") if each in said] == []
    assert "收件人张*，电话138****5678，地址：****" in said
    assert "备注：三件里只看到两件，收件人张*的面单入镜" in said


def test_it_says_what_each_clause_rests_on_and_what_the_weights_show(shirt: Material) -> None:
    said = list(told(parts(shirt)))
    assert "【平台】外箱完好、重量对不上：确实少发，补发或退少的部分" in said
    assert "2025-10-01 起施行，2026-11-21 核对过原文" in said
    assert "用到的数：签收后 30 天内受理" in said
    assert any("超过允许的误差28克" in each and "称重记录支持买家的说法" in each for each in said)


def test_each_picture_bears_its_hash(shirt: Material) -> None:
    cards = next(part for part in parts(shirt) if isinstance(part, Cards)).cards
    assert [card.digest for card in cards] == [f"SHA-256 {each.id}" for each in shirt.evidence]
    assert [card.picture is not None for card in cards] == [True, True, False]


def test_without_the_font_it_says_what_to_run(shirt: Material) -> None:
    with pytest.raises(NoFont, match="make run"):
        as_pdf(shirt, without)


def test_the_font_is_embedded_and_the_bytes_are_the_same_each_time(shirt: Material, font: Path) -> None:
    made = as_pdf(shirt)
    assert made == as_pdf(msgspec.structs.replace(shirt))
    assert b"/FontFile2" in made
    assert b"/DCTDecode" in made
    assert pages(made) == 3
    assert len(made) < 300_000


def test_it_stands_whatever_the_material_is_like(shirt: Material, font: Path) -> None:
    long = tuple(Said("buyer", f"{number} <b>&\t😭" + "很长的话，" * 400, at("18T10:20")) for number in range(3))
    broken = shown(b"\xff\xd8\xff no picture", "18T10:06", notes=("a" * 300,))
    gone = msgspec.structs.replace(shirt.evidence[0], file=font / "nowhere")
    many = msgspec.structs.replace(shirt, talk=(*shirt.talk, *long), evidence=(broken, gone))
    assert pages(as_pdf(many)) > 3
    draft = msgspec.structs.replace(shirt.case.draft, verdict={}, claim={}, remedy=None, amount=None, standing="review")
    case = msgspec.structs.replace(shirt.case, draft=draft, clocks=())
    bare = Material(case, msgspec.structs.replace(shirt.order, lines=(), parcels=()), shirt.now)
    assert pages(as_pdf(bare)) == 1
