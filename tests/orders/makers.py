"""Orders and files for tests, with only what a test is about spelt out."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

from bot.clock import SHANGHAI
from bot.orders import Line, Order, Stage

NOON = datetime(2026, 6, 18, 12, tzinfo=SHANGHAI)
ROW = {
    "订单编号": "2617000000000001",
    "买家ID": "buyer-lin",
    "订单状态": "待发货",
    "下单时间": "2026-06-18 10:30:00",
    "商品名称": "纯棉圆领短袖T恤",
    "数量": "2",
    "单价": "59.90",
    "实付金额": "99.90",
}


def order(number: str, buyer: str = "buyer-lin", days_ago: int = 0, stage: Stage = Stage.PAID, **more: object) -> Order:
    """An order of one line placed some days before noon of 18 June 2026."""
    placed = NOON - timedelta(days=days_ago)
    line = Line(line_no=1, title="COMPLICATED-LAMP", quantity=2, unit_price=5990, paid=9990)
    return Order(number, buyer, stage, placed, (line,), **more)  # type: ignore[arg-type]


def row(**cells: str) -> dict[str, str]:
    """A good row with some cells changed or added."""
    return {**ROW, **cells}


def write_csv(path: Path, *rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A CSV file of rows; the columns are those of all of them."""
    names = list(dict.fromkeys(name for cells in rows for name in cells))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path: Path, *rows: dict[str, object]) -> Path:
    """A workbook of rows; the columns are those of the first."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for cells in rows:
        sheet.append(list(cells.values()))
    book.save(path)
    return path
