"""Two things in one message: the second waits, the buyer is told so, and it is taken up when the first is done."""

import msgspec

from bot.orders.model import Order
from bot.replies import Reply, buttons
from bot.talk.lexicon import ALSO, answers
from bot.talk.message import Entity, Message, Talk
from bot.texts import text


class Matters:
    """Keeps the second matter of a message."""

    def kept(self, talk: Talk, message: Message) -> Talk:
        """The talk with what else the message spoke of."""
        others = [each for each in message.entities if each.label == ALSO and each.value != talk.claim.issue]
        if not others:
            return talk
        return msgspec.structs.replace(talk, later=_alone(message, others[0]), later_told=False)

    def then(self, talk: Talk) -> tuple[Reply | None, Talk]:
        """What to add to a reply: that the second matter waits; when nothing is under way, whether to go on to it."""
        if talk.later is None or talk.step == "later":
            return None, talk
        facts = {"matter": text(f"reading.{talk.later.intent}")}
        if talk.asking is None and talk.step is None and talk.claim.issue is None:
            return Reply("utter_later", facts, buttons("go_on", "leave_waiting")), msgspec.structs.replace(
                talk, step="later"
            )
        if talk.later_told:
            return None, talk
        return Reply("utter_two_things", facts), msgspec.structs.replace(talk, later_told=True)

    def offered(self) -> frozenset[str]:
        """The intents that a buyer may be asked about in their own words."""
        return frozenset(answers().matters.behind)

    def taken_up(self, talk: Talk) -> tuple[Message, Talk]:
        """The second matter as if it were said now, about the order last spoken of."""
        return talk.later or Message(), msgspec.structs.replace(talk.fresh(), later=None)


def put_off(talk: Talk, message: Message, order: Order) -> tuple[Reply, Talk]:
    """A question that ends in an offer of its own, asked while a claim is collected: it waits, and the buyer knows."""
    number = () if message.values("order_no") else (Entity("order_no", order.order_no),)
    waiting = msgspec.structs.replace(message, entities=(*message.entities, *number))
    facts = {"matter": text(f"reading.{message.intent}"), "order": order.order_no}
    return Reply("utter_question_waits", facts), msgspec.structs.replace(talk, later=waiting, later_told=True)


def _alone(message: Message, other: Entity) -> Message:
    """The other matter by itself: where a clause of its own names it, with the words and entities of that clause."""
    intent = str(other.value)
    if intent == message.intent:
        return Message(intent=intent)
    inside = tuple(each for each in message.entities if other.start <= each.start and each.end <= other.end)
    return Message(message.text[other.start : other.end], intent, tuple(each for each in inside if each.label != ALSO))
