"""The guides: what people do that no clause can do, one entry a topic, for agents and for shop owners."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from bot.aftersales.loading_shape import read

DESK, MERCHANT = "desk", "merchant"
GUIDES = (DESK, MERCHANT)


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: what to do, in Markdown, which rows and rulings it carries, and when someone last checked it."""

    title: str
    text: str
    checked_on: date
    catalogue: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()


Guides = Mapping[str, Mapping[str, Guide]]


def read_guides(folder: Path, problems: list[str]) -> Guides:
    """Every guide by name, its entries in the order of the file; what cannot be read is told in ``problems``."""
    return {name: read(folder / f"{name}.yml", dict[str, Guide], problems) or {} for name in GUIDES}


def entries(guides: Guides) -> Iterator[tuple[str, Guide]]:
    """Every entry with its name, such as ``desk.refusing``."""
    for book, written in guides.items():
        yield from ((f"{book}.{name}", guide) for name, guide in written.items())
