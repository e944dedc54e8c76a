"""Times that are promised and that are not those of the deadlines that run."""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.assisting.guard.allowed import RETURN, Allowed, Due
from bot.assisting.guard.caution import Caution
from bot.assisting.guard.cues import any_of, excused, shows
from bot.assisting.guard.moments import Span, hours, span
from bot.assisting.guard.rules import Promises
from bot.assisting.guard.saying import Saying, Stretch
from bot.replies import moment
from bot.texts import text

PARTICLES = 3
Found = tuple[Stretch, "re.Match[str]"]


def dates(said: Saying, allowed: Allowed, promises: Promises) -> Iterator[Caution]:
    """A caution for every time by which something is promised and at which it is not due."""
    for stretch, match in said.found(promises.dates.patterns):
        ways = _due_by_then(said, stretch, promises)
        if ways and not excused(said, stretch, promises) and not _theirs(said, stretch, promises):
            caution = _judged(said, (stretch, match), ways, allowed, promises)
            if caution:
                yield caution


def _judged(said: Saying, found: Found, ways: set[str], allowed: Allowed, promises: Promises) -> Caution | None:
    stretch, match = found
    length = hours(match, promises)
    if length is not None and any_of(promises.dates.after_event, said.before(stretch)):
        right = RETURN in ways or length in allowed.periods
        return None if right else _other_period(said, stretch, allowed)
    meant = span(match, allowed.now, promises)
    slack = timedelta(minutes=promises.slack_minutes)
    if meant is None or meant.last < allowed.now - slack or _opening(match, allowed):
        return None
    dues = [due for due in allowed.dues if ways & set(due.ways)]
    if (not dues and ways == {RETURN}) or any(_fits(meant, due, allowed, slack, ways) for due in dues):
        return None
    return _other_time(said, stretch, meant, dues, allowed)


def _due_by_then(said: Saying, stretch: Stretch, promises: Promises) -> set[str]:
    """What is to be done by a time: what its piece names, or where that names nothing, the piece beside it."""
    own = said.piece(stretch)
    ways = _deeds(said.words(own), promises)
    if ways or own.end - own.start - (stretch.end - stretch.start) > PARTICLES:
        return ways
    beside = [piece for piece in said.pieces if piece.start == own.end or piece.end == own.start]
    same = [piece for piece in beside if said.sentence(piece) == said.sentence(own)]
    return next((found for piece in reversed(same) if (found := _deeds(said.words(piece), promises))), set())


def _deeds(words: str, promises: Promises) -> set[str]:
    deeds = promises.dates.deeds.values()
    return {way for deed in deeds if any_of(deed.patterns, words) for way in deed.ways}


def _theirs(said: Saying, stretch: Stretch, promises: Promises) -> bool:
    """Whether the time is the buyer's own, one that is over, or no time by which anything is done."""
    rules, before, after = promises.dates, said.before(stretch), said.after(stretch)
    buyers = re.search(rules.theirs_before, before) and re.search(rules.theirs_after, after)
    names_an_end = re.search(rules.by_then, said.words(stretch))
    return bool(buyers and not names_an_end) or any_of(rules.not_promised, after) or shows(promises.cues.done, before)


def _opening(match: "re.Match[str]", allowed: Allowed) -> bool:
    """Whether an hour only tells when people are there."""
    return any(match.group().startswith(hour) for hour in allowed.hours)


def _fits(meant: Span, due: Due, allowed: Allowed, slack: timedelta, ways: set[str]) -> bool:
    """Whether a deadline lies in the span that is promised; a buyer may be asked to be quicker."""
    at = max(due.at, allowed.now)
    sooner = due.ways == (RETURN,) and RETURN in ways
    return meant.first - slack <= at and (sooner or at <= meant.last + slack)


def _other_time(said: Saying, stretch: Stretch, meant: Span, dues: list[Due], allowed: Allowed) -> Caution:
    start, end = said.typed_at(stretch)
    words = said.typed[start:end]
    if not dues:
        why, instead = text("assisting.date_open", words=words), text("assisting.date_instead")
        return Caution("date", start, end, words, why, instead)
    nearest = min(dues, key=lambda due: (abs(due.at - meant.last), due.at))
    late = nearest.at < allowed.now
    right = text("assisting.overdue") if late else text("assisting.by", due=moment(nearest.at))
    key = "assisting.date_early" if meant.last < nearest.at else "assisting.date_late"
    return Caution("date", start, end, words, text(key, right=right, words=words), right)


def _other_period(said: Saying, stretch: Stretch, allowed: Allowed) -> Caution:
    start, end = said.typed_at(stretch)
    words = said.typed[start:end]
    periods = [text("assisting.period_hours", hours=hours) for hours in sorted(allowed.periods)]
    right = text("assisting.or").join(periods)
    why = text("assisting.period_other", words=words, right=right)
    return Caution("date", start, end, words, why, right)
