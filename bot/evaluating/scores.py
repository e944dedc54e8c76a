"""What readings of labelled lines are worth: accuracy with its interval, F1, confusions, calibration."""

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from bot.evaluating.lines import Line
from bot.evaluating.yardstick import Yardstick

BINS = 10
Z_95 = 1.96
EXAMPLES = 3
P95 = 0.95


class Reading(msgspec.Struct, frozen=True):
    """How a line was read: the likeliest intent, how sure, whether the bot acts on it unasked, in how many seconds."""

    intent: str
    confidence: float
    acted_on: bool
    seconds: float


class Share(msgspec.Struct, frozen=True):
    """``right`` of ``of``, with the Wilson 95 % interval (Wilson 1927)."""

    right: int
    of: int
    share: float
    low: float
    high: float


class IntentScore(msgspec.Struct, frozen=True):
    """One intent: how many lines have it, precision, recall and F1 by first labels, recall when second labels count."""

    intent: str
    lines: int
    precision: float
    recall: float
    f1: float
    lenient: float


class Confusion(msgspec.Struct, frozen=True):
    """Lines of one intent taken for another that is not right either."""

    intent: str
    taken_for: str
    count: int
    examples: tuple[str, ...]


class Bin(msgspec.Struct, frozen=True):
    """Lines read with a confidence within a tenth: how many, how sure on average, how many right leniently."""

    low: float
    lines: int
    confidence: float
    right: float


class Scores(msgspec.Struct, frozen=True):
    """Everything measured. Shares by name: see ``shares``; ``parts`` has the lenient share of each part."""

    lines: int
    shares: dict[str, Share]
    parts: dict[str, Share]
    macro_f1: float
    calibration_error: float
    bins: tuple[Bin, ...]
    intents: tuple[IntentScore, ...]
    confusions: tuple[Confusion, ...]
    median_ms: float
    p95_ms: float


def score(lines: Sequence[Line], readings: Sequence[Reading], yardstick: Yardstick) -> Scores:
    """The scores of readings, one per line, by a yardstick."""
    labels = {line.intent for line in lines}
    counted = [yardstick.counted(reading.intent, labels) for reading in readings]
    judged = list(zip(lines, counted, readings, strict=True))
    intents = tuple(_intent(name, judged) for name in sorted(labels))
    bins = tuple(_bins(judged))
    seconds = sorted(reading.seconds for reading in readings)
    return Scores(
        lines=len(lines),
        shares=_shares(judged, yardstick),
        parts={part: _lenient(j for j in judged if j[0].part == part) for part in _parts(lines)},
        macro_f1=statistics.fmean(each.f1 for each in intents),
        calibration_error=sum(each.lines * abs(each.right - each.confidence) for each in bins) / len(lines),
        bins=bins,
        intents=intents,
        confusions=tuple(_confusions(judged)),
        median_ms=statistics.median(seconds) * 1000,
        p95_ms=seconds[math.ceil(P95 * len(seconds)) - 1] * 1000,
    )


Judged = tuple[Line, str, Reading]


def share(right: int, of: int) -> Share:
    """A share with its interval; of nothing it is 0, and anything is possible."""
    if not of:
        return Share(0, 0, 0.0, 0.0, 1.0)
    p, z2 = right / of, Z_95**2
    middle, half = p + z2 / (2 * of), Z_95 * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return Share(right, of, p, (middle - half) / (1 + z2 / of), (middle + half) / (1 + z2 / of))


def _shares(judged: Sequence[Judged], yardstick: Yardstick) -> dict[str, Share]:
    """Strict and lenient over all and in scope; what is out of scope and taken for a request; the platform's bar."""
    inside = [each for each in judged if each[0].intent != yardstick.out_of_scope]
    outside = [each for each in judged if each[0].intent == yardstick.out_of_scope]
    taken = [e for e in outside if e[2].acted_on and e[1] in yardstick.requests and not e[0].allows(e[1])]
    to_a_person = [e for e in judged if e[1] in yardstick.to_a_person or not e[2].acted_on]
    quick = [e for e in judged if e[2].seconds <= yardstick.bar_seconds]
    return {
        "strict_in_scope": share(sum(line.intent == read for line, read, _ in inside), len(inside)),
        "lenient_in_scope": _lenient(inside),
        "strict_all": share(sum(line.intent == read for line, read, _ in judged), len(judged)),
        "lenient_all": _lenient(judged),
        "out_of_scope_taken": share(len(taken), len(outside)),
        "recognised": share(sum(reading.acted_on for _, _, reading in judged), len(judged)),
        "to_a_person": share(len(to_a_person), len(judged)),
        "in_time": share(len(quick), len(judged)),
    }


def _lenient(judged: Iterable[Judged]) -> Share:
    right = [line.allows(read) for line, read, _ in judged]
    return share(sum(right), len(right))


def _parts(lines: Sequence[Line]) -> list[str]:
    return sorted({line.part for line in lines if line.part})


def _intent(name: str, judged: Sequence[Judged]) -> IntentScore:
    own = [(line, read) for line, read, _ in judged if line.intent == name]
    hit = sum(read == name for _, read in own)
    taken = sum(read == name for _, read, _ in judged)
    lenient = sum(line.allows(read) for line, read in own) / len(own)
    precision, recall = hit / taken if taken else 0.0, hit / len(own)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    return IntentScore(name, len(own), precision, recall, f1, lenient)


def _confusions(judged: Sequence[Judged]) -> list[Confusion]:
    wrong = [(line.intent, read, line.text) for line, read, _ in judged if not line.allows(read)]
    pairs = Counter((intent, read) for intent, read, _ in wrong)
    return [
        Confusion(intent, read, count, tuple(said for i, r, said in wrong if (i, r) == (intent, read))[:EXAMPLES])
        for (intent, read), count in pairs.most_common()
    ]


def _bins(judged: Sequence[Judged]) -> Iterable[Bin]:
    for number in range(BINS):
        inside = [j for j in judged if min(int(j[2].confidence * BINS), BINS - 1) == number]
        if inside:
            sure = statistics.fmean(reading.confidence for _, _, reading in inside)
            right = statistics.fmean(line.allows(read) for line, read, _ in inside)
            yield Bin(number / BINS, len(inside), sure, right)
