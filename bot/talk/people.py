"""Reaching a person: the record, the brief, and an honest word on when somebody looks."""

import msgspec

from bot.handover.record import Reason
from bot.replies import Reply, buttons, moment
from bot.shop import Shop
from bot.talk.claims import Claims, Said
from bot.talk.message import Talk
from bot.talk.wording import service_hours


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

    def not_understood(self, talk: Talk, again: bool) -> Said:
        """A shrug with a hint; the second in a row offers a person."""
        if not again:
            return Reply("utter_pardon" if talk.asking else "utter_not_understood"), talk
        offered = talk if talk.asking else msgspec.structs.replace(talk, step="person")
        return Reply("utter_not_understood_again", buttons=buttons("person", "leave_it")), offered
