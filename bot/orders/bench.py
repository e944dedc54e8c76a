"""How fast orders come in and are found: a synthetic export of a busy shop, imported into an SQLite file."""

import csv
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from bot.clock import SHANGHAI
from bot.orders.columns import lexicon
from bot.orders.importing import read_file
from bot.orders.store import OrderStore
from bot.store import ensure_schema, open_engine

FIELDS = (
    *("order_no", "buyer_id", "stage", "placed_at", "paid_at", "shipped_at", "signed_at", "title", "spec", "category"),
    *("quantity", "unit_price", "paid", "weight", "no_reason", "carrier", "waybill", "packed", "courier"),
)
ORDERS_OF_A_BUYER = 4


class Bench(msgspec.Struct, frozen=True):
    """What was measured: seconds to read the file, to save it and to save it again unchanged; look-ups in ms."""

    orders: int
    read_s: float
    save_s: float
    again_s: float
    get_median_ms: float
    get_p95_ms: float
    list_median_ms: float
    list_p95_ms: float


def bench_import(n: int = 100_000, look_ups: int = 1000) -> Bench:
    """Measures an import of ``n`` orders, and looking up one order and one buyer's orders, in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_export(folder / "orders.csv", n)
        engine = open_engine(f"sqlite:///{folder / 'bench.db'}")
        ensure_schema(engine)
        store = OrderStore(engine)
        started = time.perf_counter()
        orders = read_file(folder / "orders.csv").orders
        read_s = time.perf_counter() - started
        save_s, again_s = (_seconds(lambda: store.save(orders, "shop")) for _ in range(2))
        some = [number * n // look_ups for number in range(look_ups)]
        gets = [_seconds(lambda at=at: store.get(_order_no(at), _buyer(at))) * 1000 for at in some]  # type: ignore[misc]
        lists = [_seconds(lambda at=at: store.of_buyer(_buyer(at))) * 1000 for at in some]  # type: ignore[misc]
        engine.dispose()
    return Bench(n, read_s, save_s, again_s, *_middle_and_high(gets), *_middle_and_high(lists))


def _write_export(path: Path, n: int) -> None:
    names = lexicon().columns
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([names[field][0] for field in FIELDS])
        writer.writerows(_rows(n))


def _rows(n: int) -> Iterator[tuple[object, ...]]:
    first = datetime(2026, 1, 1, tzinfo=SHANGHAI)
    signed, supported = lexicon().stages["signed"][0], lexicon().no_reason["supported"][0]
    for number in range(n):
        placed = first + timedelta(minutes=number * 3)
        times = (f"{placed + timedelta(hours=hours):%Y-%m-%d %H:%M:%S}" for hours in (0, 1, 20, 70))
        quantity, price, weight = 1 + number % 3, 10 + number % 290, 100 + number % 900
        yield (
            *(_order_no(number), _buyer(number), signed, *times, f"item-{number % 500}", f"spec-{number % 7}", ""),
            *(quantity, f"{price}.90", f"{price * quantity}.50", weight, supported, "SF", f"SF{number:012d}"),
            *(weight * quantity + 80, weight * quantity + 83),
        )


def _order_no(number: int) -> str:
    return f"26{number:014d}"


def _buyer(number: int) -> str:
    return f"bench-{number // ORDERS_OF_A_BUYER}"


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _middle_and_high(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]
