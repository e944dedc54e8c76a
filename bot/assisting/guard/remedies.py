"""Remedies that are promised and that neither a verdict offers nor a case has granted."""

from collections.abc import Iterator

from bot.assisting.guard.allowed import FREIGHT, Allowed
from bot.assisting.guard.caution import Caution
from bot.assisting.guard.cues import any_of, excused
from bot.assisting.guard.rules import Group, Promises
from bot.assisting.guard.saying import Saying, Stretch
from bot.texts import text


def remedies(said: Saying, allowed: Allowed, promises: Promises) -> Iterator[Caution]:
    """A caution for every remedy that is promised and that nothing gives."""
    for stretch, group in _named(said, promises):
        given = set(group.ways) & set(allowed.ways)
        if not given and _promised(said, stretch, group, promises) and not excused(said, stretch, promises):
            yield _caution(said, stretch, group, allowed)


def _named(said: Saying, promises: Promises) -> list[tuple[Stretch, Group]]:
    """The remedies that a text names; of words that overlap the longer ones count."""
    groups = promises.remedies.groups.values()
    every = [(stretch, group) for group in groups for stretch, _ in said.found(group.patterns)]
    kept: list[tuple[Stretch, Group]] = []
    for stretch, group in sorted(every, key=lambda each: each[0].start - each[0].end):
        if not any(stretch.touches(other) for other, _ in kept):
            kept.append((stretch, group))
    return sorted(kept, key=lambda each: each[0].start)


def _promised(said: Saying, stretch: Stretch, group: Group, promises: Promises) -> bool:
    rules, before, after = promises.remedies, said.before(stretch), said.after(stretch)
    if group.alone:
        return True
    if any_of(rules.nouns, after):
        return False
    return any_of(rules.leads, before) or any_of(rules.follows, after)


def _caution(said: Saying, stretch: Stretch, group: Group, allowed: Allowed) -> Caution:
    start, end = said.typed_at(stretch)
    words = said.typed[start:end]
    ways = [text(f"remedy.{way}") for way in allowed.ways if way != FREIGHT]
    if FREIGHT in group.ways:
        why, instead = text("assisting.freight_other"), text("assisting.freight_instead")
    elif ways:
        instead = text("assisting.or").join(ways)
        why = text("assisting.remedy_other", right=instead, words=words)
    else:
        why, instead = text("assisting.remedy_open", words=words), text("assisting.remedy_instead")
    return Caution("remedy", start, end, words, why, instead)
