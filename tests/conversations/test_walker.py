"""A buyer who says anything at any moment: moves strung together at random, and what always holds checked each time."""

import os
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot import service
from bot.clock import parse_time
from bot.replaying.stage import Stage
from tests.conversations.invariants import check
from tests.conversations.test_conversations import HANDED_OVER, NOON, cases_of
from tests.talking import Bot

MOVES = (Path(__file__).parent / "moves.txt").read_text(encoding="utf-8").split("\n")
BUYERS = (("buyer-lin", "buyer-chen"), ("buyer-wang", "buyer-zhao"))
TALKS, TURNS, FEWEST_TURNS = 200, 25, 1_000
SAME_WORDS = 3


class Kept(InMemoryTrackerStore):
    """Talks as they are, not written out and read again for every message: other tests do that."""

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self.talks: dict[str, DialogueStateTracker] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        self.talks[tracker.sender_id] = tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return self.talks.get(sender_id)


class Quick:
    """The bot, with its talks in memory, reading each of the moves once only."""

    def __init__(self, bot: Bot) -> None:
        self.bot = copy(bot)
        self.bot.store = Kept(bot.agent.domain)
        self.bot.agent = copy(bot.agent)
        self.bot.agent.tracker_store = self.bot.store
        self.bot.agent.processor = copy(bot.agent.processor)
        self.bot.agent.processor.tracker_store = self.bot.store
        self.turns = 0
        self._read: dict[str, dict[str, Any]] = {}

    def hear(self, sender: str, text: str, buyer: str) -> list[dict[str, Any]]:
        self.turns += 1
        if text not in self._read:
            self._read[text] = self.bot.parse(text)
        return self.bot.hear(sender, text, {"buyer_id": buyer}, self._read[text])


def walker(bot: Quick, stage: Stage, buyers: tuple[str, ...]) -> type[RuleBasedStateMachine]:
    count = iter(range(10**9))

    class Walker(RuleBasedStateMachine):
        @initialize(buyer=st.sampled_from(buyers))
        def begin(self, buyer: str) -> None:
            self.number = next(count)
            self.shop = stage.open(None, parse_time(NOON))
            service.use(self.shop)
            self.buyer, self.devices, self.last = buyer, 0, []

        @rule(text=st.sampled_from([move for move in MOVES if move]))
        def says(self, text: str) -> None:
            written = len(cases_of(self.shop))
            said = self.bot_says(text)
            where = f"{self.buyer} {text!r}: {[one['text'] for one in said]}"
            check(self.shop, bot.bot, self.buyer, text, said, len(cases_of(self.shop)) - written, where)
            self.last = [*self.last[-SAME_WORDS + 1 :], (text, tuple(one["text"] for one in said))]

        @rule()
        def comes_back_on_another_device(self) -> None:
            self.devices, self.last = self.devices + 1, []

        @invariant()
        def no_loop(self) -> None:
            """Different words in a row do not get the very same answer over and over."""
            said = [answer for _, answer in getattr(self, "last", [])]
            asked = {text for text, _ in getattr(self, "last", [])}
            assert len(said) < SAME_WORDS or len(asked) < SAME_WORDS or len(set(said)) > 1, self.last

        def bot_says(self, text: str) -> list[dict[str, Any]]:
            return bot.hear(f"walk-{self.number}-{self.devices}", text, self.buyer)

        def teardown(self) -> None:
            """No dead end: from wherever the walk led, one message reaches a person."""
            if hasattr(self, "shop"):
                said = self.bot_says("转人工")
                assert said[0]["metadata"]["utter_action"] in HANDED_OVER, [one["text"] for one in said]
                stage.close(self.shop)

    return Walker


@pytest.mark.parametrize("buyers", BUYERS)
def test_a_random_walk_keeps_what_always_holds(buyers: tuple[str, ...], bot: Bot, stage: Stage) -> None:
    often = settings(
        max_examples=int(os.environ.get("WALKS", TALKS)) // len(BUYERS),
        stateful_step_count=TURNS,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    quick = Quick(bot)
    run_state_machine_as_test(walker(quick, stage, buyers), settings=often)
    print(f"{quick.turns} turns with {', '.join(buyers)}")
    assert quick.turns >= FEWEST_TURNS
