"""What every action does around its one call: read the tracker before, say the reply and keep the talk after."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.service import (
    Entity,
    Hearing,
    Message,
    Outcome,
    Reply,
    Stored,
    Talk,
    dated,
    drafting,
    from_slot,
    meant,
    service,
)

COMMAND_LINE = "cmdline"
FALLBACK = "nlu_fallback"
LIKELY = 0.5
FORM_SLOTS = ("issue", "order_no", "line_no", "details")


class Turn:
    """One run of an action: who speaks, what was said and where the talk stands, each read once; what is said back."""

    def __init__(self, action: str, tracker: Tracker, dispatcher: CollectingDispatcher) -> None:
        self._action = action
        self._tracker = tracker
        self._dispatcher = dispatcher
        self._told: dict[str, Any] = tracker.latest_message.get("metadata") or {}
        self._kept: Talk | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the answer is wanted as a draft: said to nobody, written nowhere."""
        return self._told.get("draft") is True

    @property
    def collecting(self) -> bool:
        """Whether a claim is being collected in this session."""
        return bool(self._tracker.active_loop_name)

    @property
    def talk_id(self) -> str:
        """Which conversation it is, however many sessions of Rasa's it takes: the channel's word, else the sender."""
        talk_id = self._told.get("talk_id")
        return talk_id if isinstance(talk_id, str) and talk_id else str(self._tracker.sender_id)

    @property
    def first_word(self) -> bool:
        """Whether the bot has said nothing yet in this session; a channel with sessions of its own says so itself."""
        told = self._told.get("first")
        return told if isinstance(told, bool) else _silent_so_far(self._tracker)

    @cached_property
    def buyer(self) -> str | None:
        """Who speaks: whom the channel vouches for; on the command line the demo buyer; else nobody."""
        buyer = self._told.get("buyer_id")
        if isinstance(buyer, str) and buyer:
            return buyer
        on_command_line = self._tracker.get_latest_input_channel() == COMMAND_LINE
        return service().command_line_buyer() if on_command_line else None

    @cached_property
    def talk(self) -> Talk:
        """Where the talk stands: a buyer's whatever the device or session, a stranger's and a draft's by the slot."""
        slot = self._tracker.get_slot("talk")
        return self._stored.talk if self.buyer and slot is None else from_slot(slot)

    @cached_property
    def _stored(self) -> Stored:
        return service().talks.stored(self.buyer) if self.buyer else Stored()

    @cached_property
    def message(self) -> Message:
        """The buyer's last message: as the language side understood it, or as the problem that its words name."""
        return meant(understood(self._tracker), self.talk)

    def once(self, answer: Callable[["Turn"], list[EventType]]) -> list[EventType]:
        """Answer and keep the talk; where Rasa died after this was done for the same message, what it came to then."""
        buyer, hearing = self.buyer, self._hearing
        known = self._stored.outcome(hearing) if hearing and not self.is_draft else None
        if known:
            self._dispatcher.messages.extend(known.said)
            return known.events
        events = answer(self)
        if buyer and not self.is_draft and (self._kept or hearing):
            outcome = Outcome(hearing.run, self._dispatcher.messages, events) if hearing else None
            stored = self._stored.gone_on(self._kept or self.talk, hearing, outcome)
            service().talks.keep(buyer, stored, service().shop.clock.now())
        return events

    @property
    def _hearing(self) -> Hearing | None:
        """Which step of which message this is; None where the channel gives its messages no ids."""
        message_id, run = self._told.get("message_id"), self._tracker.latest_message.get("message_id")
        if not isinstance(message_id, str) or not isinstance(run, str):
            return None
        since = next((n for n, each in enumerate(reversed(self._tracker.events)) if each.get("event") == "user"), 0)
        return Hearing(message_id, run, f"{since} {self._action}")

    def keep(self, talk: Talk) -> list[EventType]:
        """Remember where the talk stands, once all is done; the event for it."""
        self.talk = talk
        if self.buyer is None or self.is_draft:
            return [SlotSet("talk", talk.to_slot())]
        self._kept = talk
        return [SlotSet("talk", None)]

    def tell_of_acting(self) -> None:
        """Beside a draft: in earnest something would have been written."""
        self._dispatcher.utter_message(json_message={"acts": True})

    def say(self, said: tuple[Reply, Talk]) -> list[EventType]:
        """Say a reply with its facts and buttons, then what waits; the events that keep the talk.

        Where a person must come in, that is said instead, and what was being asked is asked no more.
        """
        (reply, talk), called = service().escalation.after(self.buyer, self.talk_id, self.talk, self.message, said)
        then, talk = service().matters.then(talk)
        for each in (reply, then) if then else (reply,):
            self._dispatcher.utter_message(response=each.name, buttons=each.button_dicts(), **each.facts)
        return [*self.keep(talk), *(left() if called and self.collecting else ())]


class ShopAction(Action, ABC):
    """An action that answers with one call on the shop; what it is asked for as a draft writes nothing."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer, in a copy of the shop where only a draft is wanted."""
        turn = Turn(self.name(), tracker, dispatcher)
        with on_behalf_of(turn):
            return turn.once(self.answer)

    @abstractmethod
    def answer(self, turn: Turn) -> list[EventType]:
        """Say what there is to say; the events that follow from it."""


@contextmanager
def on_behalf_of(turn: Turn) -> Iterator[None]:
    """Serve from the shop itself, or for a draft from a copy of what concerns the buyer, thrown away afterwards."""
    if not turn.is_draft:
        yield
        return
    with drafting(turn.buyer) as acted:
        yield
        if acted():
            turn.tell_of_acting()


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


def left() -> list[EventType]:
    """The form is left and nothing of it kept; the buyer has the word."""
    return [ActiveLoop(None), *emptied("requested_slot"), FollowupAction("action_listen")]


def emptied(*more: str) -> list[EventType]:
    """The form holds nothing."""
    return [SlotSet(slot, None) for slot in (*FORM_SLOTS, *more)]


def _silent_so_far(tracker: Tracker) -> bool:
    for event in reversed(tracker.events):
        if event.get("event") == "bot":
            return False
        if event.get("event") == "session_started":
            return True
    return True


def _plain(value: object) -> bool:
    return isinstance(value, str | int)
