"""A problem with an order: collect it, decide it."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import buyer_of, message_of, say, talk_of
from bot.service import Talk, service

FORM_SLOTS = ("issue", "order_no", "line_no", "details")


class HearProblem(Action):
    """A problem is named: take in all that the message tells of it."""

    def name(self) -> str:
        return "action_hear_problem"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        message = message_of(tracker)
        answered = service().enquiries.on_step(buyer, tracker.sender_id, talk, message)
        heard = service().matters.kept(service().claims.hear(buyer, talk, message), message)
        said = answered or service().claims.nobody(buyer, heard)
        return [*say(dispatcher, said), FollowupAction("action_listen")] if said else slots(tracker, heard)


class ValidateClaim(FormValidationAction):
    """While a claim is collected: take in what each message tells, reject what tells nothing."""

    def name(self) -> str:
        return "validate_claim_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        talk, message = talk_of(tracker), message_of(tracker)
        if not talk.asking:
            return slots(tracker, talk)
        heard = service().claims.answer(buyer_of(tracker), talk, message)
        return slots(tracker, heard) if heard else []


class AskIssue(Action):
    """Ask what is wrong."""

    def name(self) -> str:
        return "action_ask_issue"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(dispatcher, service().claims.ask(buyer_of(tracker), talk_of(tracker), "issue"))


class AskOrder(Action):
    """Ask which order."""

    def name(self) -> str:
        return "action_ask_order_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(dispatcher, service().claims.ask(buyer_of(tracker), talk_of(tracker), "order_no"))


class AskLine(Action):
    """Ask which thing in the order."""

    def name(self) -> str:
        return "action_ask_line_no"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(dispatcher, service().claims.ask(buyer_of(tracker), talk_of(tracker), "line_no"))


class AskDetails(Action):
    """Ask for what the verdict still needs."""

    def name(self) -> str:
        return "action_ask_details"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(dispatcher, service().claims.ask(buyer_of(tracker), talk_of(tracker), "details"))


class Decide(Action):
    """Say what the rules come to."""

    def name(self) -> str:
        return "action_decide"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        said = service().claims.decide(buyer_of(tracker), talk_of(tracker))
        return [*say(dispatcher, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


class Why(Action):
    """问原因"""

    def name(self) -> str:
        return "action_why"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(dispatcher, service().claims.why(talk_of(tracker)))


class Drop(Action):
    """The buyer lets the claim go before anything was written."""

    def name(self) -> str:
        return "action_drop_claim"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        said = service().consent.ask_withdraw(buyer_of(tracker), talk_of(tracker), message_of(tracker))
        return [*say(dispatcher, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


def left() -> list[EventType]:
    """The form is left and nothing of it kept; the buyer has the word."""
    emptied = [SlotSet(slot, None) for slot in (*FORM_SLOTS, "requested_slot")]
    return [ActiveLoop(None), *emptied, FollowupAction("action_listen")]


def slots(tracker: Tracker, talk: Talk) -> list[EventType]:
    """The talk and what the form has of it, as events."""
    filled = service().claims.slots(buyer_of(tracker), talk)
    return [SlotSet("talk", talk.to_slot()), *(SlotSet(slot, value) for slot, value in filled.items())]
