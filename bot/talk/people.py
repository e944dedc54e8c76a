"""Reaching a person: the record, the brief, and an honest word on when somebody looks."""

import msgspec

from bot.handover.record import Reason
from bot.replies import Reply, buttons, moment, saying
from bot.shop import Shop
from bot.talk.claims import Claims, Said
from bot.talk.message import Message, Talk
from bot.talk.wording import service_hours
from bot.texts import text


class People:
    """Hands a talk over and offers to."""

    def __init__(self, shop: Shop, claims: Claims) -> None:
        self._shop = shop
        self._claims = claims

    def hand_over(self, buyer: str | None, talk_id: str, talk: Talk, reason: Reason = "asked") -> Said:
        """Put the talk into the queue and say by when a person looks; asking again says that it waits already."""
        decision = self._claims.decision(buyer, talk.claim)
        brief = self._shop.brief(talk.claim, decision)
        if brief.order_no is None:
            brief = msgspec.structs.replace(brief, order_no=talk.order_no)
        record, new = self._shop.hand_over(talk_id, buyer, reason, brief)
        name = "utter_handed_over" if new else "utter_handed_over_already"
        facts = {"due": moment(record.due_at), "hours": service_hours(self._shop, "", record.opened_at)}
        return Reply(name, facts), talk.fresh()

    def out_of_scope(self, talk: Talk) -> Said:
        """Not the bot's business: say so and offer a person."""
        return Reply("utter_out_of_scope"), talk

    def not_understood(self, talk: Talk, message: Message, again: bool) -> Said:
        """Between two readings the question which; else a shrug with a hint. The second in a row offers a person."""
        if not again and len(message.readings) == 2:
            first, second = (text(f"reading.{reading}") for reading in message.readings)
            return Reply("utter_which_of_two", {"first": first, "second": second}, saying(first, second)), talk
        if not again:
            return Reply("utter_pardon" if talk.asking else "utter_not_understood"), talk
        offered = talk if talk.asking else msgspec.structs.replace(talk, step="person")
        return Reply("utter_not_understood_again", buttons=buttons("person", "leave_it")), offered
