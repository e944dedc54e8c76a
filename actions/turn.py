"""What every action does around its one call: read the tracker before, say the reply and keep the talk after."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.service import Entity, Message, Reply, Talk, dated, from_slot, service

COMMAND_LINE = "cmdline"
FALLBACK = "nlu_fallback"
LIKELY = 0.5


def talk_of(tracker: Tracker) -> Talk:
    """Where the talk stands."""
    return from_slot(tracker.get_slot("talk"))


def message_of(tracker: Tracker) -> Message:
    """The buyer's last message as the language side understood it."""
    latest = tracker.latest_message
    found = [each for each in latest.get("entities") or [] if _plain(each.get("value"))]
    entities = tuple(
        Entity(str(each.get("entity")), each["value"], each.get("start") or 0, each.get("end") or 0) for each in found
    )
    intent = (latest.get("intent") or {}).get("name") or ""
    message = Message(latest.get("text") or "", intent, entities, readings(latest.get("intent_ranking") or []))
    return dated(message, service().today())


def readings(ranking: list[dict[str, Any]]) -> tuple[str, ...]:
    """The two likeliest intents when they are requests that together are likelier than all others; else none."""
    likeliest = [each for each in ranking if each.get("name") != FALLBACK][:2]
    sure = sum(each["confidence"] for each in likeliest) >= LIKELY
    names = tuple(str(each["name"]) for each in likeliest)
    return names if sure and set(names) <= service().matters.offered() else ()


def buyer_of(tracker: Tracker) -> str | None:
    """Who speaks: the buyer id that the channel vouches for; on the command line the demo buyer; else nobody."""
    buyer = (tracker.latest_message.get("metadata") or {}).get("buyer_id")
    if isinstance(buyer, str) and buyer:
        return buyer
    return service().command_line_buyer() if tracker.get_latest_input_channel() == COMMAND_LINE else None


def say(dispatcher: CollectingDispatcher, said: tuple[Reply, Talk]) -> list[EventType]:
    """Say a reply with its facts and buttons, then what waits; the event that keeps the talk."""
    reply, talk = said
    then, talk = service().matters.then(talk)
    for each in (reply, then) if then else (reply,):
        dispatcher.utter_message(response=each.name, buttons=each.button_dicts(), **each.facts)
    return [SlotSet("talk", talk.to_slot())]


def said_before(tracker: Tracker, action: str) -> bool:
    """Whether the turn before this one was answered by the same action."""
    turns: list[set[Any]] = [set()]
    for event in tracker.events:
        if event.get("event") == "user":
            turns.append(set())
        elif event.get("event") == "action":
            turns[-1].add(event.get("name"))
    return len(turns) > 1 and action in turns[-2]


def _plain(value: object) -> bool:
    return isinstance(value, str | int)
