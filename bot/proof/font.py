"""The Chinese font of the PDF: found in its package, cut down to the characters used, made TrueType."""

import logging
from collections.abc import Iterable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]

from bot.texts import text

MODULE = "pylopdf_fonts_zh_cn"
PACKAGE = "pylopdf-fonts-zh-cn"
FILE = "NotoSansSC-Regular.otf"
MISSING = "□"
TRUETYPE = "\0\1\0\0"
CLOSE_ENOUGH = 1.0
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)

logging.getLogger("fontTools").setLevel(logging.ERROR)


class NoFont(Exception):
    """The package that brings the font is not installed; ``str()`` says in Chinese what to run."""

    def __init__(self) -> None:
        super().__init__(text("proof.no_font", package=PACKAGE))


class Typeface:
    """The font of one document."""

    def __init__(self, file: Path, words: Iterable[str]) -> None:
        """Ready for the characters of ``words``. Raises OSError when the file cannot be read."""
        self._font = TTFont(file, lazy=True, recalcTimestamp=False)
        self._known = frozenset(self._font.getBestCmap())
        self._used = {ord(character) for each in words for character in each} | {ord(MISSING)}

    def shown(self, words: str) -> str:
        """The words with a box for each character that the font does not have; line breaks stay."""
        return "".join(c if ord(c) in self._known or c == "\n" else MISSING for c in _plain(words))

    def lacks(self, words: Iterable[str]) -> bool:
        """Whether a box will stand for some character."""
        return any(MISSING in self.shown(each) for each in words)

    def truetype(self) -> bytes:
        """The font as a TrueType file of the characters used: the same for the same characters."""
        options = Options(layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True)
        options.drop_tables += DROPPED
        cutter = Subsetter(options)
        cutter.populate(unicodes=self._used & self._known)
        cutter.subset(self._font)
        _with_quadratic_outlines(self._font)
        made = BytesIO()
        self._font.save(made)
        return made.getvalue()


def font_file() -> Path:
    """Where the font lies; raises NoFont."""
    spec = find_spec(MODULE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / FILE
        if file.is_file():
            return file
    raise NoFont


def _plain(words: str) -> str:
    """Without the marks that only choose how an emoji looks or join several to one."""
    return words.replace("\ufe0f", "").replace("\u200d", "").replace("\t", " ").replace("\r", "")


def _with_quadratic_outlines(font: TTFont) -> None:
    """PDF writers in Python take TrueType outlines only; the font's own are cubic."""
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, CLOSE_ENOUGH, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    profile = font["maxp"]
    profile.tableVersion, profile.maxZones = 0x00010000, 1
    for limit in LIMITS:
        setattr(profile, limit, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = TRUETYPE
