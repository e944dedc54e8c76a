"""Yes, no, and taking back."""

from rasa_sdk.events import EventType, FollowupAction

from actions.claim import resumed, slots
from actions.turn import ShopAction, Turn
from bot.service import PROBLEMS, service


class Yes(ShopAction):
    """The buyer agrees."""

    def name(self) -> str:
        return "action_yes"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        going_on = resumed(turn, talk)
        if going_on:
            return going_on
        if talk.step != "later":
            said = service().standing.answer(buyer, turn.talk_id, talk, message)
            said = said or service().consent.yes(buyer, turn.talk_id, talk, message)
            return turn.say(said)
        matter, talk = service().matters.taken_up(talk)
        if matter.intent not in PROBLEMS:
            return turn.say(service().questions.answer(buyer, talk, matter))
        return [*slots(turn, service().claims.hear(buyer, talk, matter)), FollowupAction("claim_form")]


class No(ShopAction):
    """The buyer turns something down."""

    def name(self) -> str:
        return "action_no"

    def answer(self, turn: Turn) -> list[EventType]:
        buyer, talk, message = turn.buyer, turn.talk, turn.message
        going_on = resumed(turn, talk)
        if going_on:
            return going_on
        said = service().standing.answer(buyer, turn.talk_id, talk, message)
        return turn.say(said or service().consent.no(buyer, talk, message))


class Withdraw(ShopAction):
    """The buyer takes an after-sales request back."""

    def name(self) -> str:
        return "action_withdraw"

    def answer(self, turn: Turn) -> list[EventType]:
        return turn.say(service().consent.ask_withdraw(turn.buyer, turn.talk, turn.message))
