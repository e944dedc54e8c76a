"""Holds a talk: every message in turn to the bot, and what is written in the end."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

import msgspec

from bot.replaying.stage import Stage
from bot.replaying.talks import Talk, Turn
from bot.service import Service, use


class Switch(Protocol):
    """What can be told that the action server is away."""

    away: bool


class Hears(Protocol):
    """A bot: what it says to one message of a sender, as Rasa's events."""

    @property
    def actions(self) -> Switch:
        """Its action server."""

    def hear(self, sender: str, text: str, metadata: dict[str, Any] | None) -> list[dict[str, Any]]:
        """What the bot says to one message."""


class Answer(msgspec.Struct, frozen=True):
    """One thing the bot says: the name of the reply, its text, the titles of its buttons."""

    reply: str
    text: str
    buttons: tuple[str, ...] = ()


class Spoken(msgspec.Struct, frozen=True):
    """A message and all that is said to it."""

    turn: Turn
    answers: tuple[Answer, ...]


class Written(msgspec.Struct, frozen=True):
    """A case or a handover in the database at the end: in one line, and for a program."""

    line: str
    record: dict[str, Any]


class Held(msgspec.Struct, frozen=True):
    """A talk with all that came of it. ``clock`` is when it was held, ``orders`` how many its buyer had."""

    talk: Talk
    clock: datetime
    orders: int
    spoken: tuple[Spoken, ...]
    written: tuple[Written, ...]


def hold(talk: Talk, at: datetime, bot: Hears, stage: Stage, written: Callable[[Service], Iterable[Written]]) -> Held:
    """Hold a talk at a moment in a shop of its own, which is what `service` serves from meanwhile.

    ``written`` tells what stands in the database.
    """
    shop = stage.open(talk.buyer, at)
    try:
        orders, spoken = len(shop.shop.orders_of(talk.buyer)), []
        for turn in talk.turns:
            shop = stage.again(shop, turn.at) if turn.at else shop
            use(shop)
            spoken.append(Spoken(turn, _answers(talk, turn, bot)))
        return Held(talk, at, orders, tuple(spoken), tuple(written(shop)))
    finally:
        stage.close(shop)


def _answers(talk: Talk, turn: Turn, bot: Hears) -> tuple[Answer, ...]:
    metadata = {"buyer_id": talk.buyer, "message_id": turn.message_id}
    bot.actions.away = turn.away
    try:
        said = bot.hear(f"{talk.key}{turn.device}", turn.typed, {name: it for name, it in metadata.items() if it})
    finally:
        bot.actions.away = False
    return tuple(_answer(each) for each in said)


def _answer(event: dict[str, Any]) -> Answer:
    buttons = (event.get("data") or {}).get("buttons") or ()
    reply = (event.get("metadata") or {}).get("utter_action") or ""
    return Answer(reply, event.get("text") or "", tuple(button["title"] for button in buttons))
