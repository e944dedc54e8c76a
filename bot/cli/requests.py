"""What buyers have applied for on the platform, beside our own cases: with the deadline that runs on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.aftersales.case import Clock
from bot.aftersales.standing import Standing
from bot.cli.receipt import clock_line
from bot.cli.words import left, money, names
from bot.orders import Line, Order
from bot.talk.wording import short
from bot.texts import text

Asked = tuple[Order, Line, Standing, Clock | None]


def request_lines(asked: Sequence[Asked], now: datetime) -> Iterator[str]:
    """The requests, those that are due first."""
    if asked:
        yield text("cli.requests.count", count=len(asked))
    for order, line, standing, clock in sorted(asked, key=lambda each: _due(each[-1], now)):
        yield text(
            "cli.requests.entry",
            number=standing.number,
            way=names("value.request_way")[standing.way],
            item=short(line.title),
            progress=names("value.request")[standing.progress],
            order=order.order_no,
            amount=money(standing.amount),
        )
        if clock:
            yield text("cli.cases.clock", left=left(clock.due_at, now), clock=clock_line(clock))


def request_plain(asked: Asked) -> dict[str, object]:
    """A request for a program: amounts in 分, moments in ISO."""
    order, line, standing, clock = asked
    return {"kind": "request", "request": standing, "order_no": order.order_no, "line_no": line.line_no, "clock": clock}


def _due(clock: Clock | None, now: datetime) -> tuple[bool, float]:
    return clock is None, (clock.due_at - now).total_seconds() if clock else 0.0
