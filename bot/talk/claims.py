"""Collecting a claim: hear what a message tells, ask for what is missing, say the verdict."""

from collections.abc import Sequence

import msgspec

from bot.aftersales.claim import Claim
from bot.aftersales.clause import PROBLEMS
from bot.clock import day
from bot.orders.model import Order, Stage
from bot.replies import Button, Reply, buttons, numbered
from bot.shop import Decision, Shop
from bot.talk.finding import (
    MOST_CHOICES,
    NAMED,
    best,
    fitting,
    item_named,
    items,
    order_named,
    unknown_number,
    with_order,
)
from bot.talk.message import Asking, Entity, Message, StepName, Talk
from bot.talk.reading import ASKED_FOR_A_REASON, about_claim, answers_something, count_told, gives_up, read, same_matter
from bot.talk.reasons import as_offered, current_offer, reasons
from bot.talk.wording import about, case_line, item_line, limits, of_shop, offer_words, order_line, request_line
from bot.texts import text

Said = tuple[Reply, Talk]
MOST_ASKED = 3
NOT_ARRIVED = (Stage.PAID, Stage.SHIPPED)
KNOWN = "known"
ASKED_TIMES = "reason_unclear.asked_times"
STEP_OF: dict[str, StepName] = {"grant": "offer", "offer": "offer", "review": "review", "refuse": "appeal"}


