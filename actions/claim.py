"""A problem with an order: collect it, decide it."""

from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import FORM_SLOTS, buyer_of, keep, left, message_of, say, talk_of
from bot.service import Asking, Talk, service


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
        return [*say(dispatcher, tracker, said), FollowupAction("action_listen")] if said else slots(tracker, heard)


class ValidateClaim(FormValidationAction):
    """While a claim is collected: take in what each message tells, reject what tells nothing."""

    def name(self) -> str:
        return "validate_claim_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        talk, message = talk_of(tracker), message_of(tracker)
        if not talk.asking:
            return slots(tracker, talk) if talk.under_way else []
        heard = service().claims.answer(buyer_of(tracker), talk, message)
        return slots(tracker, heard) if heard else []


class Ask:
    """How to ask for one thing; where the claim was finished on another device, the form is left without a word."""

    what: Asking

    def name(self) -> str:
        return f"action_ask_{self.what}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        if not talk.under_way:
            return left()
        return say(dispatcher, tracker, service().claims.ask(buyer, talk, self.what))


class AskIssue(Ask, Action):
    """Ask what is wrong."""

    what = "issue"


class AskOrder(Ask, Action):
    """Ask which order."""

    what = "order_no"


class AskLine(Ask, Action):
    """Ask which thing in the order."""

    what = "line_no"


class AskDetails(Ask, Action):
    """Ask for what the verdict still needs."""

    what = "details"


class Decide(Action):
    """Say what the rules come to."""

    def name(self) -> str:
        return "action_decide"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        said = service().claims.decide(buyer_of(tracker), talk_of(tracker))
        return [*say(dispatcher, tracker, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


class Why(Action):
    """问原因"""

    def name(self) -> str:
        return "action_why"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        return say(dispatcher, tracker, service().claims.why(talk_of(tracker)))


class Drop(Action):
    """The buyer lets the claim go before anything was written."""

    def name(self) -> str:
        return "action_drop_claim"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        said = service().consent.ask_withdraw(buyer_of(tracker), talk_of(tracker), message_of(tracker))
        return [*say(dispatcher, tracker, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


def slots(tracker: Tracker, talk: Talk) -> list[EventType]:
    """The talk and what the form has of it, as events."""
    filled = service().claims.slots(buyer_of(tracker), talk)
    return [*keep(tracker, talk), *(SlotSet(slot, value) for slot, value in filled.items())]


def resumed(tracker: Tracker, talk: Talk) -> list[EventType]:
    """The form again where another session or device left it; nothing when it is active or nothing is being asked."""
    if not talk.asking or tracker.active_loop_name:
        return []
    return [*slots(tracker, talk), FollowupAction("claim_form")]
