"""The proof as a PDF: the parts of the document, set on A4 with the font embedded."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics, ttfonts  # type: ignore[import-untyped]
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate  # type: ignore[import-untyped]

from bot.proof.exhibits import Exhibit, exhibits
from bot.proof.font import Typeface, font_file
from bot.proof.masking import mask_for
from bot.proof.material import Material
from bot.proof.sections import Part, sections
from bot.proof.typesetting import Setter
from bot.proof.typography import FONT, LINE, QUIET
from bot.proof.wording import moment
from bot.texts import text

WIDE, HIGH = A4
SIDE, ABOVE, BELOW = 18 * mm, 20 * mm, 20 * mm
WIDTH = WIDE - 2 * SIDE
DIGITS = "0123456789."
# The PDF library keeps its fonts under their names for the whole process.
_one_at_a_time = Lock()


class Frames(msgspec.Struct, frozen=True):
    """What stands around the parts: the title with the lines under it, and what every page bears at its top."""

    title: str
    under: tuple[str, ...]
    top: str


def as_pdf(material: Material, font: Callable[[], Path] = font_file) -> bytes:
    """The document on A4, the same bytes for the same material. Raises NoFont, OSError where the font is broken."""
    return pdf_with(material, exhibits(material), font)


def pdf_with(material: Material, shown: tuple[Exhibit, ...], font: Callable[[], Path]) -> bytes:
    """The same with evidence that has been read already; ``font`` tells where the font file lies, or raises NoFont."""
    file = font()
    parts: tuple[Part, ...] = tuple(sections(material, shown, mask_for(material)))
    frames = _frames(material)
    typeface = Typeface(file, [*_strings(parts), *_strings(frames), _foot(0, 0), text("proof.no_glyph"), DIGITS])
    if typeface.lacks(_strings(parts)):
        frames = msgspec.structs.replace(frames, under=(*frames.under, text("proof.no_glyph")))
    with _one_at_a_time:
        pdfmetrics.registerFont(ttfonts.TTFont(FONT, BytesIO(typeface.truetype())))
        setter = Setter(WIDTH, typeface.shown)
        pages = _set(parts, frames, setter, 0)[1]
        return _set(parts, frames, setter, pages)[0]


def _frames(material: Material) -> Frames:
    case_no, order_no = material.case.case_no, material.order.order_no
    shop = [text("proof.of_shop", shop=material.shop)] if material.shop else []
    under = (*shop, text("proof.subtitle", case_no=case_no, order_no=order_no))
    made_at = text("proof.made_at", at=moment(material.now))
    return Frames(text("proof.title"), (*under, made_at), text("proof.header", case_no=case_no))


def _foot(page: int, pages: int) -> str:
    return text("proof.footer", page=page, pages=pages)


def _set(parts: tuple[Part, ...], frames: Frames, setter: Setter, pages: int) -> tuple[bytes, int]:
    """The document as one of so many pages: its bytes, and how many pages it has come to."""

    def around(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 8)
        canvas.setFillColor(QUIET)
        canvas.setStrokeColor(LINE)
        canvas.drawString(SIDE, HIGH - ABOVE * 0.6, frames.top)
        canvas.line(SIDE, HIGH - ABOVE * 0.7, SIDE + WIDTH, HIGH - ABOVE * 0.7)
        canvas.drawRightString(SIDE + WIDTH, BELOW * 0.5, _foot(document.page, pages))
        canvas.restoreState()

    made = BytesIO()
    document = BaseDocTemplate(made, pagesize=A4, invariant=1, title=frames.top, lang="zh-CN")
    no_padding = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(SIDE, BELOW, WIDTH, HIGH - ABOVE - BELOW, **no_padding)
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=around)])
    flow = [flowable for part in parts for flowable in setter.of(part)]
    document.build([*setter.title(frames.title, frames.under), *flow])
    return made.getvalue(), document.page


def _strings(value: Any) -> Iterator[str]:
    """Every text in what is made of structs and tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _strings(getattr(value, name))
