"""Days as buyers name them: 昨天, 上周三, 6月3号, 三号. Read against today, which is a parameter."""

import re
from contextlib import suppress
from datetime import date, timedelta

import msgspec

from bot.talk.message import Entity, Message

WEEK = re.compile(r"w(?P<weekday>\d)(?P<weeks>[+-]\d+)?")


def dated(message: Message, today: date) -> Message:
    """The message with its days as ISO dates; what names no day that exists is left out."""
    read = tuple(_read(each, today) if each.label == "date" else each for each in message.entities)
    return msgspec.structs.replace(message, entities=tuple(each for each in read if each))


def _read(entity: Entity, today: date) -> Entity | None:
    found = named_day(str(entity.value), today)
    return msgspec.structs.replace(entity, value=found.isoformat()) if found else None


def named_day(code: str, today: date) -> date | None:
    """The day that a ``date`` entity of the lexicon names, seen from ``today``; None where there is no such day.

    ``d-1`` counts days; ``w3`` is the latest Wednesday up to today and ``w3-1`` the one in last week; ``06-18`` and
    ``18`` are the latest such day up to today, since buyers speak of what they bought.
    """
    if code.startswith("d"):
        return today + timedelta(days=int(code[1:]))
    week = WEEK.fullmatch(code)
    if week:
        return _weekday(int(week["weekday"]), int(week["weeks"] or 0), today)
    parts = [int(part) for part in code.split("-")]
    if len(parts) == 3:
        return _day(*parts)
    return _latest(parts, today)


def _weekday(number: int, weeks: int, today: date) -> date:
    this_week = today + timedelta(days=number - today.isoweekday())
    if weeks:
        return this_week + timedelta(weeks=weeks)
    return this_week if this_week <= today else this_week - timedelta(weeks=1)


def _latest(parts: list[int], today: date) -> date | None:
    """The latest day up to today with this month and day, or this day of any month."""
    if len(parts) == 2:
        candidates = [_day(year, *parts) for year in range(today.year, today.year - 5, -1)]
    else:
        months = (today.year * 12 + today.month - 1 - back for back in range(4))
        candidates = [_day(month // 12, month % 12 + 1, parts[0]) for month in months]
    return next((day for day in candidates if day and day <= today), None)


def _day(year: int, month: int, number: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, number)
    return None
