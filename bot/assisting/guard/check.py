"""The guard itself: every caution for a text."""

from collections.abc import Iterator

from bot.assisting.guard.allowed import Allowed
from bot.assisting.guard.amounts import amounts
from bot.assisting.guard.caution import Caution
from bot.assisting.guard.dates import dates
from bot.assisting.guard.remedies import remedies
from bot.assisting.guard.rules import Rules
from bot.assisting.guard.saying import read
from bot.talk.forbidden import Forbidden, stretches
from bot.texts import text as worded


def check(text: str, allowed: Allowed, rules: Rules) -> list[Caution]:
    """What in a text is promised and not allowed, or may not be said, from left to right.

    A time within words that may not be said, or a remedy within them or within a sum, is told once, with them.
    """
    said = read(text)
    words = list(_forbidden(text, rules.forbidden))
    sums = list(amounts(said, allowed, rules.promises))
    times = [each for each in dates(said, allowed, rules.promises) if not _told(each, words)]
    ways = [each for each in remedies(said, allowed, rules.promises) if not _told(each, [*words, *sums])]
    return sorted([*words, *sums, *times, *ways], key=lambda caution: (caution.start, caution.end))


def _forbidden(text: str, forbidden: Forbidden) -> Iterator[Caution]:
    for found in stretches(text, forbidden):
        group = found.group
        why = worded("assisting.reason", title=group.title, reason=group.reason)
        yield Caution("words", found.start, found.end, found.words, why, group.instead)


def _told(caution: Caution, others: list[Caution]) -> bool:
    return any(other.start <= caution.start and caution.end <= other.end for other in others)
