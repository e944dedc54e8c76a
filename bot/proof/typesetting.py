"""How each part of the document is set: paragraphs, tables and bars. All lengths are points."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Rect  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]
from reportlab.platypus import CondPageBreak, Paragraph, Spacer, Table  # type: ignore[import-untyped]

from bot.proof.lines import broken
from bot.proof.sections import Bars, Card, Cards, Facts, Grid, Heading, Lines, Part, Points
from bot.proof.thumbnails import picture_of
from bot.proof.typography import ACCENT, BASE, LINE, PALE, STATES, STYLES

GAP = 6.0
BAR = 9.0
NUMBER = 4 * GAP
EDGE = 3.0
ROOM_UNDER_A_HEADING, ROOM_FOR_A_PICTURE = 90.0, 290.0
IN_A_ROW = 2
FACTS = (0.14, 0.36) * IN_A_ROW
BARS = (0.2, 0.62, 0.18)


class Setter:
    """Sets the parts in a column of some width; ``shown`` makes words ready for the font."""

    def __init__(self, width: float, shown: Callable[[str], str]) -> None:
        self._width = width
        self._shown = shown
        self._ways: dict[type, Callable[[Any], Iterator[Any]]] = {
            Heading: self._heading,
            Lines: self._lines,
            Points: self._points,
            Facts: self._facts,
            Grid: self._grid,
            Bars: self._bars,
            Cards: self._cards,
        }

    def of(self, part: Part) -> Iterator[Any]:
        """A part as flowables."""
        yield from self._ways[type(part)](part)

    def title(self, title: str, under: tuple[str, ...]) -> Iterator[Any]:
        """The top of the first page."""
        yield self._words(title, self._width, "title")
        yield from (self._words(line, self._width, "under") for line in under)
        rule = ("LINEABOVE", (0, 0), (-1, 0), 1.2, ACCENT)
        yield Table([[""]], [self._width], [GAP], style=[rule], spaceBefore=GAP)

    def _words(self, words: str, width: float, style: str = BASE) -> Any:
        """A paragraph in a column of that width."""
        set_in = STYLES[style]
        lines = broken(self._shown(words), width, lambda w: float(stringWidth(w, set_in.fontName, set_in.fontSize)))
        return Paragraph("<br/>".join(map(escape, lines)), set_in)

    def _row(self, cells: tuple[str, ...], widths: list[float], styles: tuple[str, ...]) -> list[Any]:
        """The cells of one row of a table whose cells have a gap on either side."""
        inside = [width - 2 * GAP for width in widths]
        return [self._words(*each) for each in zip(cells, inside, styles, strict=True)]

    def _heading(self, part: Heading) -> Iterator[Any]:
        yield CondPageBreak(ROOM_FOR_A_PICTURE if part.tall else ROOM_UNDER_A_HEADING)
        yield Spacer(0, 2 * GAP)
        edge = [("BACKGROUND", (0, 0), (0, 0), ACCENT), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_padding(0, 0)]
        inside = self._width - EDGE
        row = [["", self._words(part.words, inside - 2 * GAP, "heading")]]
        yield Table(row, [EDGE, inside], style=[*edge, ("LEFTPADDING", (1, 0), (1, 0), GAP)], spaceAfter=GAP)

    def _lines(self, part: Lines) -> Iterator[Any]:
        usual = "quiet" if part.aside else BASE
        yield Spacer(0, GAP if part.aside else 0)
        for number, line in enumerate(part.lines):
            yield self._words(line, self._width, "strong" if part.titled and not number else usual)
        yield Spacer(0, GAP)

    def _points(self, part: Points) -> Iterator[Any]:
        widths = [NUMBER, self._width - NUMBER]
        rows = [self._row((f"{n}.", each), widths, (BASE, BASE)) for n, each in enumerate(part.sentences, 1)]
        style = [("BACKGROUND", (0, 0), (-1, -1), PALE), ("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(GAP / 3, GAP)]
        yield Table(rows, widths, style=style)

    def _facts(self, part: Facts) -> Iterator[Any]:
        pairs = [*part.rows, *[("", "")] * (-len(part.rows) % IN_A_ROW)]
        widths = [self._width * share for share in FACTS]
        flat = [(*pairs[start], *pairs[start + 1]) for start in range(0, len(pairs), IN_A_ROW)]
        rows = [self._row(cells, widths, ("quiet", "cell") * IN_A_ROW) for cells in flat]
        yield Table(rows, widths, style=_ruled())

    def _grid(self, part: Grid) -> Iterator[Any]:
        widths = [self._width * share for share in part.widths]
        states = part.states or ("",) * len(part.rows)
        usual = ("cell",) * (len(widths) - 1)
        rows = [self._row(part.head, widths, ("quiet",) * len(widths))]
        rows += [
            self._row(cells, widths, (*usual, STATES[state])) for cells, state in zip(part.rows, states, strict=True)
        ]
        style = [*_ruled(), ("BACKGROUND", (0, 0), (-1, 0), PALE)]
        yield Table(rows, widths, style=style, repeatRows=1, splitInRow=1)

    def _bars(self, part: Bars) -> Iterator[Any]:
        widths = [self._width * share for share in BARS]
        longest = widths[1] - 2 * GAP
        most = max((size for _, size, _ in part.rows), default=0) or 1
        rows = []
        for name, size, told in part.rows:
            named, worded = self._row((name, told), [widths[0], widths[2]], ("quiet", "cell"))
            rows.append([named, _bar(longest * size / most, longest), worded])
        yield Table(rows, widths, style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_padding(GAP / 2, GAP)])
        yield Spacer(0, GAP)

    def _cards(self, part: Cards) -> Iterator[Any]:
        width = self._width / IN_A_ROW
        cards: list[Any] = [self._card(card, width - 2 * GAP) for card in part.cards]
        cards += [""] * (-len(cards) % IN_A_ROW)
        rows = [cards[start : start + IN_A_ROW] for start in range(0, len(cards), IN_A_ROW)]
        yield Table(rows, [width] * IN_A_ROW, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(GAP, GAP)])

    def _card(self, card: Card, width: float) -> list[Any]:
        picture = picture_of(card.picture, width) if card.picture else None
        told = [self._words(card.caption, width, "strong")]
        told += [self._words(line, width, "small") for line in card.lines]
        return [
            picture or self._blank(card.instead, width),
            Spacer(0, GAP / 2),
            *told,
            self._words(card.digest, width, "digest"),
        ]

    def _blank(self, words: str, width: float) -> Any:
        """What stands where there is nothing to see."""
        style = [("BACKGROUND", (0, 0), (-1, -1), PALE), *_padding(2 * GAP, GAP)]
        return Table([[self._words(words, width - 2 * GAP, "quiet")]], [width], style=style)


def _bar(length: float, longest: float) -> Any:
    drawing = Drawing(longest, BAR)
    drawing.add(Rect(0, 0, longest, BAR, fillColor=PALE, strokeColor=None))
    drawing.add(Rect(0, 0, length, BAR, fillColor=ACCENT, strokeColor=None))
    return drawing


def _ruled() -> list[Any]:
    """A line under every row."""
    return [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), *_padding(GAP / 2, GAP)]


def _padding(upright: float, across: float) -> list[Any]:
    """The room within cells."""
    sides = {"TOPPADDING": upright, "BOTTOMPADDING": upright, "LEFTPADDING": across, "RIGHTPADDING": across}
    return [(side, (0, 0), (-1, -1), room) for side, room in sides.items()]
