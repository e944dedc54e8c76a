"""What a buyer asks on the way: orders, parcels, shipping, progress; and what they tell without being asked."""

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.aftersales.standing import COMES_BACK
from bot.orders.model import Order, Parcel
from bot.replies import Reply, buttons, moment, numbered
from bot.shop import Asked, Shop
from bot.talk.claims import Claims, Said
from bot.talk.consent import Consent
from bot.talk.finding import MOST_CHOICES, likeliest, order_named, order_spoken_of, unknown_number
from bot.talk.message import Message, Talk
from bot.talk.questions import Questions
from bot.talk.reading import masked, shows, wished
from bot.talk.standing import Standing
from bot.talk.wording import case_line, contents, order_line, request_line, stage_word
from bot.texts import text

TELLING = ("wish", "order_no", "waybill", "photo", "link")


class Enquiries:
    """Answers from the order and the open cases; writes nothing."""

    def __init__(self, shop: Shop, claims: Claims, consent: Consent, standing: Standing, questions: Questions) -> None:
        self._shop = shop
        self._claims = claims
        self._consent = consent
        self._standing = standing
        self._questions = questions

    def orders(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """查订单: one order in full, or the newest few as a list."""
        order, problem = self._order(buyer, talk, message)
        if problem:
            return problem, talk
        if order is None:
            found = self._shop.orders_of(buyer)[:MOST_CHOICES]
            listed = Reply("utter_order_list", {"choices": numbered([order_line(each) for each in found])})
            return listed, msgspec.structs.replace(talk, choices=tuple(each.order_no for each in found))
        facts = {"order": order.order_no, "stage": stage_word(order), "contents": contents(order)}
        return Reply("utter_order_shown", facts), _spoken_of(talk, order)

    def parcels(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """查物流: every parcel of the order with what is on record; what the courier knows beyond it is not guessed.

        Where nothing was sent yet, what the rules say of when it will be.
        """
        order, problem = self._order(buyer, talk, message)
        if problem:
            return problem, talk
        order = order or likeliest(message.intent, self._shop.orders_of(buyer))
        if not order.parcels:
            shipping = msgspec.structs.replace(message, intent="催发货")
            return self._questions.on(order, buyer, _spoken_of(talk, order), shipping)
        facts = {"order": order.order_no, "parcels": numbered([_parcel(parcel) for parcel in order.parcels])}
        return Reply("utter_parcels", facts), _spoken_of(talk, order)

    def progress(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """退款进度: every open case and every request on the platform with its next deadline; a single one in full."""
        named = order_named(message, Talk(choices=talk.choices), self._shop.orders_of(buyer))
        standing = self._once_agreed(buyer, talk) if talk.step == "offer" and not named else None
        return standing or self._under_way(buyer, talk, named) or self._questions.answer(buyer, talk, message)

    def _once_agreed(self, buyer: str | None, talk: Talk) -> Said | None:
        """When the money of an offer that stands would come: what is offered says it, and a yes begins it."""
        offer = self._claims.decide(buyer, talk)[0].facts.get("offer")
        if not offer:
            return None
        return Reply("utter_refund_once_agreed", {"offer": offer}, buttons("agree", "person")), talk

    def _under_way(self, buyer: str | None, talk: Talk, order: Order | None = None) -> Said | None:
        """What is being worked on for a buyer, on one order where one is named; None when nothing is."""
        cases = [case for case in self._cases(buyer) if order is None or case.draft.order_no == order.order_no]
        requests = self._shop.requests(buyer) if buyer else []
        asked = [each for each in requests if order is None or each.order.order_no == order.order_no]
        if not cases and not asked:
            return None
        if not cases and len(asked) == 1:
            return self._request(asked[0], talk)
        listed = numbered(
            [*(case_line(case, self._shop) for case in cases), *(request_line(each, self._shop) for each in asked)]
        )
        money = any(case.draft.amount for case in cases) or any(each.standing.amount for each in asked)
        return Reply("utter_case_progress", {"cases": listed, "money": text("refund_way") if money else ""}), talk

    def _request(self, asked: Asked, talk: Talk) -> Said:
        """How one request stands, by the clauses; a claim under way goes on after it."""
        claim = Claim(issue="退款进度", order_no=asked.order.order_no, line_no=asked.line.line_no)
        decision = self._shop.decide(asked.order, claim)
        reply, after = self._claims.tell(decision, msgspec.structs.replace(talk, claim=claim))
        return reply, talk if talk.asking else after

    def urge(self, buyer: str | None, talk_id: str, talk: Talk) -> Said:
        """催促 without a thing named: what is being waited for, whoever's turn it is."""
        waiting = self._shop.handovers.waiting_for(talk_id)
        if waiting:
            return Reply("utter_urge_handover", {"due": moment(waiting.due_at)}), talk
        if talk.step:
            return Reply("utter_urge_step", buttons=buttons("person")), talk
        return self._under_way(buyer, talk) or (Reply("utter_here", buttons=buttons("person")), talk)

    def greet(self, talk_id: str, talk: Talk, buyer: str | None) -> Said:
        """打招呼 in the middle of a talk: a word that the bot is there, or when the person comes."""
        if self._shop.handovers.waiting_for(talk_id):
            return self.urge(buyer, talk_id, talk)
        if talk.step:
            return self.urge(buyer, talk_id, talk)
        return Reply("utter_here" if talk.asking else "utter_greet"), talk

    def welcome(self, buyer: str | None, talk_id: str, talk: Talk) -> Said:
        """The first word of a session: what was left open last time, what is under way, else a welcome.

        A question that stood is put anew, since what it said is no longer in sight.
        """
        if self._shop.handovers.waiting_for(talk_id):
            return self.urge(buyer, talk_id, talk)
        if talk.asking:
            facts = {"matter": text(f"reading.{talk.claim.issue or 'open'}")}
            return Reply("utter_welcome_back", facts), msgspec.structs.replace(talk, choices=(), thing=None)
        if talk.step and talk.claim.issue:
            return self._claims.decide(buyer, talk)
        cases = numbered([case_line(case, self._shop) for case in self._cases(buyer)])
        return (Reply("utter_welcome_back_cases", {"cases": cases}) if cases else Reply("utter_greet")), talk

    def information(self, buyer: str | None, talk_id: str, talk: Talk, message: Message) -> Said:
        """Something told outside a question: a return's waybill, a wish among offers, an order number, a photo."""
        answered = self._standing.answer(buyer, talk_id, talk, message)
        if answered:
            return answered
        case = self._awaiting_return(buyer)
        waybill = message.first("waybill")
        if case and waybill:
            facts = {"waybill": str(waybill), "case_no": case.case_no}
            asked = msgspec.structs.replace(talk.fresh(), step="waybill", case_no=case.case_no, waybill=str(waybill))
            return Reply("utter_ask_waybill", facts, buttons("right", "wrong")), asked
        if talk.step and unknown_number(message, self._shop.orders_of(buyer)):
            return Reply("utter_order_not_found", buttons=buttons("person")), talk
        named = order_named(message, Talk(choices=talk.choices), self._shop.orders_of(buyer))
        other = named is not None and named.order_no != talk.claim.order_no
        if talk.step in ("offer", "review", "appeal", "explained") and not other:
            return self._on_step(buyer, talk, message)
        if message.values("order_no") or other:
            reply, after = self.orders(buyer, msgspec.structs.replace(talk.fresh(), choices=talk.choices), message)
            name = "utter_order_shown_what_now" if reply.name == "utter_order_shown" else reply.name
            return Reply(name, reply.facts), after
        if self._cases(buyer) or self._shop.handovers.waiting_for(talk_id):
            self._shop.add_words(talk_id, masked(message))
            return Reply("utter_noted"), talk
        if message.first("photo") == "claimed" and not talk.under_way:
            answers = {"goods_photo": "claimed", "defect_photo": "claimed"}
            noted = msgspec.structs.replace(talk.claim, answers=answers)
            return Reply("utter_photo_first"), msgspec.structs.replace(talk, claim=noted)
        return Reply("utter_what_about"), talk

    def recognised(self, buyer: str | None, talk_id: str, talk: Talk, message: Message) -> Said | None:
        """What to say to a message whose intent is unclear but which names something known; None if it does not."""
        answered = self._standing.answer(buyer, talk_id, talk, message)
        if answered:
            return answered
        known = any(message.values(label) for label in TELLING)
        if known or order_named(message, Talk(choices=talk.choices), self._shop.orders_of(buyer)):
            return self.information(buyer, talk_id, talk, message)
        return None

    def _on_step(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """A wish or a new answer while an offer stands: decide again with it."""
        if talk.step == "explained" and message.values("drop"):
            return self._consent.ask_withdraw(buyer, talk, message)
        if message.values("drop") and not wished(message):
            return self._consent.no(buyer, msgspec.structs.replace(talk, step="review"), Message())
        heard = self._claims.hear(buyer, talk, message)
        if heard.claim.wish == talk.claim.wish and heard.claim.answers == talk.claim.answers:
            name = "utter_noted_step" if shows(message) else "utter_urge_step"
            return Reply(name, buttons=buttons("person")), talk
        return self._claims.decide(buyer, heard)

    def _order(self, buyer: str | None, talk: Talk, message: Message) -> tuple[Order | None, Reply | None]:
        """The order a message is about or the only one there is, or the reply that says why there can be none."""
        nobody = self._claims.nobody(buyer, talk)
        if nobody:
            return None, nobody[0]
        orders = self._shop.orders_of(buyer)
        if unknown_number(message, orders):
            return None, Reply("utter_order_not_found", buttons=buttons("person"))
        return order_spoken_of(message, talk, orders) or (orders[0] if len(orders) == 1 else None), None

    def _cases(self, buyer: str | None) -> list[Case]:
        return self._shop.cases.of_buyer(buyer) if buyer else []

    def _awaiting_return(self, buyer: str | None) -> Case | None:
        granted = (case for case in self._cases(buyer) if case.draft.standing == "granted")
        waiting = [case for case in granted if case.draft.remedy in COMES_BACK and not case.return_waybill]
        return waiting[0] if waiting else None


def _spoken_of(talk: Talk, order: Order) -> Talk:
    return msgspec.structs.replace(talk, order_no=order.order_no)


def _parcel(parcel: Parcel) -> str:
    where = "signed" if parcel.signed_at else "moving" if parcel.shipped_at else "packed"
    when = parcel.signed_at or parcel.last_scan_at or parcel.shipped_at
    known = text("parcel", carrier=parcel.carrier, waybill=parcel.waybill)
    return text(f"parcel_{where}", parcel=known, when=moment(when) if when else "")
