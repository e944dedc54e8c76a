"""Times as people type them, read as the span in which something is to be done at the latest."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import datetime, time, timedelta

import msgspec

from bot.assisting.guard.numerals import numeral
from bot.assisting.guard.rules import Promises
from bot.clock import SHANGHAI

DAY, WEEK, YEAR_END = timedelta(days=1), timedelta(weeks=1), 12
NOON, LONG_PAST = 12, timedelta(days=180)
SATURDAY, SUNDAY = 6, 7


class Span(msgspec.Struct, frozen=True):
    """From the earliest to the latest moment that a time may mean."""

    first: datetime
    last: datetime


def span(match: "re.Match[str]", now: datetime, promises: Promises) -> Span | None:
    """What a match of the date patterns means, seen from ``now``; None where there is no such day."""
    parts = {name: value for name, value in match.groupdict().items() if value}
    now = now.astimezone(SHANGHAI)
    if "unit" in parts:
        return _from_now(parts, now, promises)
    if "whole" in parts:
        return _whole(parts["whole"], now, promises)
    day = _day(parts, now, promises)
    return _within(day, parts, promises) if day else None


def hours(match: "re.Match[str]", promises: Promises) -> int | None:
    """How many hours a length of time comes to; None for what is none."""
    parts = match.groupdict()
    return round(_length(parts, promises).total_seconds() / 3600) if parts.get("unit") else None


def _length(parts: dict[str, str], promises: Promises) -> timedelta:
    count = float(numeral(parts.get("count") or "", promises.numerals) or 0) + (0.5 if parts.get("half") else 0)
    over, under = next(size for unit, size in promises.dates.units.items() if parts["unit"].endswith(unit))
    return timedelta(hours=count * over / under)


def _from_now(parts: dict[str, str], now: datetime, promises: Promises) -> Span:
    length = _length(parts, promises)
    last = now + length
    if parts["unit"].endswith(promises.dates.working_day):
        last = _working(now, length)
    return Span(max(now, last - timedelta(hours=promises.loose_hours)), last)


def _working(now: datetime, length: timedelta) -> datetime:
    """So many days on, Saturdays and Sundays not counted."""
    last, left = now, round(length / DAY)
    while left > 0:
        last += DAY
        left -= last.isoweekday() < SATURDAY
    return last


def _whole(word: str, now: datetime, promises: Promises) -> Span:
    kinds = promises.dates.whole
    kind = kinds[max((key for key in kinds if key in word), key=len)]
    today = _midnight(now)
    monday = today - DAY * (now.isoweekday() - 1)
    if kind == "month":
        last = today.replace(day=monthrange(now.year, now.month)[1]) + DAY
        return Span(last - timedelta(hours=promises.loose_hours), last)
    return Span(monday + WEEK, monday + WEEK * 2) if kind == "next_week" else Span(now, monday + WEEK)


def _day(parts: dict[str, str], now: datetime, promises: Promises) -> datetime | None:
    """The midnight at which the day begins that is named; today where only an hour is."""
    today = _midnight(now)
    if "day_word" in parts:
        return today + DAY * promises.dates.day_words[parts["day_word"]]
    if "weekday" in parts:
        return _weekday(parts, today, promises)
    if "date" not in parts:
        return today
    month = int(parts.get("month", now.month))
    with suppress(ValueError):
        named = today.replace(month=month, day=int(parts["date"]))
        return _next(named, "month" in parts) if _behind(named, today, "month" in parts) else named
    return None


def _behind(named: datetime, today: datetime, with_month: bool) -> bool:
    """Whether the day is over so long ago that the next one of its name is meant."""
    return today - named > LONG_PAST if with_month else named < today


def _next(named: datetime, with_month: bool) -> datetime:
    if with_month:
        return named.replace(year=named.year + 1)
    later = named.month % YEAR_END + 1
    return named.replace(month=later, year=named.year + (later == 1))


def _weekday(parts: dict[str, str], today: datetime, promises: Promises) -> datetime:
    number = int(numeral(parts["weekday"], promises.numerals) or SUNDAY)
    day = today + DAY * (number - today.isoweekday())
    week = parts.get("week", "")
    if any(word in week for word, kind in promises.dates.weeks.items() if kind == "next_week"):
        return day + WEEK
    return day if day >= today or week else day + WEEK


def _within(day: datetime, parts: dict[str, str], promises: Promises) -> Span:
    """A part of a day, an hour of it or all of it."""
    dates = promises.dates
    part = parts.get("part") or (parts["day_word"] if parts.get("day_word") in dates.parts else "")
    if "hour" in parts:
        hour = int(numeral(parts["hour"], promises.numerals) or 0)
        later = part in dates.afternoon and hour < NOON
        minutes = int(parts.get("minute", 0)) or (30 if "half" in parts else 0)
        moment = day + timedelta(hours=hour + (NOON if later else 0), minutes=minutes)
        return Span(moment, moment)
    begins, ends = dates.parts.get(part, (0, 24))
    return Span(day + timedelta(hours=begins), day + timedelta(hours=ends))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), SHANGHAI)
