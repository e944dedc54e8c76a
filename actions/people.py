"""Reaching a person, and owning up to not having understood."""

from rasa_sdk.events import EventType

from actions.claim import named, resumed
from actions.turn import FALLBACK, ShopAction, Turn, emptied, left
from bot.service import service


class HandOver(ShopAction):
    """转人工; where that was proposed for the matter at hand, a yes to it."""

    def name(self) -> str:
        return "action_hand_over"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        agreed = service().people.not_wanted(talk, message)
        agreed = agreed or service().standing.answer(buyer, turn.talk_id, talk, message)
        said = agreed or service().people.hand_over(buyer, turn.talk_id, talk, message)
        return [*turn.say(said), *emptied()]


class OutOfScope(ShopAction):
    """What is not after-sales; unless its words name something of the talk, or something the shop knows, after all."""

    def name(self) -> str:
        return "action_out_of_scope"

    def answer(self, turn: Turn) -> list[EventType]:
        return unclear(turn) or turn.say(service().people.out_of_scope(turn.talk))


class NotUnderstood(ShopAction):
    """A shrug; the table says when it is one too many."""

    def name(self) -> str:
        return "action_not_understood"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        return unclear(turn) or turn.say(service().people.not_understood(buyer, talk, message))


class Nod(ShopAction):
    """A yes that answers nothing while a claim is collected: the buyer is given time, or a person."""

    def name(self) -> str:
        return "action_nod"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        if not message.values("to_person"):
            return turn.say(service().people.waits(talk))
        return [
            *turn.say(service().people.hand_over(buyer, turn.talk_id, talk, message)),
            *left(),
        ]


def unclear(turn: Turn) -> list[EventType]:
    """What an unclear message comes to by its words; nothing where they say nothing either."""
    buyer, talk, message = turn.buyer, turn.talk, turn.message
    if message.values("drop") and (talk.step or talk.asking):
        said = turn.say(service().consent.ask_withdraw(buyer, talk, message))
        return [*said, *left()] if talk.asking else said
    going_on = resumed(turn, talk) or named(turn)
    if going_on:
        return going_on
    open_to_it = talk.step or (message.intent == FALLBACK and not talk.asking)
    recognised = service().enquiries.recognised(buyer, turn.talk_id, talk, message) if open_to_it else None
    known = recognised or service().questions.known(buyer, talk, message)
    return turn.say(known) if known else []
