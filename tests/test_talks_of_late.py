"""The store of Rasa's talks: what it remembers is what Rasa's own store reads from the same table."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered

from bot.nlu.store import RememberingStore

DOMAIN = Domain.from_yaml("slots: {talk: {type: any, mappings: [{type: custom}]}}")


class Heard(EventBroker):
    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.events.append(event)


def begun() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(text: str) -> list[Event]:
    return [UserUttered(text), SlotSet("talk", text), BotUttered(f"{text}！"), ActionExecuted("action_listen")]


def opened(kind: type[SQLTrackerStore], folder: Path, **more: Any) -> SQLTrackerStore:
    return kind(domain=DOMAIN, db=str(folder / "talks.db"), event_broker=Heard(), **more)


def go_on(store: SQLTrackerStore, events: list[Event], sender: str = "lin") -> None:
    async def work() -> None:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        for event in events:
            tracker.update(event)
        await store.save(tracker)

    asyncio.run(work())


def told(store: SQLTrackerStore, sender: str = "lin") -> list[dict[str, Any]]:
    tracker = asyncio.run(store.retrieve(sender))
    return [event.as_dict() for event in tracker.events] if tracker else []


def texts(events: list[dict[str, Any]]) -> list[str]:
    return [event["text"] for event in events if event["event"] in ("user", "bot")]


@pytest.fixture
def store(tmp_path: Path) -> SQLTrackerStore:
    made = opened(RememberingStore, tmp_path)
    go_on(made, begun() + turn("少了一件"))
    go_on(made, turn("第一个"))
    return made


def test_a_talk_goes_on_and_is_stored_once(store: SQLTrackerStore, tmp_path: Path) -> None:
    said = ["少了一件", "少了一件！", "第一个", "第一个！"]
    assert texts(told(store)) == said
    assert texts(told(opened(SQLTrackerStore, tmp_path))) == said
    assert texts(store.event_broker.events) == said
    asked = asyncio.run(store.retrieve("lin"))
    assert asked is not None
    assert asked.get_slot("talk") == "第一个"


def test_what_another_process_added_is_read(store: SQLTrackerStore, tmp_path: Path) -> None:
    go_on(opened(RememberingStore, tmp_path), turn("转人工"))
    go_on(store, turn("谢谢"))
    assert texts(told(store)) == texts(told(opened(SQLTrackerStore, tmp_path)))
    assert texts(told(store))[-4:] == ["转人工", "转人工！", "谢谢", "谢谢！"]


def test_what_was_not_saved_is_not_remembered(store: SQLTrackerStore) -> None:
    tracker = asyncio.run(store.retrieve("lin"))
    assert tracker is not None
    tracker.update(UserUttered("没答完就断了"))
    assert "没答完就断了" not in texts(told(store))


def test_a_new_session_leaves_the_old_one_behind(store: SQLTrackerStore, tmp_path: Path) -> None:
    go_on(store, begun() + turn("在吗"))
    go_on(store, turn("退款几天到"))
    assert texts(told(store)) == ["在吗", "在吗！", "退款几天到", "退款几天到！"]
    assert told(store) == told(opened(SQLTrackerStore, tmp_path))


def test_only_the_latest_talks_are_remembered_and_the_others_read(tmp_path: Path) -> None:
    store = opened(RememberingStore, tmp_path, most=2)
    for sender in ("lin", "chen", "wang"):
        go_on(store, begun() + turn(sender), sender)
    assert [texts(told(store, sender))[0] for sender in ("lin", "chen", "wang")] == ["lin", "chen", "wang"]
    go_on(store, turn("还在"), "lin")
    assert texts(told(store, "lin")) == ["lin", "lin！", "还在", "还在！"]


def test_nobody_has_no_talk(tmp_path: Path) -> None:
    assert told(opened(RememberingStore, tmp_path), "nobody") == []
