"""What in a talk speaks for a person: counted from message to message, and looked up in verdict and orders."""

import msgspec

from bot.aftersales.facts import Facts
from bot.handover.escalation import Signals, Vip
from bot.orders.model import RequestState
from bot.shop import Decision, Shop
from bot.talk.lexicon import answers
from bot.talk.message import Message, Mood, Talk
from bot.talk.reasons import current_offer

ANGER = "发脾气"
COMPLAINT = "投诉"


def mood_after(mood: Mood, message: Message, reply: str) -> Mood:
    """The mood once a message was heard and answered with a reply of this name."""
    asked = dict(mood.asked)
    if message.intent in answers().questions:
        asked[message.intent] = asked.get(message.intent, 0) + 1
    shrugged = reply in answers().shrugs
    return Mood(
        angry=mood.angry + (message.intent == ANGER),
        not_understood=mood.not_understood + 1 if shrugged else 0,
        asked=asked,
        heard=message.key,
    )


def signals(
    talk: Talk, message: Message, decision: Decision | None, shop: Shop, buyer: str | None, vip: Vip
) -> Signals:
    """Everything that speaks for a person after a message; ``talk`` carries the mood it left."""
    orders = shop.orders_of(buyer)
    states = {request.state for order in orders for request in order.requests}
    facts: Facts = decision.verdict.facts if decision else {}
    reviewed = decision is not None and decision.verdict.outcome == "review"
    return Signals(
        danger=bool(message.values("danger")),
        threat=bool(message.values("threat")) or message.intent == COMPLAINT,
        abuse=bool(message.values("abuse")),
        counterfeit=facts.get("fake") == "claimed" or bool(message.values("fake")),
        vip=buyer is not None and vip.includes(buyer, sum(order.paid for order in orders)),
        intervened=RequestState.INTERVENED in states,
        contradicts=facts.get("weights") == "equal" and facts.get("insists") == "insisted",
        above_trust=reviewed and False in (facts.get("keeps_trusted"), facts.get("return_trusted")),
        offers_refused=_offers_refused(decision),
        angry_times=talk.mood.angry,
        not_understood_times=talk.mood.not_understood,
        same_question_times=talk.mood.asked.get(message.intent, 0),
    )


def calmed(talk: Talk) -> Talk:
    """The talk once a person was called: what had piled up counts no more."""
    return msgspec.structs.replace(talk, mood=Mood())


def _offers_refused(decision: Decision | None) -> bool:
    made = decision is not None and bool(decision.claim.declined)
    return made and decision is not None and current_offer(decision) is None
