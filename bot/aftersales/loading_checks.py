"""What is wrong with clauses and settings beyond their shape: what they ask, give and compare with."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import msgspec

from bot.aftersales.clause import Clause, Dated, Gives, Issue, Rung, Test, value_on
from bot.aftersales.facts import BUYER_FACTS, FACTS, Fact

SHOP = "shop"
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
    "missing_item_short": ("tolerance_g", "tolerance_percent"),
}
LISTS: Mapping[str, tuple[str, ...]] = {
    SHOP: ("return_address",),
    "no_reason_excluded_by_law": ("goods", "once_unsealed"),
    "quality_fresh_partly_spoiled": ("goods",),
    "three_guarantees": ("goods",),
}
Kind = Literal["number", "list"]


class Found(msgspec.Struct, frozen=True):
    """What was read: clauses and their files by name, the settings' values (None: unreadable), what cannot be read.

    ``on`` is the day on which all that is used must be in force.
    """

    clauses: Mapping[str, Clause]
    files: Mapping[str, Path]
    settings_file: Path
    settings: Mapping[str, Dated] | None
    unreadable: frozenset[str]
    on: date


class Use(msgspec.Struct, frozen=True):
    """One place that uses a value: of which clause or of the shop, as what, needed from which day on.

    ``file`` is None where the program itself uses it.
    """

    owner: str
    key: str
    kind: Kind
    on: date
    file: Path | None = None
    place: str = ""

    def told(self) -> str:
        """The place in words."""
        return f"{self.file}, {self.place}," if self.file else "the program"


def wrong(found: Found) -> Iterator[str]:
    """Every problem: file, key, what is wrong and what to do."""
    for name, clause in found.clauses.items():
        yield from (f"{found.files[name]}: {problem}" for problem in _wrong_clause(clause))
        for key, dated in clause.values.items():
            yield from _below_zero(f"{found.files[name]}: values.{key}", dated)
    for key, dated in (found.settings or {}).items():
        yield from _below_zero(f"{found.settings_file}: {key}.values", dated)
    by_value: dict[tuple[str, str], list[Use]] = {}
    for use in _uses(found):
        by_value.setdefault((use.owner, use.key), []).append(use)
    for uses in by_value.values():
        yield from _wrong_value(uses, found)


def _wrong_clause(clause: Clause) -> Iterator[str]:
    if sum(part is not None for part in (clause.gives, clause.entitles, clause.clock)) != 1:
        yield "gives: a clause needs exactly one of gives, entitles, clock; write that one"
    if clause.clock is None and not clause.issues:
        yield f"issues: names no issue; say which of {', '.join(get_args(Issue))} it is about"
    if clause.until is not None and clause.until <= clause.since:
        yield f"until: {clause.until} is not after since, {clause.since}; the clause would never count, change one"
    for place, test in _tests(clause):
        yield from (f"{place}: {problem}" for problem in _wrong_test(test))
    if clause.gives:
        yield from _wrong_gives(clause.gives)


def _tests(clause: Clause) -> Iterator[tuple[str, Test]]:
    for place in ("all", "any", "none"):
        for number, test in enumerate(getattr(clause.when, place)):
            yield f"when.{place}[{number}]", test
    for part in ("gives", "entitles"):
        given = getattr(clause, part)
        rungs: tuple[Rung, ...] = given.remedies if given else ()
        for number, rung in enumerate(rungs):
            yield from ((f"{part}.remedies[{number}].if[{place}]", test) for place, test in enumerate(rung.if_))


def _wrong_test(test: Test) -> Iterator[str]:
    fact = FACTS.get(test.fact)
    if fact is None:
        yield f"no fact {test.fact!r}; known: {', '.join(FACTS)}"
        return
    given = [name for name in ("is_", "among", "at_most", "more_than") if getattr(test, name) is not None]
    if len(given) != 1:
        yield f"{test.fact}: give exactly one of is, among, at_most, more_than"
    elif (_number(test) is not None) != (fact.kind == "number"):
        yield f"{test.fact} is a {fact.kind}; numbers take at_most or more_than, all others is or among"
    elif test.among == ():
        yield f"{test.fact}: among is empty, so it never holds; write at least one value"
    else:
        yield from _wrong_words(test, fact)


def _number(test: Test) -> str | None:
    return test.at_most if test.at_most is not None else test.more_than


def _wrong_words(test: Test, fact: Fact) -> Iterator[str]:
    asked = (test.is_,) if test.is_ is not None else test.among or ()
    for value in asked:
        if fact.kind == "flag" and not isinstance(value, bool):
            yield f"{fact.name}: {value!r} is not true or false; write is: true or is: false"
        if fact.kind == "choice" and value not in fact.values:
            yield f"{fact.name} is never {value!r}; it may be {', '.join(fact.values)}"


def _wrong_gives(gives: Gives) -> Iterator[str]:
    if gives.outcome in ("grant", "offer") and not gives.remedies:
        yield f"gives.remedies: an outcome {gives.outcome} needs at least one remedy; add it"
    if gives.outcome == "grant" and len(gives.remedies) > 1:
        yield "gives.remedies: a grant has one remedy; make it an offer to give a choice"
    if (gives.outcome == "need") != bool(gives.asks):
        yield "gives.asks: an outcome need says what it asks, and only that outcome does; add asks or take it away"
    for ask in gives.asks:
        if ask not in BUYER_FACTS:
            yield f"gives.asks: {ask!r} is nothing a buyer can tell; known: {', '.join(BUYER_FACTS)}"


def _below_zero(place: str, dated: Dated) -> Iterator[str]:
    for day, value in dated.items():
        if isinstance(value, int) and value < 0:
            yield f"{place}.{day}: {value} is below 0; write 0 or more"


def _uses(found: Found) -> Iterator[Use]:
    for name, clause in found.clauses.items():
        on = max(found.on, clause.since)
        if clause.until is not None and clause.until <= on:
            continue
        numbers = [(f"{place}.{_comparison(test)}", _number(test)) for place, test in _tests(clause)]
        if clause.clock:
            numbers.append(("clock.hours", clause.clock.hours))
        for place, number in numbers:
            if number is None:
                continue
            owner, _, key = number.rpartition(".")
            yield Use(owner or name, key, "number", on, found.files[name], place)
    kinds: tuple[tuple[Kind, Mapping[str, tuple[str, ...]]], ...] = (("number", NUMBERS), ("list", LISTS))
    for kind, names in kinds:
        yield from (Use(owner, key, kind, found.on) for owner, keys in names.items() for key in keys)


def _comparison(test: Test) -> str:
    return "at_most" if test.at_most is not None else "more_than"


def _wrong_value(uses: list[Use], found: Found) -> Iterator[str]:
    """What is wrong with one value, seen from all places that use it."""
    owner, key = uses[0].owner, uses[0].key
    if owner in found.unreadable or (owner == SHOP and found.settings is None):
        return
    if owner == SHOP:
        dated, place = (found.settings or {}).get(key), f"{found.settings_file}: {key}.values"
    else:
        clause = found.clauses.get(owner)
        dated = clause.values.get(key) if clause else None
        place = f"{found.files.get(owner)}: values.{key}"
    if dated is None:
        yield from _missing(uses, found)
        return
    yield from _wrong_kind(place, dated, uses)
    idle = next((use for use in uses if value_on(dated, use.on) is None), None)
    if idle:
        days = ", ".join(str(day) for day in sorted(dated)) or "none"
        told = f"nothing counts on {idle.on} (days given: {days}), though {idle.told()} uses it"
        yield f"{place}: {told}; add the value with the day from which it counts, {idle.on} or earlier"


def _missing(uses: list[Use], found: Found) -> Iterator[str]:
    owner, key = uses[0].owner, uses[0].key
    files = {use.file for use in uses}
    if owner == SHOP and (len(files) > 1 or None in files):
        told = f"{uses[0].told()} and {len(uses) - 1} more use" if len(uses) > 1 else f"{uses[0].told()} uses"
        what = f"it is not in the shop's settings, though {told} it"
        yield f"{found.settings_file}: shop.{key}: {what}; add it with title, unit and values"
        return
    for use in uses:
        if owner == SHOP:
            todo = f"add it in the shop's settings, {found.settings_file}, or name another setting"
            yield f"{use.file}: {use.place}: no value 'shop.{key}'; {todo}"
        elif use.file:
            name = key if found.files.get(owner) == use.file else f"{owner}.{key}"
            todo = "add it under values, or name it clause.value or shop.setting"
            yield f"{use.file}: {use.place}: no value {name!r}; {todo}"


def _wrong_kind(place: str, dated: Dated, uses: Iterable[Use]) -> Iterator[str]:
    by_kind = {use.kind: use for use in reversed(list(uses))}
    for day, value in dated.items():
        if isinstance(value, list) and "number" in by_kind:
            told = f"a list, but {by_kind['number'].told()} uses it as a number"
            yield f"{place}.{day}: {told}; write a whole number, such as 7"
        if isinstance(value, int) and "list" in by_kind:
            told = f"a number, but {by_kind['list'].told()} uses it as a list of words"
            yield f'{place}.{day}: {told}; write each word in quotes, such as ["…", "…"]'
