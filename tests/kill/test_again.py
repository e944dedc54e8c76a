"""A message that Rasa forgot, because it died before it had kept the answer, comes to the same when it comes again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import service
from bot.clock import parse_time
from bot.replaying.stage import Stage
from tests.conversations.test_conversations import NOON, cases_of, expect, read_talk, same, waiting_of
from tests.kill.buyers import plain_paths
from tests.talking import Bot

EVERY = 8


@pytest.fixture
def shop(stage: Stage) -> Iterator[service.Service]:
    made = stage.open(None, parse_time(NOON))
    service.use(made)
    yield made
    stage.close(made)


@pytest.mark.parametrize("path", plain_paths()[::EVERY], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_message_is_heard_again_and_nothing_is_otherwise(path: Path, shop: service.Service, bot: Bot) -> None:
    talk = read_talk(path)
    sender = f"again/{path.parent.name}/{path.stem}"
    for number, turn in enumerate(talk.talk, 1):
        known = bot.store.store.get(sender)
        metadata = {"buyer_id": talk.buyer, "message_id": f"m{number}"}
        expect(turn, bot.hear(sender, turn.buyer, metadata), f"{path}: turn {number}")
        bot.store.store.pop(sender)
        if known:
            bot.store.store[sender] = known
        expect(turn, bot.hear(sender, turn.buyer, metadata), f"{path}: turn {number}, {turn.buyer!r}, again")
    same(cases_of(shop), talk.cases)
    same(waiting_of(shop), talk.handovers)
