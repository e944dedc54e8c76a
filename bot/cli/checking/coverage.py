"""Whether every row of the catalogue and every ruling has its place, and every place names it back.

``data/policies/coverage.yml`` holds the closed list of ids. Clauses and guides say themselves what they carry; the file
repeats it, so that one can look an id up, and `docs` writes it anew.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bot.aftersales.load import load
from bot.aftersales.loading_shape import read
from bot.aftersales.policies import Policies
from bot.cli.checking.problem import Problem, from_line, shown
from bot.cli.guides import Guides, entries, read_guides
from bot.knowledge.topics import FILE as KNOWLEDGE
from bot.knowledge.topics import Topics, read_topics
from bot.settings import ROOT, Settings
from bot.texts import text

CATALOGUE, CONTRADICTIONS = "catalogue", "contradictions"
FILE = "coverage.yml"
KINDS = ("clauses", "guides", "knowledge")


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one id is carried, or the contradiction that settles why nothing carries it and the reason in a sentence.

    ``tests`` are files that prove what the program itself carries; they count for rulings only.
    """

    clauses: tuple[str, ...] = ()
    guides: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    not_adopted: str = ""
    why: str = ""


class Coverage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every id by section."""

    catalogue: dict[str, Places]
    contradictions: dict[str, Places]
    rulings: dict[str, Places]
    gaps: dict[str, Places]

    def sections(self) -> dict[str, dict[str, Places]]:
        """The sections by name."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class Totals(msgspec.Struct, frozen=True):
    """How many rows stand where: the first of clause, what the shop knows, guide, not adopted; else nowhere yet."""

    rows: int = 0
    clauses: int = 0
    guides: int = 0
    knowledge: int = 0
    not_adopted: int = 0
    waiting: int = 0


class Named(msgspec.Struct, frozen=True):
    """What a clause or a guide says that it carries."""

    kind: str
    place: str
    file: str
    catalogue: tuple[str, ...]
    rulings: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Rows and rulings together."""
        return (*self.catalogue, *self.rulings)


def read_coverage(data: Path, problems: list[str]) -> Coverage | None:
    """The file; None where it cannot be used, and ``problems`` then say why."""
    return read(data / "policies" / FILE, Coverage, problems)


def named(policies: Policies, guides: Guides, topics: Topics) -> list[Named]:
    """Every clause, guide and topic of what every shop knows, with the ids it names."""
    clauses = [
        Named("clauses", name, f"{name}.yml", clause.catalogue, clause.rulings)
        for name, clause in policies.clauses.items()
    ]
    written = [
        Named("guides", name, f"data/guides/{name.partition('.')[0]}.yml", guide.catalogue, guide.rulings)
        for name, guide in entries(guides)
    ]
    known = [
        Named("knowledge", name, f"data/policies/{KNOWLEDGE}", topic.catalogue, topic.rulings)
        for name, topic in topics.items()
    ]
    return clauses + written + known


def places_of(wanted: str, carriers: list[Named]) -> dict[str, tuple[str, ...]]:
    """The clauses, guides and topics that name an id, by kind."""
    return {
        kind: tuple(sorted(each.place for each in carriers if each.kind == kind and wanted in each.ids))
        for kind in KINDS
    }


def totals(coverage: Coverage) -> Totals:
    """The rows of the catalogue counted by their place, each once."""
    count = {"clauses": 0, "knowledge": 0, "guides": 0, "not_adopted": 0, "waiting": 0}
    for places in coverage.catalogue.values():
        count[next((kind for kind in count if getattr(places, kind, None)), "waiting")] += 1
    return Totals(rows=len(coverage.catalogue), **count)


def look_at_coverage(settings: Settings, policies: Policies) -> tuple[Totals, list[Problem]]:
    """The totals and everything that is wrong; ``policies`` are those of ``settings``."""
    told: list[str] = []
    coverage, guides = read_coverage(settings.data, told), read_guides(settings.data / "guides", told)
    if told or coverage is None:
        return Totals(), [from_line(line) for line in told]
    carriers = named(shipped(settings, policies), guides, read_topics(settings.data / "policies" / KNOWLEDGE))
    return totals(coverage), list(problems_of(coverage, carriers, settings.data))


def shipped(settings: Settings, policies: Policies) -> Policies:
    """The clauses that come with the program: what a shop keeps in a folder of its own carries no row."""
    own = settings.data / "policies" / "shop"
    return policies if settings.shop_policies.resolve() == own.resolve() else load(own.parent, own)


def problems_of(coverage: Coverage, carriers: list[Named], data: Path) -> Iterator[Problem]:
    """Ids without a place, places that do not name them back or are left out, and ids that nobody knows."""
    file = shown(data / "policies" / FILE)
    for section, ids in coverage.sections().items():
        for wanted, places in ids.items():
            key, found = f"{section}.{wanted}", places_of(wanted, carriers)
            for remedy in _wrong(wanted, places, found, coverage, section == CATALOGUE):
                yield Problem(file, key, remedy)
    rulings = {each for section, ids in coverage.sections().items() if section != CATALOGUE for each in ids}
    for carrier in carriers:
        yield from _unknown(carrier, "catalogue", carrier.catalogue, coverage.catalogue)
        yield from _unknown(carrier, "rulings", carrier.rulings, dict.fromkeys(rulings))


def _wrong(
    wanted: str, places: Places, found: Mapping[str, tuple[str, ...]], coverage: Coverage, is_row: bool
) -> Iterator[str]:
    for kind, there in found.items():
        listed = getattr(places, kind)
        for place in sorted({*listed} - {*there}):
            yield text("cli.check.not_named_back", place=place, id=wanted)
        for place in sorted({*there} - {*listed}):
            yield text("cli.check.place_left_out", place=place, id=wanted)
    for path in places.tests:
        if not _stands_in(path, wanted):
            yield text("cli.check.no_test", path=path, id=wanted)
    carried = any(found.values()) or any(getattr(places, kind) for kind in KINDS) or (places.tests and not is_row)
    if places.not_adopted or places.why:
        if places.not_adopted not in coverage.contradictions or not places.why:
            yield text("cli.check.not_adopted")
        elif carried:
            yield text("cli.check.adopted_too", id=wanted)
    elif not carried:
        yield text("cli.check.no_place", id=wanted)


def _stands_in(path: str, wanted: str) -> bool:
    """Whether a file names an id; where the program is installed without its tests, nobody can tell."""
    file = ROOT / path
    if not (ROOT / "tests").is_dir():
        return True
    return file.is_file() and bool(re.search(rf"\b{wanted}\b", file.read_text(encoding="utf-8")))


def _unknown(carrier: Named, key: str, ids: tuple[str, ...], known: Mapping[str, Any]) -> Iterator[Problem]:
    for each in ids:
        if each not in known:
            place = carrier.place.partition(".")[2]
            yield Problem(carrier.file, f"{place}.{key}" if place else key, text("cli.check.no_id", id=each))
