"""The shop's time: always aware, always Asia/Shanghai, and always handed in as a parameter."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock:
    """Tells the shop's time; with ``start`` it runs from that moment instead of from now."""

    def __init__(self, start: datetime | None = None) -> None:
        real = datetime.now(SHANGHAI)
        self._ahead = (start.astimezone(SHANGHAI) - real) if start else timedelta(0)

    def now(self) -> datetime:
        """The present moment in Shanghai, to the second."""
        return (datetime.fromtimestamp(time.time(), SHANGHAI) + self._ahead).replace(microsecond=0)


class StillClock(Clock):
    """A clock that stands at one moment, so that what takes long says the same as what is quick."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(SHANGHAI).replace(microsecond=0)

    def now(self) -> datetime:
        """That moment."""
        return self._at


def parse_time(text: str) -> datetime:
    """A moment from ISO text; a text without a zone is Shanghai time, a bare date is its midnight."""
    moment = datetime.fromisoformat(text.strip().replace("/", "-"))
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def day(moment: datetime) -> date:
    """The natural day in Shanghai that a moment falls on."""
    return moment.astimezone(SHANGHAI).date()


def days_between(start: datetime, end: datetime) -> int:
    """Natural days from the day of ``start`` to the day of ``end``; the same day is 0."""
    return (day(end) - day(start)).days
