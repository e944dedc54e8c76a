"""A problem with an order: collect it, decide it."""

from typing import Any

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ShopAction, Turn, emptied, left, on_behalf_of
from bot.service import PROBLEMS, Asking, Talk, service

TO_A_PERSON = "转人工"


class HearProblem(ShopAction):
    """A problem is named: take in all that the message tells of it."""

    def name(self) -> str:
        return "action_hear_problem"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        answered = service().standing.answer(buyer, turn.talk_id, talk, message)
        answered = answered or service().questions.once_received(buyer, talk, message)
        heard = service().matters.kept(service().claims.hear(buyer, talk, message), message)
        said = answered or service().claims.nobody(buyer, heard)
        return [*turn.say(said), FollowupAction("action_listen")] if said else slots(turn, heard)


class ValidateClaim(FormValidationAction):
    """While a claim is collected: take in what each message tells, reject what tells nothing."""

    def name(self) -> str:
        return "validate_claim_form"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        turn = Turn(self.name(), tracker, dispatcher)
        with on_behalf_of(turn):
            return turn.once(self.answer)

    def answer(self, turn: Turn) -> list[EventType]:
        """What the message adds to the claim; nothing where it asks for a person, whatever else it tells."""
        talk, message = turn.talk, turn.message
        if message.intent == TO_A_PERSON and not message.values("no_person"):
            return []
        if not talk.asking:
            return slots(turn, talk) if talk.under_way else []
        heard = service().claims.answer(turn.buyer, talk, message)
        return slots(turn, heard) if heard else []


class AskIssue(ShopAction):
    """Ask what is wrong."""

    def name(self) -> str:
        return "action_ask_issue"

    def answer(self, turn: Turn) -> list[EventType]:
        return asked(turn, "issue")


class AskOrder(ShopAction):
    """Ask which order."""

    def name(self) -> str:
        return "action_ask_order_no"

    def answer(self, turn: Turn) -> list[EventType]:
        return asked(turn, "order_no")


class AskLine(ShopAction):
    """Ask which thing in the order."""

    def name(self) -> str:
        return "action_ask_line_no"

    def answer(self, turn: Turn) -> list[EventType]:
        return asked(turn, "line_no")


class AskDetails(ShopAction):
    """Ask for what the verdict still needs."""

    def name(self) -> str:
        return "action_ask_details"

    def answer(self, turn: Turn) -> list[EventType]:
        return asked(turn, "details")


class Decide(ShopAction):
    """Say what the rules come to."""

    def name(self) -> str:
        return "action_decide"

    def answer(self, turn: Turn) -> list[EventType]:
        said = service().claims.decide(turn.buyer, turn.talk)
        return [*turn.say(said), *emptied()]


class Why(ShopAction):
    """问原因"""

    def name(self) -> str:
        return "action_why"

    def answer(self, turn: Turn) -> list[EventType]:
        return turn.say(service().claims.why(turn.talk))


class Drop(ShopAction):
    """The buyer lets the claim go before anything was written."""

    def name(self) -> str:
        return "action_drop_claim"

    def answer(self, turn: Turn) -> list[EventType]:
        said = service().consent.ask_withdraw(turn.buyer, turn.talk, turn.message)
        return [*turn.say(said), *emptied()]


def asked(turn: Turn, what: Asking) -> list[EventType]:
    """Ask for one thing, or leave the form where nothing is left to ask; without a word where the claim is finished."""
    if not turn.talk.under_way:
        return left()
    reply, talk = service().claims.ask(turn.buyer, turn.talk, what)
    return [*turn.say((reply, talk)), *(() if talk.asking else left())]


def slots(turn: Turn, talk: Talk) -> list[EventType]:
    """The talk and what the form has of it, as events."""
    filled = service().claims.slots(turn.buyer, talk)
    return [*turn.keep(talk), *(SlotSet(slot, value) for slot, value in filled.items())]


def named(turn: Turn) -> list[EventType]:
    """What follows where the words name a problem that the intent does not; nothing where they name none."""
    if turn.message.intent not in PROBLEMS or turn.collecting:
        return []
    events = HearProblem().answer(turn)
    listens = any(event.get("event") == "followup" for event in events)
    return events if listens else [*events, FollowupAction("claim_form")]


def resumed(turn: Turn, talk: Talk) -> list[EventType]:
    """The form again where another session or device left it; nothing when it is active or nothing is being asked."""
    if not talk.asking or turn.collecting or turn.message.values("drop"):
        return []
    return [*slots(turn, talk), FollowupAction("claim_form")]
