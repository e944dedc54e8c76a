"""A problem with an order: collect it, decide it."""

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import (
    FORM_SLOTS,
    ShopAction,
    buyer_of,
    keep,
    left,
    message_of,
    on_behalf_of,
    say,
    talk_id_of,
    talk_of,
)
from bot.service import PROBLEMS, Asking, Talk, service


class HearProblem(ShopAction):
    """A problem is named: take in all that the message tells of it."""

    def name(self) -> str:
        return "action_hear_problem"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        buyer, talk = buyer_of(tracker), talk_of(tracker)
        message = message_of(tracker)
        answered = service().standing.answer(buyer, talk_id_of(tracker), talk, message)
        answered = answered or service().questions.once_received(buyer, talk, message)
        heard = service().matters.kept(service().claims.hear(buyer, talk, message), message)
        said = answered or service().claims.nobody(buyer, heard)
        return [*say(dispatcher, tracker, said), FollowupAction("action_listen")] if said else slots(tracker, heard)


class ValidateClaim(FormValidationAction):
    """While a claim is collected: take in what each message tells, reject what tells nothing."""

    def name(self) -> str:
        return "validate_claim_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        with on_behalf_of(tracker):
            return self.answer(tracker)

    def answer(self, tracker: Tracker) -> list[EventType]:
        """What the message adds to the claim."""
        talk, message = talk_of(tracker), message_of(tracker)
        if not talk.asking:
            return slots(tracker, talk) if talk.under_way else []
        heard = service().claims.answer(buyer_of(tracker), talk, message)
        return slots(tracker, heard) if heard else []


class AskIssue(ShopAction):
    """Ask what is wrong."""

    def name(self) -> str:
        return "action_ask_issue"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return asked(dispatcher, tracker, "issue")


class AskOrder(ShopAction):
    """Ask which order."""

    def name(self) -> str:
        return "action_ask_order_no"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return asked(dispatcher, tracker, "order_no")


class AskLine(ShopAction):
    """Ask which thing in the order."""

    def name(self) -> str:
        return "action_ask_line_no"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return asked(dispatcher, tracker, "line_no")


class AskDetails(ShopAction):
    """Ask for what the verdict still needs."""

    def name(self) -> str:
        return "action_ask_details"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return asked(dispatcher, tracker, "details")


class Decide(ShopAction):
    """Say what the rules come to."""

    def name(self) -> str:
        return "action_decide"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        said = service().claims.decide(buyer_of(tracker), talk_of(tracker))
        return [*say(dispatcher, tracker, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


class Why(ShopAction):
    """问原因"""

    def name(self) -> str:
        return "action_why"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return say(dispatcher, tracker, service().claims.why(talk_of(tracker)))


class Drop(ShopAction):
    """The buyer lets the claim go before anything was written."""

    def name(self) -> str:
        return "action_drop_claim"

    def answer(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        said = service().consent.ask_withdraw(buyer_of(tracker), talk_of(tracker), message_of(tracker))
        return [*say(dispatcher, tracker, said), *(SlotSet(slot, None) for slot in FORM_SLOTS)]


def asked(dispatcher: CollectingDispatcher, tracker: Tracker, what: Asking) -> list[EventType]:
    """Ask for one thing; where the claim was finished on another device, the form is left without a word."""
    buyer, talk = buyer_of(tracker), talk_of(tracker)
    return say(dispatcher, tracker, service().claims.ask(buyer, talk, what)) if talk.under_way else left()


def slots(tracker: Tracker, talk: Talk) -> list[EventType]:
    """The talk and what the form has of it, as events."""
    filled = service().claims.slots(buyer_of(tracker), talk)
    return [*keep(tracker, talk), *(SlotSet(slot, value) for slot, value in filled.items())]


def named(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """What follows where the words name a problem that the intent does not; nothing where they name none."""
    if message_of(tracker).intent not in PROBLEMS or tracker.active_loop_name:
        return []
    events = HearProblem().answer(dispatcher, tracker)
    listens = any(event.get("event") == "followup" for event in events)
    return events if listens else [*events, FollowupAction("claim_form")]


def resumed(tracker: Tracker, talk: Talk) -> list[EventType]:
    """The form again where another session or device left it; nothing when it is active or nothing is being asked."""
    if not talk.asking or tracker.active_loop_name or message_of(tracker).values("drop"):
        return []
    return [*slots(tracker, talk), FollowupAction("claim_form")]
