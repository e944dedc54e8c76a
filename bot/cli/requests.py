"""What buyers have applied for on the platform, beside our own cases: with the deadline that runs on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.aftersales.case import Clock
from bot.shop import Asked
from bot.talk.wording import short
from bot.telling.receipt import clock_line
from bot.telling.words import left, money, names
from bot.texts import text


def request_lines(asked: Sequence[Asked], now: datetime) -> Iterator[str]:
    """The requests, those that are due first."""
    if asked:
        yield text("cli.requests.count", count=len(asked))
    for each in sorted(asked, key=lambda one: _due(one.clock, now)):
        yield text(
            "cli.requests.entry",
            number=each.standing.number,
            way=names("value.request_way")[each.standing.way],
            item=short(each.line.title),
            progress=names("value.request")[each.standing.progress],
            order=each.order.order_no,
            amount=money(each.standing.amount),
        )
        clock = each.clock
        if clock:
            yield text("cli.cases.clock", left=left(clock.due_at, now), clock=clock_line(clock))


def request_plain(asked: Asked) -> dict[str, object]:
    """A request for a program: amounts in 分, moments in ISO."""
    order_no, line_no = asked.order.order_no, asked.line.line_no
    return {
        "kind": "request",
        "request": asked.standing,
        "order_no": order_no,
        "line_no": line_no,
        "clock": asked.clock,
    }


def _due(clock: Clock | None, now: datetime) -> tuple[bool, float]:
    return clock is None, (clock.due_at - now).total_seconds() if clock else 0.0
