"""Questions that a policy answers (催退款, 退货运费, 补偿…) and those that only a person can; writes nothing."""

from typing import get_args

import msgspec

from bot.aftersales.clause import Issue, Question
from bot.orders.model import Order, RequestState, Stage
from bot.replies import Reply, buttons
from bot.shop import Shop
from bot.talk.claims import NOT_ARRIVED, Claims, Said
from bot.talk.finding import item_named, likeliest, order_named, order_spoken_of, unknown_number
from bot.talk.known import Known
from bot.talk.lexicon import answers
from bot.talk.matters import put_off
from bot.talk.message import Message, Talk
from bot.talk.reading import WISHED_AT, read, wishes
from bot.talk.wording import SPOKEN_LENGTH, short

NOT_SHIPPED = (Stage.UNPAID, Stage.PAID)
REFUSED = "售后被拒"
NEW_ADDRESS = "改地址"
ANGER = "发脾气"


class Questions:
    """Finds the order a question is about and says what the rules come to."""

    def __init__(self, shop: Shop, claims: Claims, known: Known) -> None:
        self._shop = shop
        self._claims = claims
        self._known = known

    def once_received(self, buyer: str | None, talk: Talk, message: Message) -> Said | None:
        """收到了再退: how a return goes, of an order that is still on its way; None for anything else."""
        orders = self._shop.orders_of(buyer)
        if not message.values("after_receipt") or not orders:
            return None
        order = order_spoken_of(message, talk, orders) or likeliest("查物流", orders)
        how = msgspec.structs.replace(message, intent="退货流程")
        return self.on(order, buyer, talk, how) if order.stage in NOT_ARRIVED else None

    def known(self, buyer: str | None, talk: Talk, message: Message) -> Said | None:
        """What the shop knows, or what its rules say to a question that the words name; None where neither does."""
        if message.intent in get_args(Question) and self._shop.orders_of(buyer):
            return self._by_the_rules(buyer, talk, message)
        return self._known.answer(buyer, talk, message)

    def answer(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """The answer to a message whose intent is a question; what is under way goes on after it."""
        if talk.step in WISHED_AT and wishes(message):
            return self._claims.decide(buyer, self._claims.hear(buyer, talk, message))
        if message.intent == REFUSED and talk.reasons:
            return self._claims.why(talk)
        known = self._known.answer(buyer, talk, message)
        if known:
            return known
        if message.intent in get_args(Question):
            return self._by_the_rules(buyer, talk, message)
        return self._by_a_person(buyer, talk, message)

    def _by_the_rules(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        nobody = self._claims.nobody(buyer, talk)
        if nobody:
            return nobody
        orders = self._shop.orders_of(buyer)
        if unknown_number(message, orders):
            return Reply("utter_order_not_found", buttons=buttons("person")), talk
        order = order_spoken_of(message, talk, orders)
        if message.intent in answers().about_progress:
            applied_for = self._with_requests(buyer, orders)
            order = order_named(message, Talk(choices=talk.choices), orders) or (
                order if order in applied_for else None
            )
            if order is None and not applied_for:
                return Reply("utter_no_open_case", buttons=buttons("person")), talk
        return self.on(order or self._likeliest(buyer, message, orders), buyer, talk, message)

    def on(self, order: Order, buyer: str | None, talk: Talk, message: Message) -> Said:
        """What the rules say to a question about one order; a claim that is being collected goes on after it."""
        told = read(message, Talk())
        about_sums = message.intent == "补偿" and bool(message.values("money") or message.values("asks_amount"))
        issue = msgspec.convert("退款金额" if about_sums else message.intent, Issue)
        line_no = self._line(buyer, talk, message, order)
        claim = msgspec.structs.replace(told, issue=issue, order_no=order.order_no, line_no=line_no, said=())
        decision = self._shop.decide(order, claim)
        reply, after = self._claims.tell(decision, msgspec.structs.replace(talk, claim=claim))
        if decision.verdict.outcome == "inform":
            return (msgspec.structs.replace(reply, buttons=()), talk) if talk.asking or talk.step else (reply, after)
        return put_off(talk, message, order) if talk.asking else (reply, after)

    def _by_a_person(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """What no rule of after-sales answers: an honest word, and a person for the asking."""
        name, facts = answers().to_a_person[message.intent], dict[str, str]()
        if message.intent == NEW_ADDRESS and self._shop.orders_of(buyer):
            orders = self._shop.orders_of(buyer)
            order = order_spoken_of(message, talk, orders) or likeliest(message.intent, orders)
            name = f"{name}_open" if order.stage in NOT_SHIPPED else f"{name}_gone"
            facts = {"order": order.order_no, "item": short(order.lines[0].title, SPOKEN_LENGTH)}
        busy = talk.asking or talk.step
        if busy and message.intent == ANGER:
            return Reply("utter_anger_under_way", buttons=buttons("person")), talk
        after = talk if busy else msgspec.structs.replace(talk, step="person")
        return Reply(name, facts, buttons("person")), after

    def _likeliest(self, buyer: str | None, message: Message, orders: list[Order]) -> Order:
        """The order with something under way where the question is about that, or at the stage it is asked at."""
        about_requests = message.intent in answers().about_requests
        return likeliest(message.intent, (about_requests and self._about(buyer, message, orders)) or orders)

    def _with_requests(self, buyer: str | None, orders: list[Order]) -> list[Order]:
        """The orders on which something was applied for: still under way, else at any time."""
        under_way = {asked.order.order_no for asked in self._shop.requests(buyer)} | set(self._with_cases(buyer))
        alive = [order for order in orders if order.order_no in under_way]
        return alive or [order for order in orders if order.requests]

    def _about(self, buyer: str | None, message: Message, orders: list[Order]) -> list[Order]:
        """The orders that a question about what was applied for can be about: a refused one where it is about that."""
        refused = [o for o in orders if any(request.state is RequestState.REFUSED for request in o.requests)]
        return (message.intent == REFUSED and refused) or self._with_requests(buyer, orders)

    def _line(self, buyer: str | None, talk: Talk, message: Message, order: Order) -> int:
        """The line named, or spoken of, or with something under way, or the first."""
        item = item_named(message, Talk(), order, None)
        if item:
            return item.line_no
        if talk.claim.order_no == order.order_no and talk.claim.line_no:
            return talk.claim.line_no
        refused = [r.line_no for r in order.requests if r.state is RequestState.REFUSED and message.intent == REFUSED]
        asked = (each.line.line_no for each in self._shop.requests(buyer) if each.order.order_no == order.order_no)
        cases = (case.draft.line_no for case in self._shop.cases.on(order.order_no))
        return [*refused, *asked, *cases, order.lines[0].line_no][0]

    def _with_cases(self, buyer: str | None) -> list[str]:
        return [case.draft.order_no for case in self._shop.cases.of_buyer(buyer)] if buyer else []
