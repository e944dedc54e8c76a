"""Labelled lines of buyers from a TSV file, as a merchant may export them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bot.decoding import decoded
from bot.texts import text

NEEDED = ("intent", "text")
KNOWN = (*NEEDED, "also", "part", "tags")
MOST_NAMED = 5


class BadLines(ValueError):
    """A file that cannot be measured with; the message says what, where and what to do."""


class Line(msgspec.Struct, frozen=True):
    """What a buyer typed, the intent it has, the others that are right too, and the part of the file it belongs to."""

    text: str
    intent: str
    also: frozenset[str] = frozenset()
    part: str = ""

    def allows(self, intent: str) -> bool:
        """Whether an intent is right for the line, as the first label or another."""
        return intent == self.intent or intent in self.also


def read_lines(path: Path, intents: Sequence[str]) -> list[Line]:
    """The lines of a file with the columns intent and text, and perhaps also (by commas), part and tags.

    Raises BadLines for a file that cannot be read, lacks a column, holds no line, or has a label that is no intent.
    """
    rows = csv.reader(io.StringIO(_content(path), newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(rows, [])
    lacking = [name for name in NEEDED if name not in header]
    if lacking:
        raise BadLines(text("cli.evaluate.no_column", file=path, columns="、".join(lacking), found=" ".join(header)))
    lines = [_line(dict(zip(header, row, strict=False)), f"{path}:{rows.line_num}") for row in rows if any(row)]
    if not lines:
        raise BadLines(text("cli.evaluate.no_lines", file=path))
    unknown = sorted({label for line in lines for label in (line.intent, *line.also)} - set(intents))
    if unknown:
        named = "、".join(unknown[:MOST_NAMED])
        raise BadLines(text("cli.evaluate.unknown", file=path, labels=named, intents="、".join(intents)))
    return lines


def _content(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadLines(text("cli.evaluate.unreadable", file=path, error=error.strerror)) from error
    content = decoded(raw)
    if content is None:
        raise BadLines(text("cli.evaluate.no_text", file=path))
    return content


def _line(row: dict[str, str], where: str) -> Line:
    said, intent = row.get("text", "").strip(), row.get("intent", "").strip()
    if not said or not intent:
        raise BadLines(text("cli.evaluate.empty", where=where))
    also = frozenset(label.strip() for label in row.get("also", "").split(",") if label.strip())
    return Line(said, intent, also, row.get("part", "").strip())
