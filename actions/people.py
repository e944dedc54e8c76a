"""Reaching a person, and owning up to not having understood."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.claim import resumed
from actions.turn import FORM_SLOTS, ShopAction, buyer_of, left, message_of, say, talk_of
from bot.service import service


class HandOver(ShopAction):
    """转人工; where that was proposed for the matter at hand, a yes to it."""

    def name(self) -> str:
        return "action_hand_over"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        agreed = service().enquiries.on_step(buyer, tracker.sender_id, talk, message)
        said = agreed or service().people.hand_over(buyer, tracker.sender_id, talk, message)
        return [*say(dispatcher, tracker, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


class OutOfScope(ShopAction):
    """What is not after-sales; unless it names something of the talk after all."""

    def name(self) -> str:
        return "action_out_of_scope"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        message = message_of(tracker)
        if message.values("drop") and (talk.step or talk.asking):
            said = say(dispatcher, tracker, service().consent.ask_withdraw(buyer, talk, message))
            return [*said, *left()] if talk.asking else said
        named = service().enquiries.recognised(buyer, tracker.sender_id, talk, message) if talk.step else None
        known = named or service().known.answer(buyer, talk, message)
        return say(dispatcher, tracker, known or service().people.out_of_scope(talk))


class NotUnderstood(ShopAction):
    """A shrug; the table says when it is one too many."""

    def name(self) -> str:
        return "action_not_understood"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        if talk.asking and message.values("drop"):
            return [*say(dispatcher, tracker, service().consent.ask_withdraw(buyer, talk, message)), *left()]
        going_on = resumed(tracker, talk)
        if going_on:
            return going_on
        named = None if talk.asking else service().enquiries.recognised(buyer, tracker.sender_id, talk, message)
        known = named or service().known.answer(buyer, talk, message)
        return say(dispatcher, tracker, known or service().people.not_understood(talk, message))
