"""The demo shop: orders written around one day, moved so that this day is today."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.orders.importing import read_orders
from bot.orders.model import Order
from bot.orders.store import Counts, OrderStore

SOURCE = "demo"


class DemoBuyer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who buys in the demo shop; the story says what their orders show."""

    id: str
    name: str
    story: str


class DemoShop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The demo shop: the day its orders are written around and its buyers, the first speaking by default."""

    name: str
    anchor: date
    buyers: tuple[DemoBuyer, ...]


def demo_shop(data_folder: Path) -> DemoShop:
    """The demo shop of a data folder; msgspec.ValidationError names a key that does not belong there."""
    content = yaml.safe_load((data_folder / "demo" / "shop.yml").read_text(encoding="utf-8"))
    return msgspec.convert(content, DemoShop)


def load_demo(store: OrderStore, data_folder: Path, today: date) -> Counts:
    """Saves the demo orders with every time moved by whole days so that the shop's anchor day is ``today``."""
    days = today - demo_shop(data_folder).anchor
    orders = read_orders(data_folder / "demo" / "orders.json")
    return store.save((moved(order, days) for order in orders), SOURCE)


def moved(order: Order, by: timedelta) -> Order:
    """The order with every time of it, of its parcels and of its requests moved."""
    later: Order = _moved(order, by)
    parcels = tuple(_moved(parcel, by) for parcel in order.parcels)
    requests = tuple(_moved(request, by) for request in order.requests)
    return msgspec.structs.replace(later, parcels=parcels, requests=requests)


def _moved(thing: Any, by: timedelta) -> Any:
    times = {name: at for name, at in msgspec.structs.asdict(thing).items() if isinstance(at, datetime)}
    return msgspec.structs.replace(thing, **{name: at + by for name, at in times.items()})
