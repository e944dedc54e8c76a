"""Orders from a file of the shop's: all of it or nothing, with every fault named."""

from collections import Counter
from pathlib import Path

import msgspec

from bot.orders.assembly import Assembly, by_order
from bot.orders.columns import read_header
from bot.orders.model import Order
from bot.orders.nested import read_nested
from bot.orders.problems import ImportProblems
from bot.orders.readers import Table, flat_table, read_csv, read_json, read_xlsx, refused
from bot.orders.rows import Cells, Row, parse_row
from bot.orders.store import Counts, OrderStore
from bot.texts import text

TABLES = {".csv": read_csv, ".tsv": read_csv, ".txt": read_csv, ".xlsx": read_xlsx, ".xlsm": read_xlsx}


class Reading(msgspec.Struct, frozen=True):
    """What a file holds: its orders, the columns nobody knows and the personal ones that were not read."""

    orders: list[Order]
    ignored_columns: tuple[str, ...] = ()
    personal_columns: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """What an import did: orders new, changed, unchanged; columns not known and personal ones, neither of them kept."""

    counts: Counts
    ignored_columns: tuple[str, ...] = ()
    personal_columns: tuple[str, ...] = ()


def import_file(store: OrderStore, path: Path, source: str = "shop") -> Report:
    """Reads a file and saves its orders in one transaction; raises ImportProblems, having saved nothing."""
    reading = read_file(path)
    return Report(store.save(reading.orders, source), reading.ignored_columns, reading.personal_columns)


def read_orders(path: Path) -> list[Order]:
    """The orders of a CSV, XLSX or JSON file; raises ImportProblems with everything wrong in it."""
    return read_file(path).orders


def read_file(path: Path) -> Reading:
    """Like `read_orders`, with what is to be told of the columns."""
    suffix = path.suffix.lower()
    if not path.is_file():
        raise refused(path, "no_file", file=path)
    if suffix in TABLES:
        return _of_table(TABLES[suffix](path))
    if suffix != ".json":
        raise refused(path, "format", suffix=suffix or path.name)
    objects = read_json(path)
    if "lines" not in objects[0]:
        return _of_table(flat_table(path, objects))
    orders, problems = read_nested(path.name, objects)
    if problems:
        raise ImportProblems(path.name, problems)
    return Reading(_shared_parcels_unweighed(orders))


def _of_table(table: Table) -> Reading:
    (first, names), *rest = table.rows
    header, problems = read_header(table.file, names, first)
    if problems:
        raise ImportProblems(table.file, problems)
    columns = {column.field: column for column in header.columns}
    rows: list[Row] = []
    faulty: set[str] = set()
    for number, values in rest:
        cells = Cells(table.file, columns, number, values)
        row = _parsed(cells, values, len(names))
        if row:
            rows.append(row)
        else:
            problems += cells.problems
            faulty.add(cells.text_of("order_no"))
    assembly = Assembly(table.file, columns)
    orders = [assembly.order(group) for group in by_order(rows) if group[0].order_no not in faulty]
    problems += assembly.problems
    if problems:
        raise ImportProblems(table.file, sorted(problems, key=lambda problem: problem.row or 0))
    return Reading(_shared_parcels_unweighed(orders), header.ignored, header.personal)


def _parsed(cells: Cells, values: tuple[str, ...], width: int) -> Row | None:
    surplus = [value for value in values[width:] if value.strip()]
    if not surplus:
        return parse_row(cells)
    cells.note("order_no", cells.text_of("order_no"), text("orders.expected.cells", count=width))
    return None


def _shared_parcels_unweighed(orders: list[Order]) -> list[Order]:
    """Orders sent together under one waybill lose its weights: they weigh several orders and prove nothing of one."""
    seen = Counter(parcel.waybill for order in orders for parcel in order.parcels)
    shared = {waybill for waybill, times in seen.items() if times > 1}
    return [_unweighed(order, shared) for order in orders]


def _unweighed(order: Order, waybills: set[str]) -> Order:
    if waybills.isdisjoint(parcel.waybill for parcel in order.parcels):
        return order
    parcels = (
        msgspec.structs.replace(parcel, packed_g=None, courier_g=None) if parcel.waybill in waybills else parcel
        for parcel in order.parcels
    )
    return msgspec.structs.replace(order, parcels=tuple(parcels))
