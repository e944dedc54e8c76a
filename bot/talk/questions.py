"""Questions that a policy answers (催退款, 退货运费, 补偿…) and those that only a person can; writes nothing."""

from typing import get_args

import msgspec

from bot.aftersales.clause import Issue, Question
from bot.orders.model import Order, Stage
from bot.replies import Reply, buttons
from bot.shop import Shop
from bot.talk.claims import Claims, Said
from bot.talk.consent import WISHED_AT
from bot.talk.finding import item_named, order_named, unknown_number
from bot.talk.lexicon import answers
from bot.talk.message import Message, Talk
from bot.talk.reading import read, wishes

NOT_SHIPPED = (Stage.UNPAID, Stage.PAID)
REFUSED = "售后被拒"
NEW_ADDRESS = "改地址"


class Questions:
    """Finds the order a question is about and says what the rules come to."""

    def __init__(self, shop: Shop, claims: Claims) -> None:
        self._shop = shop
        self._claims = claims

    def answer(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """The answer to a message whose intent is a question; what is under way goes on after it."""
        if talk.step in WISHED_AT and wishes(message):
            return self._claims.decide(buyer, self._claims.hear(buyer, talk, message))
        if message.intent == REFUSED and talk.reasons:
            return self._claims.why(talk)
        if message.intent in get_args(Question):
            return self._by_the_rules(buyer, talk, message)
        return self._by_a_person(buyer, talk, message)

    def _by_the_rules(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        nobody = self._claims.nobody(buyer, talk)
        if nobody:
            return nobody
        if unknown_number(message, self._shop.orders_of(buyer)):
            return Reply("utter_order_not_found", buttons=buttons("person")), talk
        order = self._order(buyer, talk, message)
        told = read(message, Talk())
        issue = msgspec.convert(message.intent, Issue)
        line_no = self._line(buyer, talk, message, order)
        claim = msgspec.structs.replace(told, issue=issue, order_no=order.order_no, line_no=line_no, said=())
        decision = self._shop.decide(order, claim)
        reply, after = self._claims.tell(decision, msgspec.structs.replace(talk, claim=claim))
        if decision.verdict.outcome != "inform" and not talk.asking:
            return reply, after
        if talk.asking or talk.step:
            return msgspec.structs.replace(reply, buttons=()), talk
        return reply, after

    def _by_a_person(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """What no rule of after-sales answers: an honest word, and a person for the asking."""
        name = answers().to_a_person[message.intent]
        if message.intent == NEW_ADDRESS and self._shop.orders_of(buyer):
            order = self._order(buyer, talk, message)
            name = f"{name}_open" if order.stage in NOT_SHIPPED else f"{name}_gone"
        busy = talk.asking or talk.step
        return Reply(name, buttons=buttons("person")), talk if busy else msgspec.structs.replace(talk, step="person")

    def _order(self, buyer: str | None, talk: Talk, message: Message) -> Order:
        """The order named, or last spoken of, or with something under way, or at the stage such questions are about."""
        orders = self._shop.orders_of(buyer)
        named = order_named(message, Talk(choices=talk.choices), orders)
        spoken_of = (talk.claim.order_no, talk.order_no)
        current = named or next((order for order in orders if order.order_no in spoken_of), None)
        if current:
            return current
        if message.intent in answers().about_requests:
            under_way = [*(asked.order.order_no for asked in self._shop.requests(buyer)), *self._with_cases(buyer)]
            orders = [order for order in orders if order.order_no in under_way] or orders
        stages = answers().about_stages.get(message.intent, ())
        return next((order for order in orders if order.stage.value in stages), orders[0])

    def _line(self, buyer: str | None, talk: Talk, message: Message, order: Order) -> int:
        """The line named, or spoken of, or with something under way, or the first."""
        item = item_named(message, Talk(), order, None)
        if item:
            return item.line_no
        if talk.claim.order_no == order.order_no and talk.claim.line_no:
            return talk.claim.line_no
        asked = (each.line.line_no for each in self._shop.requests(buyer) if each.order.order_no == order.order_no)
        cases = (case.draft.line_no for case in self._shop.cases.on(order.order_no))
        return [*asked, *cases, order.lines[0].line_no][0]

    def _with_cases(self, buyer: str | None) -> list[str]:
        return [case.draft.order_no for case in self._shop.cases.of_buyer(buyer)] if buyer else []
