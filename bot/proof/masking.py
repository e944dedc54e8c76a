"""What nobody outside the shop may read: names, phones, addresses, numbers of cards, identities and parcels."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

import msgspec

from bot.proof.material import Material
from bot.settings import ROOT
from bot.talk.lexicon import answers
from bot.talk.reading import hidden

OWN = ROOT / "data" / "lexicon" / "private.yml"
ENTITIES = ROOT / "data" / "lexicon" / "entities.yml"
WAYBILL = "waybill"
HIDDEN = "****"
FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How names are told: after which labels, surnames of two and of one character, words that end a name."""

    labels: str
    joints: str
    compound: str
    single: str
    before: str


class Private(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's shape: patterns of what is hidden and of what is kept although it looks alike."""

    kept: str
    numbers: tuple[str, ...]
    addresses: tuple[str, ...]
    names: Names


class Patterns(msgspec.Struct, frozen=True):
    """The same, compiled."""

    kept: re.Pattern[str]
    numbers: tuple[re.Pattern[str], ...]
    addresses: tuple[re.Pattern[str], ...]
    name: re.Pattern[str]


class Mask:
    """Hides what is private in texts about one order; its own order and case numbers stay readable."""

    def __init__(self, kept: Collection[str] = (), waybills: Collection[str] = (), names: Collection[str] = ()) -> None:
        self._kept = frozenset(kept)
        self._waybills = tuple(each for each in waybills if each)
        self._names = tuple(sorted((each for each in names if len(each) > 1), key=len, reverse=True))

    def __call__(self, words: str) -> str:
        """The words without what is private."""
        words = words.translate(FULL_WIDTH)
        for name in self._names:
            words = words.replace(name, _only_first(name))
        found = (number for number in _numbers(words) if number not in self._kept)
        words = hidden(words, sorted({*self._waybills, *found}, key=len, reverse=True))
        for pattern in patterns().addresses:
            words = pattern.sub(lambda match: match[0].replace(match["hidden"], HIDDEN), words)
        return patterns().name.sub(lambda match: match["label"] + _only_first(match["name"]), words)

    def all(self, value: Any) -> Any:
        """A plain value, as in JSON, with every text in it masked."""
        if isinstance(value, dict):
            return {key: self.all(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self.all(inner) for inner in value]
        return self(value) if isinstance(value, str) else value


def mask_for(material: Material) -> Mask:
    """The mask for everything that leaves the shop about one case."""
    order, case = material.order, material.case
    kept = {order.order_no, case.case_no, *(each.request_no for each in order.requests)}
    waybills = {*(parcel.waybill for parcel in order.parcels), case.return_waybill or ""}
    return Mask(kept, waybills, material.names)


@cache
def patterns() -> Patterns:
    """The patterns of private.yml and those that the lexicon has already."""
    own = msgspec.yaml.decode(OWN.read_bytes(), type=Private)
    lexicon = msgspec.yaml.decode(ENTITIES.read_bytes())["entities"]
    known = [pattern.format() for label in (*answers().private, WAYBILL) for pattern in lexicon[label]]
    names = own.names
    ends = f"(?=$|[^一-龥]|{names.before})"
    name = f"(?:{names.compound}|[{names.single}])(?:[一-龥]{{1,2}}?{ends}|[一-龥]{{1,2}})"
    return Patterns(
        kept=re.compile(own.kept),
        numbers=tuple(re.compile(each) for each in (*known, *own.numbers)),
        addresses=tuple(re.compile(each) for each in own.addresses),
        name=re.compile(f"(?P<label>(?:{names.labels}){names.joints})(?P<name>{name})"),
    )


def _numbers(words: str) -> Iterator[str]:
    """The private numbers in a text, without the words before them."""
    for pattern in patterns().numbers:
        for match in pattern.finditer(words):
            number = re.sub(r"^[^\dA-Za-z+]+", "", match[0])
            if not patterns().kept.fullmatch(number):
                yield number


def _only_first(name: str) -> str:
    return name[0] + "*" * (len(name) - 1)
