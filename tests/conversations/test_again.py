"""A message that Rasa forgot, because it died before it had kept the answer, comes to the same when it comes again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import service
from bot.clock import parse_time
from bot.replaying.stage import Stage
from tests.conversations.test_conversations import (
    NOON,
    TALKS,
    Talk,
    Turn,
    cases_of,
    expect,
    read_talk,
    same,
    waiting_of,
)
from tests.talking import Bot

EVERY = 8


def plain_paths() -> list[Path]:
    """The talks that are held in one go, on one device, with all servers up."""
    return [path for path in TALKS if _is_plain(read_talk(path))]


def _is_plain(talk: Talk) -> bool:
    return talk.clock == NOON and talk.buyer is not None and all(map(_at_once, talk.talk))


def _at_once(turn: Turn) -> bool:
    return turn.server == "up" and not turn.device and turn.at is None and turn.message_id is None


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
