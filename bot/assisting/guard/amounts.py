"""Sums of money that are promised and that nothing gives."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.assisting.guard.allowed import Allowed
from bot.assisting.guard.caution import Caution
from bot.assisting.guard.cues import any_of, excused, shows
from bot.assisting.guard.numerals import numeral
from bot.assisting.guard.rules import Numerals, Promises
from bot.assisting.guard.saying import Saying, Stretch
from bot.money import share, yuan
from bot.texts import text

FEN, FEN_OF_A_JIAO, WHOLE = 100, 10, 100
TOLD = 3


def amounts(said: Saying, allowed: Allowed, promises: Promises) -> Iterator[Caution]:
    """A caution for every sum, and every part of what was paid, that is promised and not given."""
    rules = promises.money
    no_money = [stretch for stretch, _ in said.found(rules.not_money)]
    found = said.found((*rules.patterns, *rules.bare))
    sums = [each for each in found if not any(each[0].touches(other) for other in no_money)]
    for place, (stretch, match) in enumerate(sums):
        last = sums[place - 1][0].end if place else 0
        cents = _cents(match, promises.numerals)
        if cents and _promised(said, stretch, last, promises) and not _given(said, stretch, cents, allowed, promises):
            yield _caution(said, _figure(stretch, match), allowed, cents)
    yield from _shares(said, allowed, promises)


def _shares(said: Saying, allowed: Allowed, promises: Promises) -> Iterator[Caution]:
    for rule in promises.money.shares:
        for stretch, match in said.found((rule.pattern,)):
            percent = rule.percent if rule.percent is not None else _percent(match, promises.numerals)
            meant = {share(paid, percent, WHOLE) for paid in allowed.paid}
            if not meant & set(allowed.amounts) and not excused(said, stretch, promises):
                yield _caution(said, stretch, allowed, max(meant, default=0))


def _percent(match: "re.Match[str]", numerals: Numerals) -> int:
    parts = match.groupdict()
    tenths = numeral(parts.get("tenths") or "", numerals)
    return int(tenths * 10 if tenths else numeral(parts.get("percent") or "", numerals) or 0)


def _cents(match: "re.Match[str]", numerals: Numerals) -> int:
    """The 分 that a match names: 十二块五 is 1250."""
    parts = match.groupdict()
    whole = numeral(parts.get("yuan") or "", numerals) or Decimal(0)
    jiao = numeral(parts.get("jiao") or "", numerals) or Decimal(0)
    rest = numeral(parts.get("rest") or "", numerals) or Decimal(0)
    fen = numeral(parts.get("fen") or "", numerals) or Decimal(0)
    return int(whole * FEN + jiao * FEN_OF_A_JIAO + fen + rest * (FEN_OF_A_JIAO if rest < 10 else 1))


def _figure(stretch: Stretch, match: "re.Match[str]") -> Stretch:
    """The sum without the words before it, so that the right one can be put in its place."""
    start = match.start("yuan") if match.groupdict().get("yuan") else match.start()
    sign = match.group()[0] == "¥"
    return Stretch(stretch.start if sign else start, stretch.end)


def _promised(said: Saying, stretch: Stretch, last: int, promises: Promises) -> bool:
    """Whether the nearest word about money before or right behind a sum gives it away."""
    rules = promises.money
    before = said.plain[max(last, said.sentence(stretch).start) : stretch.start]
    inside = said.words(stretch)
    after = said.after(stretch)
    given = _last(rules.given, before + inside) > _last(rules.facts, before + inside)
    if not given and not any_of(rules.given_after, after):
        return False
    ours = re.search(rules.ours, said.before(stretch) + inside) is not None
    return not excused(said, stretch, promises, conditional=not ours)


def _last(patterns: tuple[str, ...], words: str) -> int:
    """Where the last word of a kind ends; -1 where there is none."""
    return max((m.end() for pattern in patterns for m in re.finditer(pattern, words)), default=-1)


def _given(said: Saying, stretch: Stretch, cents: int, allowed: Allowed, promises: Promises) -> bool:
    done = shows(promises.cues.done, said.before(stretch))
    return cents in allowed.amounts or (done and cents in allowed.known)


def _caution(said: Saying, stretch: Stretch, allowed: Allowed, cents: int) -> Caution:
    """What is wrong with a sum; in its place the nearest of those that are given."""
    start, end = said.typed_at(stretch)
    words = said.typed[start:end]
    if not allowed.amounts:
        why, instead = text("assisting.amount_open", words=words), text("assisting.amount_instead")
        return Caution("amount", start, end, words, why, instead)
    right = text("assisting.or").join(
        text("assisting.amount", amount=yuan(amount)) for amount in allowed.amounts[:TOLD]
    )
    why = text("assisting.amount_other", right=right, words=words)
    nearest = min(allowed.amounts, key=lambda amount: abs(amount - cents))
    return Caution("amount", start, end, words, why, text("assisting.amount", amount=yuan(nearest)))
