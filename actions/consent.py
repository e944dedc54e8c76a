"""Yes, no, and taking back."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.claim import resumed, slots
from actions.turn import ShopAction, buyer_of, message_of, say, talk_id_of, talk_of
from bot.service import PROBLEMS, service


class Yes(ShopAction):
    """The buyer agrees."""

    def name(self) -> str:
        return "action_yes"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        going_on = resumed(tracker, talk)
        if going_on:
            return going_on
        if talk.step != "later":
            said = service().standing.answer(buyer, talk_id_of(tracker), talk, message)
            said = said or service().consent.yes(buyer, talk_id_of(tracker), talk, message)
            return say(dispatcher, tracker, said)
        matter, talk = service().matters.taken_up(talk)
        if matter.intent not in PROBLEMS:
            return say(dispatcher, tracker, service().questions.answer(buyer, talk, matter))
        return [*slots(tracker, service().claims.hear(buyer, talk, matter)), FollowupAction("claim_form")]


class No(ShopAction):
    """The buyer turns something down."""

    def name(self) -> str:
        return "action_no"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        going_on = resumed(tracker, talk)
        if going_on:
            return going_on
        said = service().standing.answer(buyer, talk_id_of(tracker), talk, message)
        return say(dispatcher, tracker, said or service().consent.no(buyer, talk, message))


class Withdraw(ShopAction):
    """The buyer takes an after-sales request back."""

    def name(self) -> str:
        return "action_withdraw"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return say(
            dispatcher,
            tracker,
            service().consent.ask_withdraw(buyer_of(tracker), talk_of(tracker), message_of(tracker)),
        )
