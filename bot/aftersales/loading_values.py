"""What is wrong with dated values: those that are used and not there, not in force, of another kind, out of range."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal, get_args

import msgspec

from bot.aftersales.clause import Clause, Dated, Remedy, Rung, Test, value_on
from bot.aftersales.loading_lines import Said, Wrong
from bot.aftersales.loading_shape import listed, shown
from bot.aftersales.policies import SHOP, ShopValue
from bot.orders.categories import lexicon
from bot.texts import text

TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
FROM_TO = 2
BY_CATEGORY = ("return_address", "carriers", "service_hours")
NUMBERS: Mapping[str, tuple[str, ...]] = {
    SHOP: (
        "compensation_limit",
        "compensation_percent",
        "goodwill_reship",
        "packaging_g",
        "reship_hours",
        "return_freight",
        "review_hours",
        "trust_goods_return",
        "trust_goods_stay",
    ),
    "merchant_confirm": ("hours",),
    "reason_unclear": ("asked_times",),
    "missing_item_short": ("tolerance_g", "tolerance_percent"),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    SHOP: ("carriers", "return_address", "service_hours", "waits_for_person"),
    "no_reason_excluded_by_law": ("goods", "once_unsealed"),
    "quality_fresh_partly_spoiled": ("goods",),
    "three_guarantees": ("goods",),
}
BOUNDS: Mapping[str, tuple[int, int]] = {
    "小时": (1, 8760),
    "百分比": (0, 100),
    "天": (0, 3650),
    "分": (0, 100_000_000),
    "克": (0, 1_000_000),
}
HOURS = "小时"
CLOCK_HOURS = "clock.hours"
Kind = Literal["number", "list"]


class Found(msgspec.Struct, frozen=True):
    """What was read: clauses and their files by name, the shop's settings (None: unreadable), what cannot be read.

    ``on`` is the day on which all that is used must be in force.
    """

    clauses: Mapping[str, Clause]
    files: Mapping[str, Path]
    settings_file: Path
    settings: Mapping[str, ShopValue] | None
    unreadable: frozenset[str]
    on: date


class Use(msgspec.Struct, frozen=True):
    """One place that uses a value: of which clause or of the shop, as what, on which days it must be in force.

    ``file`` is None where the program itself uses it.
    """

    owner: str
    key: str
    kind: Kind
    days: tuple[date, ...]
    file: Path | None = None
    place: str = ""

    def told(self) -> str:
        """The place in words."""
        if self.file is None:
            return text("policy.used_by_program")
        return text("policy.used_at", clause=self.file.stem, place=self.place)


def wrong_values(found: Found) -> Iterator[Wrong]:
    """Every value that is used and cannot be."""
    by_value: dict[tuple[str, str], list[Use]] = {}
    for use in _uses(found):
        by_value.setdefault((use.owner, use.key), []).append(use)
    for uses in by_value.values():
        yield from _wrong_value(uses, found)


def wrong_setting(name: str, setting: ShopValue) -> Iterator[Said]:
    """What is wrong with a setting of the shop by itself."""
    everywhere = {f"{name}.values": setting.values}
    everywhere |= {f"{name}.by_category.{category}": dated for category, dated in setting.by_category.items()}
    for place, dated in everywhere.items():
        yield from below_zero(place, dated)
        yield from _out_of_bounds(place, dated, setting.unit)
        yield from _wrong_words(name, place, dated)
    if setting.by_category and name not in BY_CATEGORY:
        yield f"{name}.by_category", text("policy.same_for_all", known=listed(BY_CATEGORY))
    for category in setting.by_category:
        if category not in lexicon().categories:
            yield f"{name}.by_category.{category}", text("policy.no_category", category=category)


def _wrong_words(name: str, place: str, dated: Dated) -> Iterator[Said]:
    """Lists of words of which not every one will do."""
    for day, value in dated.items():
        words = value if isinstance(value, list) else []
        strange = [word for word in words if word not in get_args(Remedy)]
        if name == "waits_for_person" and strange:
            yield f"{place}.{day}", text("policy.no_remedy", words=listed(strange), known=listed(get_args(Remedy)))
        hours = len(words) == FROM_TO and all(TIME_OF_DAY.fullmatch(word) for word in words)
        if name == "service_hours" and not hours:
            yield f"{place}.{day}", text("policy.no_hours", value=shown(value))


def tests_of(clause: Clause) -> Iterator[tuple[str, Test]]:
    """Every question of a clause with its key."""
    for place in ("all", "any", "none"):
        for number, test in enumerate(getattr(clause.when, place)):
            yield f"when.{place}[{number}]", test
    for place, rung in rungs_of(clause):
        yield from ((f"{place}.if[{number}]", test) for number, test in enumerate(rung.if_))


def rungs_of(clause: Clause) -> Iterator[tuple[str, Rung]]:
    """Every remedy of a clause with its key."""
    part = "gives" if clause.gives else "entitles"
    yield from ((f"{part}.remedies[{number}]", rung) for number, rung in enumerate(clause.rungs))


def below_zero(place: str, dated: Dated) -> Iterator[Said]:
    """Numbers below zero."""
    for day, value in dated.items():
        if isinstance(value, int) and value < 0:
            yield f"{place}.{day}", text("policy.below_zero", value=value)


def _out_of_bounds(place: str, dated: Dated, unit: str) -> Iterator[Said]:
    """Numbers that no shop can mean in their unit; those below zero are told of elsewhere."""
    least, most = BOUNDS.get(unit, (0, None))
    for day, value in dated.items():
        if isinstance(value, int) and most is not None and (0 <= value < least or value > most):
            told = text("policy.out_of_bounds", value=value, unit=unit, least=least, most=most)
            yield f"{place}.{day}", told


def _uses(found: Found) -> Iterator[Use]:
    for name, clause in found.clauses.items():
        on = max(found.on, clause.since)
        if clause.until is not None and clause.until <= on:
            continue
        for place, number in _numbers(clause):
            owner, _, key = number.rpartition(".")
            yield Use(owner or name, key, "number", (clause.since, on), found.files[name], place)
    kinds: tuple[tuple[Kind, Mapping[str, tuple[str, ...]]], ...] = (("number", NUMBERS), ("list", LISTS))
    for kind, names in kinds:
        yield from (Use(owner, key, kind, (found.on,)) for owner, keys in names.items() for key in keys)


def _numbers(clause: Clause) -> Iterator[tuple[str, str]]:
    for place, test in tests_of(clause):
        named = {"at_most": test.at_most, "more_than": test.more_than}
        yield from ((f"{place}.{comparison}", number) for comparison, number in named.items() if number is not None)
    if clause.clock:
        yield CLOCK_HOURS, clause.clock.hours
    if clause.gives:
        yield from ((f"gives.says.{blank}", number) for blank, number in clause.gives.says.items())


def _wrong_value(uses: list[Use], found: Found) -> Iterator[Wrong]:
    """What is wrong with one value, seen from all places that use it."""
    owner, key = uses[0].owner, uses[0].key
    if owner in found.unreadable or (owner == SHOP and found.settings is None):
        return
    stands = _stands(owner, key, found)
    if stands is None:
        yield from _missing(uses, found)
        return
    file, place, dated = stands
    said = [*_wrong_kind(place, dated, uses), *_idle(place, dated, uses)]
    if any(use.place == CLOCK_HOURS for use in uses) and _unit(owner, key, found) != HOURS:
        said += _out_of_bounds(place, dated, HOURS)
    yield from (Wrong(file, at, words) for at, words in said)


def _stands(owner: str, key: str, found: Found) -> tuple[Path, str, Dated] | None:
    if owner == SHOP:
        setting = (found.settings or {}).get(key)
        return (found.settings_file, f"{key}.values", setting.values) if setting else None
    dated = found.clauses[owner].values.get(key) if owner in found.clauses else None
    return None if dated is None else (found.files[owner], f"values.{key}", dated)


def _unit(owner: str, key: str, found: Found) -> str | None:
    """The unit of a shop setting; the values of a clause have none."""
    return found.settings[key].unit if owner == SHOP and found.settings else None


def _idle(place: str, dated: Dated, uses: list[Use]) -> Iterator[Said]:
    """The first day on which a place uses the value and none is in force."""
    empty = ((use, on) for use in uses for on in use.days if value_on(dated, on) is None)
    for use, on in islice(empty, 1):
        ended = max((day for day in dated if day <= on), default=None)
        if ended:
            yield f"{place}.{ended}", text("policy.ended", ended=ended, on=on, user=use.told())
        else:
            days = text("policy.days", days=listed(map(str, sorted(dated)))) if dated else text("policy.no_days")
            yield place, text("policy.idle", on=on, days=days, user=use.told())


def _missing(uses: list[Use], found: Found) -> Iterator[Wrong]:
    owner, key = uses[0].owner, uses[0].key
    files = {use.file for use in uses}
    if owner == SHOP and (len(files) > 1 or None in files):
        told = text("policy.no_setting", user=uses[0].told(), count=len(uses))
        yield Wrong(found.settings_file, f"{SHOP}.{key}", told)
        return
    for use in uses:
        if owner == SHOP and use.file:
            yield Wrong(use.file, use.place, text("policy.no_shop_value", key=key, file=found.settings_file.name))
        elif use.file:
            name = key if found.files.get(owner) == use.file else f"{owner}.{key}"
            yield Wrong(use.file, use.place, text("policy.no_value", name=name))


def _wrong_kind(place: str, dated: Dated, uses: list[Use]) -> Iterator[Said]:
    by_kind = {use.kind: use for use in reversed(uses)}
    for day, value in dated.items():
        if isinstance(value, list) and "number" in by_kind:
            yield f"{place}.{day}", text("policy.list_for_number", user=by_kind["number"].told())
        if isinstance(value, int) and "list" in by_kind:
            yield f"{place}.{day}", text("policy.number_for_list", user=by_kind["list"].told())
