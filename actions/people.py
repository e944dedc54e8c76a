"""Reaching a person, and owning up to not having understood."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.claim import named, resumed
from actions.turn import FALLBACK, FORM_SLOTS, ShopAction, buyer_of, left, message_of, say, talk_id_of, talk_of
from bot.service import service


class HandOver(ShopAction):
    """转人工; where that was proposed for the matter at hand, a yes to it."""

    def name(self) -> str:
        return "action_hand_over"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        agreed = service().people.not_wanted(talk, message)
        agreed = agreed or service().standing.answer(buyer, talk_id_of(tracker), talk, message)
        said = agreed or service().people.hand_over(buyer, talk_id_of(tracker), talk, message)
        return [*say(dispatcher, tracker, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


class OutOfScope(ShopAction):
    """What is not after-sales; unless its words name something of the talk, or something the shop knows, after all."""

    def name(self) -> str:
        return "action_out_of_scope"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return unclear(dispatcher, tracker) or say(dispatcher, tracker, service().people.out_of_scope(talk_of(tracker)))


class NotUnderstood(ShopAction):
    """A shrug; the table says when it is one too many."""

    def name(self) -> str:
        return "action_not_understood"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        return unclear(dispatcher, tracker) or say(
            dispatcher, tracker, service().people.not_understood(buyer, talk, message)
        )


class Nod(ShopAction):
    """A yes that answers nothing while a claim is collected: the buyer is given time, or a person."""

    def name(self) -> str:
        return "action_nod"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        if not message.values("to_person"):
            return say(dispatcher, tracker, service().people.waits(talk))
        return [
            *say(dispatcher, tracker, service().people.hand_over(buyer, talk_id_of(tracker), talk, message)),
            *left(),
        ]


def unclear(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """What an unclear message comes to by its words; nothing where they say nothing either."""
    buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
    if message.values("drop") and (talk.step or talk.asking):
        said = say(dispatcher, tracker, service().consent.ask_withdraw(buyer, talk, message))
        return [*said, *left()] if talk.asking else said
    going_on = resumed(tracker, talk) or named(dispatcher, tracker)
    if going_on:
        return going_on
    open_to_it = talk.step or (message.intent == FALLBACK and not talk.asking)
    recognised = service().enquiries.recognised(buyer, talk_id_of(tracker), talk, message) if open_to_it else None
    known = recognised or service().questions.known(buyer, talk, message)
    return say(dispatcher, tracker, known) if known else []
