"""When people are there: service hours as a shop writes them, from 9:00 to 22:00."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import SHANGHAI

FROM_TO = 2


def closed_until(now: datetime, hours: Sequence[str]) -> datetime | None:
    """The next moment at which people are there when nobody is now; None while somebody is, or where none are told.

    ``hours`` are two times of day in Shanghai; where the second is not later, people are there over midnight.
    """
    if len(hours) != FROM_TO:
        return None
    local = now.astimezone(SHANGHAI)
    opens, closes = (_at(local, time) for time in hours)
    there = opens <= local < closes if opens < closes else local >= opens or local < closes
    if there:
        return None
    return opens if local < opens else opens + timedelta(days=1)


def _at(day: datetime, time: str) -> datetime:
    hour, minute = map(int, time.split(":"))
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)
