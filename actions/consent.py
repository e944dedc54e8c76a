"""Yes, no, and taking back."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.claim import resumed, slots
from actions.turn import buyer_of, message_of, say, talk_of
from bot.service import PROBLEMS, service


class Yes(Action):
    """The buyer agrees."""

    def name(self) -> str:
        return "action_yes"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        buyer, talk, message = buyer_of(tracker), talk_of(tracker), message_of(tracker)
        if resumed(tracker, talk):
            return resumed(tracker, talk)
        if talk.step != "later":
            return say(dispatcher, tracker, service().consent.yes(buyer, tracker.sender_id, talk, message))
        matter, talk = service().matters.taken_up(talk)
        if matter.intent not in PROBLEMS:
            return say(dispatcher, tracker, service().questions.answer(buyer, talk, matter))
        return [*slots(tracker, service().claims.hear(buyer, talk, matter)), FollowupAction("claim_form")]


class No(Action):
    """The buyer turns something down."""

    def name(self) -> str:
        return "action_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        talk = talk_of(tracker)
        said = resumed(tracker, talk)
        return said or say(dispatcher, tracker, service().consent.no(buyer_of(tracker), talk, message_of(tracker)))


class Withdraw(Action):
    """The buyer takes an after-sales request back."""

    def name(self) -> str:
        return "action_withdraw"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(
            dispatcher,
            tracker,
            service().consent.ask_withdraw(buyer_of(tracker), talk_of(tracker), message_of(tracker)),
        )
