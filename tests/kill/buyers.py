"""Buyers who hold the talks of tests/conversations through the door, many at once, and put up with its deaths."""

import asyncio
import random
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import msgspec

from bot.orders.model import Order
from bot.orders.store import OrderStore
from bot.web.store import WindowStore
from bot.web.tokens import make_token
from tests.conversations.test_conversations import NOON, TALKS, Talk, read_talk
from tests.web.doors import SECRET

AGAIN_S = 0.2
TWICE, HURRIES = 0.3, 0.5
FROM_THE_START = {"Last-Event-ID": "0"}
ASKS = aiohttp.ClientTimeout(total=15)
LISTENS = aiohttp.ClientTimeout(total=None, sock_read=20)


def plain_paths() -> list[Path]:
    """The files of the talks that are held in one go, on one device, with all servers up."""
    return [path for path in TALKS if _is_plain(read_talk(path))]


def plain_talks() -> list[Talk]:
    """These talks."""
    return [read_talk(path) for path in plain_paths()]


def _is_plain(talk: Talk) -> bool:
    return talk.clock == NOON and talk.buyer is not None and all(map(_plain, talk.talk))


def _plain(turn: Any) -> bool:
    return turn.server == "up" and not turn.device and turn.at is None and turn.message_id is None


class Buyer:
    """One run of one talk by a buyer of its own, who has the orders of the talk's buyer under other numbers."""

    def __init__(self, number: int, talk: Talk, orders: OrderStore) -> None:
        self.id, self.talk = f"{talk.buyer}-{number}", talk
        own = orders.of_buyer(talk.buyer or "")
        self.order_nos = {f"{number:06d}{order.order_no[6:]}": order.order_no for order in own}
        orders.save((self._own(order) for order in own), "kill")
        self.ids = [uuid.uuid4().hex for _ in talk.talk]
        self.shown: list[int] = []
        self.posts = self.broken = 0

    def _own(self, order: Order) -> Order:
        mine = next(new for new, old in self.order_nos.items() if old == order.order_no)
        return msgspec.structs.replace(order, order_no=mine, buyer_id=self.id)

    def text(self, place: int) -> str:
        """What is typed, with the buyer's own order numbers."""
        text = self.talk.talk[place].buyer
        for mine, written in self.order_nos.items():
            text = text.replace(written, mine)
        return text

    async def hold(self, base: str, store: WindowStore, chance: random.Random) -> None:
        """Say everything, some of it twice and some of it before the last is answered, until all is answered."""
        headers = {"Authorization": f"Bearer {make_token(self.id, SECRET)}"}
        async with aiohttp.ClientSession(base, headers=headers) as http:
            window = asyncio.create_task(self._look(http))
            try:
                for place in range(len(self.ids)):
                    await self._say(http, place, chance)
                    if chance.random() > HURRIES:
                        await self._answered(store)
                await self._answered(store)
                last = await asyncio.to_thread(store.conversation, self.id)
                await _until(lambda: bool(self.shown) and self.shown[-1] >= last.last_seq)
            finally:
                window.cancel()

    async def _say(self, http: aiohttp.ClientSession, place: int, chance: random.Random) -> None:
        tries = 2 if chance.random() < TWICE else 1
        await asyncio.gather(*(self._send(http, place) for _ in range(tries)))

    async def _send(self, http: aiohttp.ClientSession, place: int) -> None:
        said = {"id": self.ids[place], "text": self.text(place)}
        while True:
            try:
                async with http.post("/api/messages", json=said, timeout=ASKS) as taken:
                    if taken.status in (200, 202):
                        self.posts += 1
                        return
                    assert taken.status == 503, await taken.text()
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
                pass
            self.broken += 1
            await asyncio.sleep(AGAIN_S)

    async def _answered(self, store: WindowStore) -> None:
        await _until(lambda: store.next_waiting(self.id) is None)

    async def _look(self, http: aiohttp.ClientSession) -> None:
        """The open window: which messages it shows, in the order in which they come."""
        while True:
            try:
                headers = {"Last-Event-ID": str(self.shown[-1])} if self.shown else FROM_THE_START
                async with http.get("/api/events", headers=headers, timeout=LISTENS) as stream:
                    async for line in stream.content:
                        field, _, value = line.partition(b": ")
                        if field == b"id":
                            self.shown.append(int(value))
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
                pass
            await asyncio.sleep(AGAIN_S)


async def _until(holds: Callable[[], bool]) -> None:
    while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - another process brings it about
        await asyncio.sleep(AGAIN_S)


async def hold_all(buyers: Sequence[Buyer], base: str, store: WindowStore, seed: int) -> None:
    """All talks at once, undisturbed."""
    await asyncio.gather(*(each.hold(base, store, random.Random(f"{seed} {each.id}")) for each in buyers))
