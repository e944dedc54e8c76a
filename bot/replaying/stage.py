"""Shops to talk in: each talk has a database of its own, thrown away afterwards."""

import shutil
from datetime import date, datetime
from itertools import count
from pathlib import Path

import msgspec

from bot.clock import Clock, StillClock, day
from bot.orders import OrderStore, load_demo
from bot.service import Service, build, read_files
from bot.settings import Settings

ALL = 100_000
SOURCE = "shop"


class Stage:
    """Makes shops under ``folder``, with the demo shop's orders, else with those that ``real`` has of the buyer.

    ``real`` is only read.
    """

    def __init__(self, settings: Settings, folder: Path, real: OrderStore | None = None) -> None:
        self.settings = msgspec.structs.replace(settings, var=folder)
        self._folder = folder
        self._real = real
        self._numbers = count(1)
        self._templates: dict[date, Path] = {}
        self._files = read_files(settings, Clock(settings.clock))

    def open(self, buyer: str | None, at: datetime) -> Service:
        """A shop in which nothing has been said or written, at a moment at which its clock stands."""
        database = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(self._template(day(at)), database)
        shop = self._at(database, at)
        if self._real and buyer:
            shop.shop.orders.save(self._real.of_buyer(buyer, ALL), SOURCE)
        return shop

    def again(self, shop: Service, at: datetime) -> Service:
        """The same shop at another moment, as after a restart."""
        shop.engine.dispose()
        return self._at(_file(shop), at)

    def close(self, shop: Service) -> None:
        """Throw a shop away."""
        shop.engine.dispose()
        _file(shop).unlink()

    def _template(self, today: date) -> Path:
        """A database as all talks of a day find it; where orders are lent, all days find the same empty one."""
        if today not in self._templates:
            path = self._folder / f"{today}.db"
            made = build(_on(self.settings, path), files=self._files)
            if not self._real:
                load_demo(made.shop.orders, self.settings.data, today)
            made.engine.dispose()
            self._templates[today] = path
        return self._templates[today]

    def _at(self, database: Path, at: datetime) -> Service:
        return build(msgspec.structs.replace(_on(self.settings, database), clock=at), StillClock(at), self._files)


def _on(settings: Settings, database: Path) -> Settings:
    return msgspec.structs.replace(settings, database_url=f"sqlite:///{database}")


def _file(shop: Service) -> Path:
    return Path(shop.settings.database_url.removeprefix("sqlite:///"))
