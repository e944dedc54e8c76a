"""Wakes the open streams of a buyer. It carries no messages: what was said is read from the store."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from bot.texts import text
from bot.web.errors import Refusal

# "said": by the buyer, which changes nothing but the talk until it is answered; "typing": the bot
Wake = Literal["changed", "said", "typing", "agent_typing"]
Stirred = tuple[str, Wake]
MOST_STREAMS = 8
MOST_STIRRED = 500
MOST_WAKES = 32
RETRY_S = 30


class Hub:
    """The open streams of this process by buyer; to be used from its event loop only."""

    def __init__(self) -> None:
        self._streams: dict[str, set[asyncio.Queue[Wake]]] = {}
        self._desks: set[asyncio.Queue[Stirred]] = set()

    @contextmanager
    def listening(self, buyer: str) -> Iterator[asyncio.Queue[Wake]]:
        """A queue that is told of everything while this lasts; raises Refusal when a buyer has too many."""
        streams = self._streams.setdefault(buyer, set())
        if len(streams) >= MOST_STREAMS:
            raise Refusal("too_many", text("web.too_many_windows"), RETRY_S)
        queue: asyncio.Queue[Wake] = asyncio.Queue(MOST_WAKES)
        streams.add(queue)
        try:
            yield queue
        finally:
            streams.discard(queue)
            if not streams:
                self._streams.pop(buyer, None)

    @contextmanager
    def overhearing(self) -> Iterator["asyncio.Queue[Stirred]"]:
        """A queue that is told of every buyer's talk while this lasts: for the desks."""
        queue: asyncio.Queue[Stirred] = asyncio.Queue(MOST_STIRRED)
        self._desks.add(queue)
        try:
            yield queue
        finally:
            self._desks.discard(queue)

    def tell(self, buyer: str, what: Wake) -> None:
        """Wake a buyer's streams, and the desks; one that is full has enough to look at."""
        for queue in self._streams.get(buyer, ()):
            with suppress(asyncio.QueueFull):
                queue.put_nowait(what)
        for desk in self._desks:
            with suppress(asyncio.QueueFull):
                desk.put_nowait((buyer, what))
