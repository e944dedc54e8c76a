"""Chats as a shop exports them: a table with a row for every message."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.orders.columns import plain
from bot.replaying.talks import Talk, Turn, key_of, refused
from bot.texts import text

NEEDED = ("talk", "text")
FIELDS = (*NEEDED, "buyer_id", "role")
BETWEEN = "、"
Cells = Mapping[str, str]
Row = tuple[int, Cells]


def read_export(path: Path, content: str) -> list[Talk]:
    """The talks of a table with the columns talk and text, and perhaps buyer_id and role: only buyers' rows count.

    The names a column may have, and what a buyer is called in the column role, stand in the texts of the command.
    Raises BadTalks with all that is wrong.
    """
    header, *table = _table(path, content)
    places = _places(path, header)
    wide = [
        text("cli.replay.cells", row=number, count=len(header), found=len(row))
        for number, row in enumerate(table, 2)
        if any(row[len(header) :])
    ]
    rows = [(number, _cells(row, places)) for number, row in enumerate(table, 2) if any(row)]
    spoken = _of_buyers(path, rows)
    problems = wide or list(_problems(spoken, {field: header[place] for field, place in places.items()}))
    if problems:
        raise refused(path, problems)
    talks: dict[str, list[Cells]] = {}
    for _, cells in spoken:
        talks.setdefault(cells["talk"], []).append(cells)
    return [_talk(path, name, messages) for name, messages in talks.items()]


def _table(path: Path, content: str) -> list[list[str]]:
    """The rows as a spreadsheet counts them. Between tabs a quotation mark is what somebody typed."""
    by_tab = "\t" in content.split("\n", 1)[0]
    lines = io.StringIO(content, newline="")
    try:
        if by_tab:
            table = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        else:
            table = list(csv.reader(lines, strict=True))
    except csv.Error as error:
        raise refused(path, [text("cli.replay.no_table", wrong=error)]) from error
    if not any(map(any, table[1:])):
        raise refused(path, [text("cli.replay.no_rows")])
    return table


def _places(path: Path, header: Sequence[str]) -> dict[str, int]:
    """Where each of the fields stands."""
    read = [plain(name) for name in header]
    found: dict[str, list[int]] = {}
    for field in FIELDS:
        names = {plain(name) for name in text(f"cli.replay.columns.{field}").split(BETWEEN)}
        found[field] = [place for place, name in enumerate(read) if name in names]
    told = BETWEEN.join(header)
    problems = [
        text("cli.replay.no_column", names=text(f"cli.replay.columns.{field}"), found=told)
        for field in NEEDED
        if not found[field]
    ]
    problems += [
        text("cli.replay.column_twice", columns=BETWEEN.join(header[place] for place in places))
        for places in found.values()
        if len(places) > 1
    ]
    if problems:
        raise refused(path, problems)
    return {field: places[0] for field, places in found.items() if places}


def _cells(row: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {field: row[place].strip() if place < len(row) else "" for field, place in places.items()}


def _of_buyers(path: Path, rows: Sequence[Row]) -> list[Row]:
    """The rows that a buyer typed: those whose role says so, all where the table has no roles."""
    called = text("cli.replay.roles")
    roles = {plain(name) for name in called.split(BETWEEN)}
    spoken = [row for row in rows if "role" not in row[1] or plain(row[1]["role"]) in roles]
    if not spoken:
        found = BETWEEN.join(dict.fromkeys(cells["role"] for _, cells in rows))
        raise refused(path, [text("cli.replay.no_buyer", roles=called, found=found)])
    return spoken


def _problems(rows: Sequence[Row], columns: Cells) -> Iterator[str]:
    """What is wrong with rows that are to be replayed: a cell empty, two buyers in one talk."""
    buyers: dict[str, str] = {}
    for number, cells in rows:
        for field in NEEDED:
            if not cells[field]:
                yield text("cli.replay.empty_cell", row=number, column=columns[field])
        buyer = cells.get("buyer_id")
        before = buyers.setdefault(cells["talk"], buyer) if buyer else buyer
        if before != buyer:
            yield text("cli.replay.two_buyers", row=number, column=columns["buyer_id"], found=buyer, before=before)


def _talk(path: Path, name: str, messages: Sequence[Cells]) -> Talk:
    buyer = next((cells["buyer_id"] for cells in messages if cells.get("buyer_id")), None)
    return Talk(key_of(Path(path.stem), name), tuple(Turn(cells["text"]) for cells in messages), buyer=buyer)
