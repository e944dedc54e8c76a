"""What is wrong with clauses and settings beyond their shape: what they ask, give and compare with."""

from collections.abc import Hashable, Iterator
from string import Formatter
from typing import get_args

from bot.aftersales.clause import Clause, Gives, Issue, Test
from bot.aftersales.facts import BUYER_FACTS, FACTS, Fact
from bot.aftersales.loading_lines import Said, Wrong
from bot.aftersales.loading_shape import listed, shown
from bot.aftersales.loading_values import Found, below_zero, rungs_of, tests_of, wrong_setting, wrong_values
from bot.texts import text

PARTS = ("gives", "entitles", "clock")
COMPARISONS = {"is": "is_", "among": "among", "at_most": "at_most", "more_than": "more_than"}


def mistakes(found: Found) -> Iterator[Wrong]:
    """Everything that is wrong with clauses and settings which can be read."""
    for name, clause in found.clauses.items():
        yield from (Wrong(found.files[name], key, words) for key, words in _wrong_clause(clause))
    for name, setting in (found.settings or {}).items():
        said = [*_empty(f"{name}.title", setting.title), *wrong_setting(name, setting)]
        yield from (Wrong(found.settings_file, key, words) for key, words in said)
    yield from wrong_values(found)


def _wrong_clause(clause: Clause) -> Iterator[Said]:
    yield from _empty("title", clause.title)
    if not clause.reference:
        yield "reference", text("policy.no_reference")
    for number, reference in enumerate(clause.reference):
        yield from _empty(f"reference[{number}].title", reference.title)
    parts = [name for name in PARTS if getattr(clause, name) is not None]
    if len(parts) != 1:
        told = text("policy.parts", given=listed(parts)) if parts else text("policy.no_part")
        yield parts[-1] if parts else "gives", told
    if clause.clock is None and not clause.issues:
        yield "issues", text("policy.no_issue", known=listed(get_args(Issue)))
    if clause.until is not None and clause.until <= clause.since:
        yield "until", text("policy.never", until=clause.until, since=clause.since)
    for key, dated in clause.values.items():
        yield from below_zero(f"values.{key}", dated)
    for place, test in tests_of(clause):
        yield from _wrong_test(test, place)
    yield from _wrong_why(clause)
    if clause.gives:
        yield from _wrong_gives(clause.gives)
    yield from _twice(clause)


def _empty(place: str, words: str) -> Iterator[Said]:
    if not words.strip():
        yield place, text("policy.empty_title")


def _wrong_why(clause: Clause) -> Iterator[Said]:
    """Blanks of the reason that no number of the clause fills."""
    try:
        blanks = {field for _, field, _, _ in Formatter().parse(clause.why) if field is not None}
    except ValueError:
        yield "why", text("policy.braces")
        return
    for blank in sorted(blanks - clause.blanks):
        yield (
            "why",
            text("policy.no_blank", blank=f"{{{blank}}}", known=listed(sorted(clause.blanks)) or text("cli.nothing")),
        )


def _wrong_test(test: Test, place: str) -> Iterator[Said]:
    fact = FACTS.get(test.fact)
    if fact is None:
        yield f"{place}.fact", text("policy.no_fact", fact=test.fact, known=listed(FACTS))
        return
    given = [name for name in COMPARISONS if getattr(test, COMPARISONS[name]) is not None]
    if len(given) != 1:
        yield place, text("policy.comparisons", fact=test.fact, known=listed(COMPARISONS))
    elif fact.kind == "number" and given[0] not in ("at_most", "more_than"):
        yield f"{place}.{given[0]}", text("policy.is_number", fact=test.fact)
    elif fact.kind != "number" and given[0] not in ("is", "among"):
        yield f"{place}.{given[0]}", text("policy.is_no_number", fact=test.fact)
    elif test.among == ():
        yield f"{place}.among", text("policy.empty_among")
    else:
        yield from _wrong_words(test, fact, place)


def _wrong_words(test: Test, fact: Fact, place: str) -> Iterator[Said]:
    asked: list[tuple[str, str | bool | None]] = [(f"{place}.is", test.is_)]
    if test.among:
        asked = [(f"{place}.among[{number}]", value) for number, value in enumerate(test.among)]
    for where, value in asked:
        if fact.kind == "flag" and not isinstance(value, bool):
            yield where, text("policy.no_flag", fact=fact.name, value=shown(value))
        if fact.kind == "choice" and value not in fact.values:
            yield where, text("policy.never_so", fact=fact.name, value=shown(value), known=listed(fact.values))


def _wrong_gives(gives: Gives) -> Iterator[Said]:
    known = listed(BUYER_FACTS)
    if gives.outcome in ("grant", "offer") and not gives.remedies:
        yield "gives.remedies", text("policy.no_remedies", outcome=gives.outcome)
    if gives.outcome == "grant" and len(gives.remedies) > 1:
        yield "gives.remedies", text("policy.grants_several")
    if gives.outcome == "need" and not gives.asks:
        yield "gives.asks", text("policy.no_asks", known=known)
    if gives.outcome != "need" and gives.asks:
        yield "gives.asks", text("policy.needless_asks")
    for number, ask in enumerate(gives.asks):
        if ask not in BUYER_FACTS:
            yield f"gives.asks[{number}]", text("policy.cannot_ask", ask=shown(ask), known=known)
        elif ask in gives.asks[:number]:
            yield f"gives.asks[{number}]", text("policy.asked_twice", ask=ask)


def _twice(clause: Clause) -> Iterator[Said]:
    """A remedy that stands twice, for the same wishes and under the same conditions."""
    seen: dict[Hashable, str] = {}
    for place, rung in rungs_of(clause):
        first = seen.setdefault((rung.remedy, frozenset(rung.serves), frozenset(rung.if_)), place)
        if first != place:
            yield place, text("policy.remedy_twice", remedy=rung.remedy, first=first)
