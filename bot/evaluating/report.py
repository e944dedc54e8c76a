"""The scores as one HTML page that needs nothing else, with a picture of what is taken for what."""

from collections.abc import Mapping, Sequence

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.evaluating.lines import Line
from bot.evaluating.scores import Reading, Scores
from bot.evaluating.yardstick import Yardstick
from bot.settings import ROOT
from bot.texts import text

PAGES = ROOT / "data" / "pages"
PAGE = "evaluation.html"


class Cell(msgspec.Struct, frozen=True):
    """One square of the picture: of the lines of ``intent`` (row), how many were ``read`` (column) so."""

    row: int
    column: int
    count: int
    share: float
    told: str


def page(
    lines: Sequence[Line], readings: Sequence[Reading], scores: Mapping[str, Scores], yardstick: Yardstick, source: str
) -> str:
    """The page for the first of ``scores``; the others are compared with it."""
    labels = {line.intent for line in lines}
    counted = [yardstick.counted(reading.intent, labels) for reading in readings]
    names = sorted(labels | set(counted))
    wrong = [(line, read) for line, read in zip(lines, counted, strict=True) if not line.allows(read)]
    environment = Environment(loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template(PAGE).render(
        source=source,
        ours=next(iter(scores.values())),
        all=scores,
        names=names,
        cells=_cells(lines, counted, names),
        wrong=wrong,
        measured={name: text(f"cli.evaluate.share.{name}") for name in next(iter(scores.values())).shares},
    )


def _cells(lines: Sequence[Line], counted: Sequence[str], names: Sequence[str]) -> list[Cell]:
    place = {name: number for number, name in enumerate(names)}
    cells = []
    for intent in names:
        read_as = [read for line, read in zip(lines, counted, strict=True) if line.intent == intent]
        for read in sorted(set(read_as)):
            count = read_as.count(read)
            told = f"{intent} → {read}: {count}/{len(read_as)}"
            cells.append(Cell(place[intent], place[read], count, count / len(read_as), told))
    return cells
