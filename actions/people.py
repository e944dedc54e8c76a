"""Reaching a person, and owning up to not having understood."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.claim import FORM_SLOTS
from actions.turn import buyer_of, message_of, said_before, say, talk_of
from bot.service import service


class HandOver(Action):
    """转人工"""

    def name(self) -> str:
        return "action_hand_over"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        said = service().people.hand_over(buyer_of(tracker), tracker.sender_id, talk_of(tracker))
        return [*say(dispatcher, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


class OutOfScope(Action):
    """What is not after-sales; unless it names something of the talk after all."""

    def name(self) -> str:
        return "action_out_of_scope"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        known = (
            service().enquiries.recognised(buyer, tracker.sender_id, talk, message_of(tracker)) if talk.step else None
        )
        return say(dispatcher, known or service().people.out_of_scope(talk))


class NotUnderstood(Action):
    """A shrug; the second in a row offers a person."""

    def name(self) -> str:
        return "action_not_understood"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        message = message_of(tracker)
        known = None if talk.asking else service().enquiries.recognised(buyer, tracker.sender_id, talk, message)
        return say(dispatcher, known or service().people.not_understood(talk, said_before(tracker, self.name())))
