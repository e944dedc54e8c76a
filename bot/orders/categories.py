"""One name for each kind of goods, as data/lexicon/categories.yml says."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
import yaml

from bot.orders.columns import plain
from bot.orders.model import Line
from bot.settings import ROOT

LEXICON = ROOT / "data" / "lexicon" / "categories.yml"
_LEVEL = re.compile(r"[>＞/|、,，]+")


class Categories(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands: our name ▸ other names, and which of ours are 三包 goods by default."""

    categories: dict[str, tuple[str, ...]]
    three_guarantees: frozenset[str]


@cache
def lexicon() -> Categories:
    """The lexicon of categories; msgspec.ValidationError names a key that does not belong there."""
    return msgspec.convert(yaml.safe_load(LEXICON.read_text(encoding="utf-8")), Categories)


@lru_cache(4096)
def canonical(category: str) -> str:
    """Our name for a category or for the deepest known level of a path of them; an unknown one stays as it is."""
    for level in [category, *reversed(_LEVEL.split(category))]:
        known = _names().get(plain(level))
        if known:
            return known
    return category.strip()


def under_three_guarantees(line: Line) -> bool:
    """Whether a line is 三包 goods: as the order says, else by its category."""
    if line.three_guarantees is not None:
        return line.three_guarantees
    return canonical(line.category) in lexicon().three_guarantees


@cache
def _names() -> Mapping[str, str]:
    return {plain(name): ours for ours, names in lexicon().categories.items() for name in (ours, *names)}
