"""What every action does around its one call: read the tracker before, say the reply and keep the talk after."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.service import Entity, Message, Reply, Talk, dated, drafting, from_slot, meant, service

COMMAND_LINE = "cmdline"
FALLBACK = "nlu_fallback"
LIKELY = 0.5
FORM_SLOTS = ("issue", "order_no", "line_no", "details")


class ShopAction(Action, ABC):
    """An action that answers with one call on the shop; what it is asked for as a draft writes nothing."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer, in a copy of the shop where only a draft is wanted."""
        with on_behalf_of(tracker):
            return self.answer(dispatcher, tracker)

    @abstractmethod
    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Say what there is to say; the events that follow from it."""


def on_behalf_of(tracker: Tracker) -> AbstractContextManager[None]:
    """Serve from the shop itself, or for a draft from a copy of what concerns the buyer, thrown away afterwards."""
    return drafting(buyer_of(tracker)) if is_draft(tracker) else nullcontext()


def is_draft(tracker: Tracker) -> bool:
    """Whether the answer is wanted as a draft: said to nobody, written nowhere."""
    return (tracker.latest_message.get("metadata") or {}).get("draft") is True


def talk_id_of(tracker: Tracker) -> str:
    """Which conversation it is, however many sessions of Rasa's it takes: the channel's word, else the sender."""
    talk_id = (tracker.latest_message.get("metadata") or {}).get("talk_id")
    return talk_id if isinstance(talk_id, str) and talk_id else str(tracker.sender_id)


def talk_of(tracker: Tracker) -> Talk:
    """Where the talk stands: a buyer's whatever the device or session, a stranger's and a draft's by the slot."""
    buyer, slot = buyer_of(tracker), tracker.get_slot("talk")
    return service().talks.of(buyer) if buyer and slot is None else from_slot(slot)


def keep(tracker: Tracker, talk: Talk) -> list[EventType]:
    """Remember where the talk stands; the event for it."""
    buyer = buyer_of(tracker)
    if buyer is None or is_draft(tracker):
        return [SlotSet("talk", talk.to_slot())]
    service().talks.keep(buyer, talk, service().shop.clock.now())
    return [SlotSet("talk", None)]


def message_of(tracker: Tracker) -> Message:
    """The buyer's last message: as the language side understood it, or as the problem that its words name."""
    return meant(understood(tracker), talk_of(tracker))


def understood(tracker: Tracker) -> Message:
    """The buyer's last message as the language side understood it."""
    latest = tracker.latest_message
    found = [each for each in latest.get("entities") or [] if _plain(each.get("value"))]
    entities = tuple(
        Entity(str(each.get("entity")), each["value"], each.get("start") or 0, each.get("end") or 0) for each in found
    )
    intent = (latest.get("intent") or {}).get("name") or ""
    likeliest, key = readings(latest.get("intent_ranking") or []), str(latest.get("message_id") or "")
    message = Message(latest.get("text") or "", intent, entities, likeliest, key)
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


def say(dispatcher: CollectingDispatcher, tracker: Tracker, said: tuple[Reply, Talk]) -> list[EventType]:
    """Say a reply with its facts and buttons, then what waits; the events that keep the talk.

    Where a person must come in, that is said instead, and what was being asked is asked no more.
    """
    before, message = talk_of(tracker), message_of(tracker)
    (reply, talk), called = service().escalation.after(buyer_of(tracker), talk_id_of(tracker), before, message, said)
    then, talk = service().matters.then(talk)
    for each in (reply, then) if then else (reply,):
        dispatcher.utter_message(response=each.name, buttons=each.button_dicts(), **each.facts)
    return [*keep(tracker, talk), *(left() if called and tracker.active_loop_name else ())]


def left() -> list[EventType]:
    """The form is left and nothing of it kept; the buyer has the word."""
    emptied = [SlotSet(slot, None) for slot in (*FORM_SLOTS, "requested_slot")]
    return [ActiveLoop(None), *emptied, FollowupAction("action_listen")]


def first_word(tracker: Tracker) -> bool:
    """Whether the bot has said nothing yet in this session; a channel with sessions of its own says so itself."""
    told = (tracker.latest_message.get("metadata") or {}).get("first")
    if isinstance(told, bool):
        return told
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return False
        if event.get("event") == "session_started":
            return True
    return True


def _plain(value: object) -> bool:
    return isinstance(value, str | int)
