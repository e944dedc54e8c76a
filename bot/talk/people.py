"""Reaching a person: the record, the brief, and an honest word on when somebody looks."""

from collections.abc import Callable

import msgspec

from bot.aftersales.case import Case
from bot.handover.escalation import Priority, Table
from bot.handover.record import Brief, Handover
from bot.replies import Reply, buttons, moment, saying, worded
from bot.shop import Decision, Shop
from bot.talk.claims import Claims, Said
from bot.talk.hours import closed_until
from bot.talk.message import Message, Talk
from bot.talk.reading import masked
from bot.talk.signals import signals
from bot.talk.wording import service_hours, service_times
from bot.texts import text


class People:
    """Hands a talk over and offers to; ``somebody`` tells whether anybody is at the desk now."""

    def __init__(
        self, shop: Shop, claims: Claims, table: Callable[[], Table], somebody: Callable[[], bool] = lambda: True
    ) -> None:
        self._shop = shop
        self._claims = claims
        self._table = table
        self._somebody = somebody

    def hand_over(
        self,
        buyer: str | None,
        talk_id: str,
        talk: Talk,
        message: Message,
        reason: str = "asked",
        script: str | None = None,
    ) -> Said:
        """Put the talk into the queue and say by when a person looks; asking again says that it waits already.

        ``script`` is what is said instead of the usual word, with the same facts.
        """
        decision = self._claims.decision(buyer, talk.claim)
        brief = self._brief(talk, message, decision)
        priority = self._priority(buyer, talk, message, decision)
        now = self._shop.clock.now()
        opens = closed_until(now, service_times(self._shop, now))
        nobody = opens is not None or not self._somebody()
        record, new = self._shop.hand_over(talk_id, buyer, reason, brief, priority, task=nobody)
        usual = "utter_handed_over_closed" if opens else "utter_handed_over_nobody" if nobody else "utter_handed_over"
        facts = {
            "due": moment(record.due_at),
            "hours": service_hours(self._shop, "", record.opened_at),
            "opens": moment(opens) if opens else "",
        }
        return Reply((script or usual) if new else "utter_handed_over_already", facts), talk.fresh()

    def take_case(
        self,
        buyer: str,
        talk_id: str,
        talk: Talk,
        message: Message,
        decision: Decision,
        case: Case,
        reason: str,
    ) -> Handover:
        """Put a case that was just written into the queue: a person settles it, or what it leaves open."""
        brief = self._shop.brief(talk.claim, decision, case)
        record, _ = self._shop.hand_over(talk_id, buyer, reason, brief, self._priority(buyer, talk, message, decision))
        return record

    def _priority(self, buyer: str | None, talk: Talk, message: Message, decision: Decision | None) -> Priority:
        """How soon a person is wanted, by the table."""
        table = self._table()
        return table.priority(signals(talk, message, decision, self._shop, buyer, table.vip))

    def _brief(self, talk: Talk, message: Message, decision: Decision | None) -> Brief:
        """The claim as a person needs it; where none is under way, the order last spoken of and the last words."""
        brief = self._shop.brief(talk.claim, decision)
        said = brief.said or ((masked(message),) if message.text else ())
        proposed = worded(self._claims.tell(decision, talk)[0]) if decision else None
        return msgspec.structs.replace(brief, order_no=brief.order_no or talk.order_no, said=said, reply=proposed)

    def not_wanted(self, talk: Talk, message: Message) -> Said | None:
        """先不转: a person is named and turned down in one."""
        return (Reply("utter_no_person"), talk) if message.values("no_person") else None

    def waits(self, talk: Talk) -> Said:
        """The buyer has nodded and will tell: there is no hurry."""
        return Reply("utter_take_your_time"), talk

    def out_of_scope(self, talk: Talk) -> Said:
        """Not the bot's business: say so and offer a person."""
        return Reply("utter_out_of_scope"), talk

    def not_understood(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """Between two readings the question which, else a shrug with a hint; the table says when it is too often."""
        if len(message.readings) == 2 and not talk.mood.not_understood:
            first, second = (text(f"reading.{reading}") for reading in message.readings)
            return Reply("utter_which_of_two", {"first": first, "second": second}, saying(first, second)), talk
        decision = self._claims.decision(buyer, talk.claim) if talk.step == "offer" else None
        if decision:
            offer = self._claims.tell(decision, talk)[0].facts["offer"]
            return Reply("utter_pardon_offer", {"offer": offer}, buttons("agree", "another", "person")), talk
        return Reply("utter_pardon" if talk.asking else "utter_not_understood"), talk