class Claims:
    """Leads a buyer from "my parcel is one short" to a verdict."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def hear(self, buyer: str | None, talk: Talk, message: Message) -> Talk:
        """The talk after a message: problem, order, thing and answers as far as they can be told."""
        talk = self._moved_on(buyer, talk, message)
        claim = read(message, talk)
        again = message.intent == talk.claim.issue or same_matter(message.intent, talk.claim.issue)
        if talk.step == "explained" and again:
            claim = claim.insisting()
        orders = fitting(self._shop.orders_of(buyer), claim.issue)
        claim = self._reason(self._found(claim, talk, message, orders, buyer), buyer)
        missing = unknown_number(message, self._shop.orders_of(buyer))
        return msgspec.structs.replace(talk, claim=claim, not_found=missing, order_no=claim.order_no or talk.order_no)

    def put_by(self, buyer: str | None, talk: Talk) -> Message | None:
        """The claim under way as a matter that waits: its problem, its order and its goods; None without one."""
        claim = talk.claim
        if claim.issue is None:
            return None
        order = self._shop.order_of(buyer, claim.order_no)
        line = order.line(claim.line_no or 0) if order else None
        number = (Entity("order_no", order.order_no),) if order else ()
        if claim.count:
            number = (*number, Entity("missing_count" if claim.issue == "少件" else "count", claim.count))
        return Message(text=claim.extra or (line.title if line else ""), intent=claim.issue, entities=number)

    def _moved_on(self, buyer: str | None, talk: Talk, message: Message) -> Talk:
        """A problem with other goods while an offer stands: the new one goes first, the other waits."""
        corrects = bool(message.values("other_one")) or bool(message.values("denied_thing"))
        order = self._shop.order_of(buyer, talk.claim.order_no)
        if talk.step != "offer" or message.intent not in PROBLEMS or corrects or order is None:
            return talk
        named = order_named(message, Talk(choices=talk.choices), self._shop.orders_of(buyer)) or order
        words = {str(line.line_no): f"{line.title} {line.spec}" for line in named.lines}
        line = best(message.text, words, NAMED) or (str(named.lines[0].line_no) if named != order else None)
        if line is None or (named == order and line == str(talk.claim.line_no)):
            return talk
        waiting = self.put_by(buyer, talk)
        return msgspec.structs.replace(talk.fresh(), order_no=named.order_no, later=waiting, later_told=False)

    def nobody(self, buyer: str | None, talk: Talk) -> Said | None:
        """What to say when there is no buyer to look up or no order of theirs; None when there is one."""
        if buyer is None:
            return Reply("utter_buyer_unknown", buttons=buttons("person")), talk
        if not self._shop.orders_of(buyer):
            return Reply("utter_no_orders", buttons=buttons("person")), talk
        return None

    def answer(self, buyer: str | None, talk: Talk, message: Message) -> Talk | None:
        """The talk after an answer to what was asked; None when the message tells nothing about the claim."""
        if gives_up(message, talk):
            return None
        heard = self.hear(buyer, talk, message)
        if not answers_something(message):
            return self._without_a_reason(heard, message)
        before = msgspec.structs.replace(talk.claim, said=())
        told = msgspec.structs.replace(heard.claim, said=()) != before or heard.not_found is not None
        return heard if told or about_claim(message, talk) else self._without_a_reason(heard, message)

    def slots(self, buyer: str | None, talk: Talk) -> dict[str, str | None]:
        """What the form still has to ask for: a slot without a value is asked."""
        claim = talk.claim
        decision = self._decision(buyer, claim)
        standing = decision is not None and (
            self._shop.standing_case(claim) is not None or self._shop.standing_request(buyer, claim) is not None
        )
        complete = standing or (decision is not None and not decision.verdict.asks)
        return {
            "issue": claim.issue,
            "order_no": claim.order_no,
            "line_no": str(claim.line_no) if claim.line_no else None,
            "details": KNOWN if complete else None,
        }

    def ask(self, buyer: str | None, talk: Talk, what: Asking) -> Said:
        """The next question; at most three things at a time, only what is missing. Asked again, it is put shorter."""
        numbered_again = talk.asking == what != "issue" and talk.choices and not talk.not_found
        if numbered_again:
            return Reply(f"utter_ask_{what}_again", buttons=_numbers(talk.choices)), talk
        asked = msgspec.structs.replace(talk, asking=what, asked=(), choices=(), step=None)
        if what == "issue":
            counted = msgspec.structs.replace(talk.claim, reason_asks=talk.claim.reason_asks + 1)
            known = buttons("missing_item", "wrong_item", "quality", "not_wanted")
            return Reply("utter_ask_issue", buttons=known), msgspec.structs.replace(asked, claim=counted)
        if what == "order_no":
            return self._ask_order(buyer, asked)
        if what == "line_no":
            return self._ask_item(buyer, asked)
        return self._ask_details(buyer, asked)

    def decide(self, buyer: str | None, talk: Talk) -> Said:
        """Say what the rules come to, and what the buyer may answer."""
        standing = self._shop.standing_case(talk.claim)
        if standing:
            return Reply("utter_case_exists", {"case": case_line(standing, self._shop)}), talk.fresh()
        asked = self._shop.standing_request(buyer, talk.claim)
        if asked and talk.claim.answers.get("fake") != "claimed":
            facts = {"case": request_line(asked, self._shop)}
            return Reply("utter_request_exists", facts, buttons("person")), talk.fresh()
        decision = self._decision(buyer, talk.claim)
        if decision is None:
            return Reply("utter_order_not_found"), talk.fresh()
        return self.tell(decision, talk)

    def tell(self, decision: Decision, talk: Talk) -> Said:
        """A verdict as a reply, with the first offer the buyer has not turned down; their wish goes first."""
        verdict = decision.verdict
        talk = msgspec.structs.replace(talk, reasons=reasons(decision))
        facts = {**about(decision), **limits(decision), **of_shop(decision, self._shop), "offer": ""}
        offer = current_offer(decision)
        if offer is None and verdict.outcome in ("grant", "offer"):
            return Reply("utter_no_offer_left", facts, buttons("person", "leave_it")), _at(talk, "review")
        if offer:
            facts["offer"] = offer_words(decision, offer, self._shop)
            talk = msgspec.structs.replace(talk, offered=as_offered(offer))
            wish = decision.claim.wish
            if wish and verdict.serving(wish) is None:
                facts["wish"] = text(f"wish.{wish}")
                return Reply("utter_wish_beyond", facts, buttons("agree", "person")), _at(talk, "offer")
        step = STEP_OF.get(verdict.outcome)
        if verdict.outcome == "inform" and "insists" in verdict.facts:
            step = "explained"
        if step is None:
            return Reply(verdict.script, facts), talk.fresh()
        return Reply(verdict.script, facts, _buttons(decision, step)), _at(talk, step)

    def why(self, talk: Talk) -> Said:
        """Why the last verdict was as it was."""
        if not talk.reasons:
            return Reply("utter_why_asked" if talk.asking else "utter_why_what"), talk
        told = ("because", "ground", "sum")
        return Reply("utter_why", {name: talk.reasons[name] for name in told}), talk

    def decision(self, buyer: str | None, claim: Claim) -> Decision | None:
        """The verdict on a claim, or None while order, line or issue are open."""
        return self._decision(buyer, claim)

    def _decision(self, buyer: str | None, claim: Claim) -> Decision | None:
        order = self._shop.order_of(buyer, claim.order_no)
        if order is None or claim.issue is None or order.line(claim.line_no or 0) is None:
            return None
        return self._shop.decide(order, claim)

    def _without_a_reason(self, talk: Talk, message: Message) -> Talk | None:
        """A buyer who was asked for the reason often enough goes on without one (UR-01).

        None before that, and for a message that wants something of its own: a person, a parcel's whereabouts.
        """
        today = day(self._shop.clock.now())
        often = talk.claim.reason_asks > self._shop.policies.number(ASKED_TIMES, None, today)
        if talk.asking != "issue" or talk.claim.issue or not often or message.intent not in ASKED_FOR_A_REASON:
            return None
        return msgspec.structs.replace(talk, claim=msgspec.structs.replace(talk.claim, issue="原因不明"))

    def _found(self, claim: Claim, talk: Talk, message: Message, orders: list[Order], buyer: str | None) -> Claim:
        order = order_named(message, talk, self._shop.orders_of(buyer))
        if order is None and claim.order_no is None:
            known = {candidate.order_no: candidate for candidate in orders}
            order = known.get(talk.order_no or "") or (orders[0] if len(orders) == 1 else None)
        if order:
            claim = with_order(claim, order.order_no)
        order = self._shop.order_of(buyer, claim.order_no)
        return self._item(claim, talk, message, order) if order else claim

    def _reason(self, claim: Claim, buyer: str | None) -> Claim:
        """A refund of what has not arrived needs no reason (TL-13): it is 不想要."""
        order = self._shop.order_of(buyer, claim.order_no)
        if claim.issue or order is None or claim.wish not in ("refund", "return", "refund_only"):
            return claim
        return msgspec.structs.replace(claim, issue="不想要") if order.stage in NOT_ARRIVED else claim

    def _item(self, claim: Claim, talk: Talk, message: Message, order: Order) -> Claim:
        settled = claim.line_no is not None and not message.values("other_one")
        item = None if settled else item_named(message, talk, order, claim.issue)
        if item:
            claim = msgspec.structs.replace(claim, line_no=item.line_no, extra=item.extra)
        count = count_told(message, talk, claim.issue, order.line(claim.line_no or 0))
        return msgspec.structs.replace(claim, count=count or claim.count)

    def _ask_order(self, buyer: str | None, talk: Talk) -> Said:
        orders = fitting(self._shop.orders_of(buyer), talk.claim.issue)[:MOST_CHOICES]
        listed = [order_line(order) for order in orders]
        name = "utter_order_not_found_choose" if talk.not_found else "utter_ask_order"
        choices = tuple(order.order_no for order in orders)
        reply = Reply(name, {"choices": numbered(listed)}, _numbers(listed))
        return reply, msgspec.structs.replace(talk, choices=choices, not_found=None)

    def _ask_item(self, buyer: str | None, talk: Talk) -> Said:
        order = self._shop.order_of(buyer, talk.claim.order_no)
        if order is None:
            return Reply("utter_order_not_found", buttons=buttons("person")), talk
        there = items(order, talk.claim.issue)
        specs = {line.line_no: line.spec for line in order.lines}
        listed = [item_line(item.name, "" if item.extra else specs[item.line_no]) for item in there]
        choices = tuple(item.key for item in there)
        facts = {"choices": numbered(listed), "order": order.order_no}
        name = "utter_ask_missing_item" if talk.claim.issue == "少件" else "utter_ask_item"
        return Reply(name, facts, _numbers(listed)), msgspec.structs.replace(talk, choices=choices)

    def _ask_details(self, buyer: str | None, talk: Talk) -> Said:
        decision = self._decision(buyer, talk.claim)
        if decision is None:
            return Reply("utter_order_not_found", buttons=buttons("person")), talk
        if not decision.verdict.asks:
            return self.decide(buyer, talk)
        asked = decision.verdict.asks[:MOST_ASKED]
        told = msgspec.structs.replace(decision.verdict, asks=asked)
        shown = msgspec.structs.replace(decision, verdict=told)
        facts = {**about(shown), **limits(shown), **of_shop(shown, self._shop)}
        claim = talk.claim
        thing = "|".join(map(str, (claim.order_no, claim.line_no, claim.extra, decision.verdict.cites[0].name)))
        name = "utter_ask_rest" if talk.thing == thing and claim.answers else decision.verdict.script
        return Reply(name, facts), msgspec.structs.replace(talk, asked=asked, thing=thing, reasons=reasons(shown))


def _at(talk: Talk, step: StepName) -> Talk:
    return msgspec.structs.replace(talk, step=step, asking=None, asked=(), choices=())


BUTTONS = {"review": ("agree_review", "leave_it"), "appeal": ("apply", "leave_it"), "explained": ("insist", "fine")}


def _buttons(decision: Decision, step: StepName) -> tuple[Button, ...]:
    if step == "offer":
        unasked = [offer for offer in decision.verdict.offers if not offer.on_request]
        several = len(unasked) > len(decision.claim.declined) + 1
        return buttons("agree", "another" if several else "decline", "person")
    return buttons(*BUTTONS[step])


def _numbers(listed: Sequence[str]) -> tuple[Button, ...]:
    return tuple(Button(str(number), str(number)) for number in range(1, len(listed) + 1))
