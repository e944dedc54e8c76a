"""Reads a CSV, XLSX or JSON file into rows of plain text, each under the name its column has in the file."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import msgspec

from bot.decoding import decoded
from bot.orders.problems import ImportProblems, Problem
from bot.texts import text

EXACT_DIGITS = 15


class Table(msgspec.Struct, frozen=True):
    """Rows of text as they stand in a file: (row number, cells); the first is the header."""

    file: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def refused(path: Path, key: str, **facts: object) -> ImportProblems:
    """The refusal of a whole file, in the words of ``orders.expected.KEY``."""
    return ImportProblems(path.name, [Problem(path.name, None, "", None, text(f"orders.expected.{key}", **facts))])


def read_csv(path: Path) -> Table:
    """A CSV or tab-separated file in UTF-8, UTF-16 with a mark, or GB18030; raises ImportProblems."""
    content = _decoded(path)
    first = content.lstrip().split("\n", 1)[0]
    delimiter = max("\t,;", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise refused(path, "readable_csv", reason=error) from error
    return _table(path, rows)


def _decoded(path: Path) -> str:
    content = decoded(path.read_bytes())
    if content is None:
        raise refused(path, "encoding")
    return content


def read_xlsx(path: Path) -> Table:
    """The first sheet of a workbook, each cell as text; raises ImportProblems."""
    import openpyxl  # slow to load, and only an import of a workbook needs it

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = [[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        finally:
            book.close()
    except (BadZipFile, OSError, LookupError, ValueError, SyntaxError) as error:
        raise refused(path, "readable_xlsx") from error
    return _table(path, rows)


def read_json(path: Path) -> list[Any]:
    """A list of objects; raises ImportProblems."""
    try:
        content = json.loads(_decoded(path))
    except json.JSONDecodeError as error:
        raise refused(path, "readable_json", reason=error) from error
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        raise refused(path, "json_list")
    if not content:
        raise refused(path, "some_rows")
    return content


def flat_table(path: Path, objects: Sequence[dict[str, Any]]) -> Table:
    """Flat objects as a table: their keys are the columns; the first object is row 2, as in a spreadsheet."""
    names = list(dict.fromkeys(name for item in objects for name in item))
    rows = [names, *([_exact(item.get(name)) for name in names] for item in objects)]
    return _table(path, rows)


def _table(path: Path, rows: Sequence[Sequence[str]]) -> Table:
    filled = tuple(_filled(rows))
    if len(filled) < 2:
        raise refused(path, "some_rows")
    return Table(path.name, filled)


def _filled(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in enumerate(rows, start=1):
        if any(cell and not cell.isspace() for cell in row):
            yield number, tuple(row)


def _exact(value: object) -> str:
    return str(value) if type(value) is int else _shown(value)


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (datetime, date)):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell) if abs(cell) < 10**EXACT_DIGITS else f"{cell:.5E}"
    return f"{cell:.12G}" if isinstance(cell, float) else str(cell)
