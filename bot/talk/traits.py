"""Orders and goods by what buyers say of them besides their name: the day, the price, the carrier, colour and size."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bot.clock import day
from bot.orders.model import Line, Order
from bot.talk.lexicon import answers
from bot.talk.message import Message

OF_A_LINE = ("colour", "size")
WORD_ENDINGS = "色的款码号"
LONG_ENOUGH = 2
OTHER_GOODS = ("发错货", "描述不符")

Thing = TypeVar("Thing", Order, Line)


def order_with(message: Message, orders: Sequence[Order]) -> Order | None:
    """The only order that has the day, price, carrier, colour and size a message names; None when no single one has."""
    return _only(message, orders, (_of_that_day, _cost_that, _came_by, _has_such))


def line_with(message: Message, lines: Sequence[Line]) -> Line | None:
    """The only line that has the price, colour and size a message names; None when no single one has."""
    return _only(message, lines, (_priced, _specified))


def _only(message: Message, things: Sequence[Thing], tests: Iterable[Callable[[Thing, Message], bool]]) -> Thing | None:
    """What is left after each test that any passes; None when none was passed by any, or several are left."""
    left, told = list(things), False
    for passes in tests:
        fitting = [thing for thing in left if passes(thing, message)]
        left, told = (fitting, True) if fitting else (left, told)
    return left[0] if told and len(left) == 1 else None


def _of_that_day(order: Order, message: Message) -> bool:
    """Placed on a day that is named; signed on it where the message speaks of receiving."""
    receiving = any(word in message.text for word in answers().receiving_words)
    when = order.signed_at if receiving else order.placed_at
    return when is not None and day(when).isoformat() in message.values("date")


def _cost_that(order: Order, message: Message) -> bool:
    return order.paid in message.values("money") or any(_priced(line, message) for line in order.lines)


def _priced(line: Line, message: Message) -> bool:
    return bool({line.paid, line.unit_price} & set(message.values("money")))


def _came_by(order: Order, message: Message) -> bool:
    named = [str(carrier).casefold() for carrier in message.values("carrier")]
    return any(carrier in parcel.carrier.casefold() for carrier in named for parcel in order.parcels)


def _has_such(order: Order, message: Message) -> bool:
    return any(_specified(line, message) for line in order.lines)


def _specified(line: Line, message: Message) -> bool:
    """Whether the spec has every colour and size named; where other goods came, theirs may be the ones named."""
    named = {_bare(str(value)) for label in OF_A_LINE for value in message.values(label)}
    parts = {_bare(part) for part in line.spec.replace("/", " ").replace(",", " ").split()}
    alike = (any(word == part or (len(word) >= LONG_ENOUGH and word in part) for part in parts) for word in named)
    return bool(named) and message.intent not in OTHER_GOODS and all(alike)


def _bare(word: str) -> str:
    """黑色的 and 黑 are one colour, XL码 and xl one size."""
    return word.rstrip(WORD_ENDINGS).casefold() or word
