"""Web, Rasa and the action server killed at random moments under load: nothing is lost, nothing answered twice.

KILLS names how often door and action server are killed, Rasa a fifth as often; ``make kill`` kills for longer.
"""

import asyncio
import os
import random
from itertools import count as numbers
from pathlib import Path

import msgspec
import pytest

from bot.orders import load_demo
from bot.service import Service, build
from bot.settings import read
from bot.web.store import WindowStore
from tests.kill.buyers import Buyer, hold_all, plain_talks
from tests.kill.counting import Record, count
from tests.kill.stack import Stack

KILLS = int(os.environ.get("KILLS") or 2)
SEED = int(os.environ.get("SEED") or 20260618)
TALKS, AT_ONCE = min(4 * KILLS, 40), 8
LONGEST_PAUSE_S, OVERLAP, MOST_BETWEEN = 0.2, 0.2, 16


class Load:
    """Buyers who come one after the other, ``AT_ONCE`` of them at any moment, until nobody kills any more."""

    def __init__(self, stack: Stack, shop: Service, seed: int) -> None:
        self.stack, self.shop, self.seed = stack, shop, seed
        self.store, self.numbers = WindowStore(shop.engine), numbers(100_001)
        self.talks = random.Random(seed).sample(plain_talks(), TALKS)
        self.over = False
        self.disturbed: list[Buyer] = []

    def buyer(self, place: int) -> Buyer:
        return Buyer(next(self.numbers), self.talks[place % len(self.talks)], self.shop.shop.orders)

    async def undisturbed(self) -> list[Buyer]:
        buyers = [self.buyer(place) for place in range(len(self.talks))]
        for start in range(0, len(buyers), AT_ONCE):
            await hold_all(buyers[start : start + AT_ONCE], self.stack.base, self.store, self.seed)
        return buyers

    async def under_fire(self, victims: list[str]) -> None:
        places = numbers()
        await asyncio.gather(self._kill(victims), *(self._come(places) for _ in range(AT_ONCE)))

    async def _come(self, places: "numbers[int]") -> None:
        while not self.over:
            buyer = self.buyer(next(places))
            self.disturbed.append(buyer)
            await buyer.hold(self.stack.base, self.store, random.Random(f"{self.seed} {buyer.id}"))

    async def _kill(self, victims: list[str]) -> None:
        chance = random.Random(self.seed)
        for victim in victims:
            alone = chance.random() > OVERLAP
            await asyncio.to_thread(self.stack.wait, *(self.stack.urls if alone else [victim]))
            if alone:
                await self._goes_on(chance.randint(1, MOST_BETWEEN))
            await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE_S))
            self.stack.kill(victim)
            await asyncio.sleep(0.1)
        await asyncio.to_thread(self.stack.wait, *self.stack.urls)
        self.over = True

    async def _goes_on(self, messages: int) -> None:
        """Wait until so many more messages are shown, so that a death falls into a talk."""
        enough = self._shown() + messages
        while self._shown() < enough:  # noqa: ASYNC110 - another process brings it about
            await asyncio.sleep(0.02)

    def _shown(self) -> int:
        return sum(len(buyer.shown) for buyer in self.disturbed)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: SQLite, and PostgreSQL where its server is named."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'shop.db'}"
    if not os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("no TEST_DATABASE_URL")
    return str(request.getfixturevalue("postgres_schema"))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
def test_no_message_is_lost_and_none_answered_twice(database: str, tmp_path: Path) -> None:
    stack = Stack(tmp_path, database)
    shop = build(msgspec.structs.replace(read(stack.environ), var=tmp_path / "var"))
    load_demo(shop.shop.orders, shop.settings.data, shop.today())
    load = Load(stack, shop, SEED)
    victims = ["web"] * KILLS + ["actions"] * KILLS + ["rasa"] * max(1, KILLS // 5)
    random.Random(SEED).shuffle(victims)

    with stack.running():
        calm = asyncio.run(load.undisturbed())
        asyncio.run(load.under_fire(victims))

    reference = {buyer.talk.name: buyer for buyer in calm}
    undisturbed = Record(shop.engine, stack.talks, calm)
    counts = count(Record(shop.engine, stack.talks, load.disturbed), undisturbed, reference)
    shop.engine.dispose()
    killed = {name: victims.count(name) for name in stack.urls}
    print(f"\nkilled: {killed}")
    for name, number in msgspec.structs.asdict(counts).items():
        print(f"  {name:18}{number:6}")
    assert count(undisturbed, undisturbed, reference).wrong() == {}
    assert counts.wrong() == {}
