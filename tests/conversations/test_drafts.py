"""The same talk as drafts: what the bot would say, said to nobody and written nowhere."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot import service
from bot.nlu.once import draft
from bot.store import metadata, reading
from tests.conversations.test_conversations import HERE, read_talk, shop
from tests.talking import Bot

__all__ = ["shop"]
TALKS = sorted(HERE.glob("happy_path/*.yml"))


def everything(shop: service.Service) -> dict[str, list[Any]]:
    """All that is stored."""
    with reading(shop.engine) as connection:
        return {t.name: connection.execute(sa.select(t)).fetchall() for t in metadata.sorted_tables}


def drafted(bot: Bot, sender: str, text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
    message = UserMessage(text, CollectingOutputChannel(), sender, input_channel="rest", metadata=metadata)
    return bot.loop.run_until_complete(draft(bot.agent, message))


def spoken(bot: Bot, sender: str) -> int:
    tracker = bot.loop.run_until_complete(asyncio.ensure_future(bot.store.retrieve(sender), loop=bot.loop))
    return len(tracker.events) if tracker else 0


@pytest.mark.parametrize(
    ("path", "shop"),
    [pytest.param(path, read_talk(path).clock, id=path.stem) for path in TALKS],
    indirect=["shop"],
)
def test_a_draft_says_what_would_be_said_and_changes_nothing(path: Path, shop: service.Service, bot: Bot) -> None:
    talk, sender = read_talk(path), f"draft/{path.stem}"
    for turn in talk.talk:
        metadata = {"buyer_id": talk.buyer}
        before, events = everything(shop), spoken(bot, sender)
        proposed = [one["text"] for one in drafted(bot, sender, turn.buyer, metadata)]
        assert everything(shop) == before
        assert spoken(bot, sender) == events
        assert proposed == [one["text"] for one in bot.hear(sender, turn.buyer, metadata)]


@pytest.mark.parametrize("shop", ["2026-06-18T12:00"], indirect=True)
def test_a_draft_tells_whether_something_would_have_been_written(bot: Bot, shop: service.Service) -> None:
    sender, metadata = "draft/acts", {"buyer_id": "buyer-lin"}
    told = []
    for text in ("T恤少发了一件", "拍了发你了 箱子没破 我自己签的", "可以，就这样办", "转人工"):
        (proposed, *_) = drafted(bot, sender, text, metadata)
        told.append(proposed["draft"]["acts"])
        bot.hear(sender, text, metadata)
    assert told == [False, False, True, True]
