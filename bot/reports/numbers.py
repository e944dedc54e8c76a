"""Shares, medians and counts; None where there is nothing to take them of."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from bot.reports.model import Count


def share(part: int, of: int) -> float | None:
    """How much of it, between 0 and 1."""
    return part / of if of else None


def middle(values: Sequence[float]) -> float | None:
    """The median: between two in the middle their mean."""
    return float(median(values)) if values else None


def percentile(values: Sequence[float], percent: int) -> float | None:
    """The least of the values that so many percent of them do not exceed (nearest rank)."""
    if not values:
        return None
    return float(sorted(values)[math.ceil(len(values) * percent / 100) - 1])


def counted(names: Iterable[str]) -> list[Count]:
    """How often each name is there, the most frequent first."""
    return greatest(Count(name, count) for name, count in Counter(names).items())


def greatest(counts: Iterable[Count]) -> list[Count]:
    """The greatest count first, of equal ones by name."""
    return sorted(counts, key=lambda each: (-each.count, each.name))
