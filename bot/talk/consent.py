"""Yes and no: walking the offers, and writing what the buyer has agreed to, exactly that and once."""

import msgspec

from bot.aftersales.case import Case, Standing
from bot.aftersales.verdict import Offer
from bot.replies import Reply, buttons, moment
from bot.shop import Decision, Shop
from bot.talk.claims import Claims, Said
from bot.talk.finding import NAMED, best
from bot.talk.message import Message, Talk
from bot.talk.people import People
from bot.talk.reading import ASKS_FOR, GOING_BACK, WISHED_AT, wished
from bot.talk.reasons import as_offered, current_offer
from bot.talk.wording import about, case_line, next_words

WRITES: dict[str, Standing] = {"review": "review", "appeal": "applied"}


class Consent:
    """What a yes or a no means now."""

    def __init__(self, shop: Shop, claims: Claims, people: People) -> None:
        self._shop = shop
        self._claims = claims
        self._people = people

    def yes(self, buyer: str | None, talk_id: str, talk: Talk, message: Message) -> Said:
        """The buyer agrees to what the talk's step is about; without a step there is nothing to agree to.

        A yes that names another remedy than the one offered is a wish for that one.
        """
        if self._wishes_otherwise(buyer, talk, message):
            return self._claims.decide(buyer, self._claims.hear(buyer, talk, message))
        if talk.step == "person":
            reason = "fallback" if talk.mood.not_understood else "offered"
            return self._people.hand_over(buyer, talk_id, talk, message, reason)
        if talk.step == "withdraw":
            return self._withdraw(talk)
        if talk.step == "waybill":
            return self._note_waybill(talk)
        if talk.step == "explained" or (talk.step == "appeal" and not message.values("insists")):
            name = "utter_glad_understood" if talk.step == "explained" else "utter_no_appeal"
            return Reply(name), talk.fresh()
        decision = self._claims.decision(buyer, talk.claim)
        if talk.step is None or decision is None or buyer is None:
            return self._nothing_to_agree_to(buyer, talk_id), talk
        if talk.step == "offer":
            return self._accept(buyer, talk_id, talk, message, decision)
        return self._escalate(buyer, talk_id, talk, message, decision, WRITES[talk.step])

    def no(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """The buyer turns down what was said: what they want instead, the next offer, leaving it, or insisting."""
        if talk.step in WISHED_AT and wished(message):
            return self._claims.decide(buyer, self._claims.hear(buyer, talk, message))
        if (talk.asking or talk.step in WISHED_AT) and message.values("drop"):
            return self.ask_withdraw(buyer, msgspec.structs.replace(talk, step="review"), Message())
        if talk.step == "offer":
            return self._next_offer(buyer, talk)
        if talk.step == "explained":
            understood = Reply("utter_glad_understood"), talk.fresh()
            return understood if message.values("drop") else self.insist(buyer, talk)
        if talk.step == "later":
            return Reply("utter_no_later"), msgspec.structs.replace(talk.fresh(), later=None)
        if talk.step in ("review", "appeal", "person", "withdraw", "waybill"):
            return Reply(f"utter_no_{talk.step}"), talk.fresh()
        if message.values("negated"):
            return self.ask_withdraw(buyer, talk, message)
        return Reply("utter_no_to_what", buttons=buttons("person")), talk

    def insist(self, buyer: str | None, talk: Talk) -> Said:
        """The buyer stands by what they said after an explanation."""
        return self._claims.decide(buyer, msgspec.structs.replace(talk, claim=talk.claim.insisting()))

    def _nothing_to_agree_to(self, buyer: str | None, talk_id: str) -> Reply:
        """A yes to nothing: what is waited for or under way, so that nobody takes it for an agreement."""
        waiting = self._shop.handovers.waiting_for(talk_id)
        if waiting:
            return Reply("utter_ok_waiting", {"due": moment(waiting.due_at)})
        cases = self._shop.cases.of_buyer(buyer) if buyer else []
        if cases:
            return Reply("utter_ok_case", {"case": case_line(cases[0], self._shop)})
        return Reply("utter_nothing_to_confirm")

    def _accept(self, buyer: str, talk_id: str, talk: Talk, message: Message, decision: Decision) -> Said:
        """Write the offer that was said; if it is no longer what the rules give, say the new one instead."""
        offer = current_offer(decision)
        if offer is None or talk.offered != as_offered(offer):
            return self._claims.tell(decision, talk)
        if offer.waits:
            return self._escalate(buyer, talk_id, talk, message, decision, "review", offer)
        case = self._shop.write(decision, "granted", offer, talk_id, buyer)
        facts = {**about(decision), "case_no": case.case_no, "next": next_words(case, self._shop)}
        if not decision.verdict.rest_to_person:
            return Reply("utter_case_granted", facts), talk.fresh()
        record = self._people.take_case(buyer, talk_id, talk, message, decision, case, "rest")
        name = "utter_case_granted_person" if facts["supported"] == "0" else "utter_case_granted_rest"
        return Reply(name, {**facts, "due": moment(record.due_at)}), talk.fresh()

    def _escalate(
        self,
        buyer: str,
        talk_id: str,
        talk: Talk,
        message: Message,
        decision: Decision,
        standing: Standing,
        wanted: Offer | None = None,
    ) -> Said:
        """Put the matter before a person; ``wanted`` is the remedy that waits for their nod."""
        case = self._shop.write(decision, standing, wanted, talk_id, buyer)
        reason: str = "applied" if standing == "applied" else "review"
        self._people.take_case(buyer, talk_id, talk, message, decision, case, reason)
        facts = {**about(decision), "case_no": case.case_no, "next": next_words(case, self._shop)}
        return Reply(f"utter_case_{standing}", facts), talk.fresh()

    def _next_offer(self, buyer: str | None, talk: Talk) -> Said:
        declined = (*talk.claim.declined, *(talk.offered or ())[:1])
        claim = msgspec.structs.replace(talk.claim, declined=declined, wish=None)
        decision = self._claims.decision(buyer, claim)
        if decision is None:
            return Reply("utter_nothing_to_confirm"), talk.fresh()
        reply, after = self._claims.tell(decision, msgspec.structs.replace(talk, claim=claim))
        name = reply.name if reply.name == "utter_no_offer_left" else "utter_next_offer"
        return msgspec.structs.replace(reply, name=name), after

    def ask_withdraw(self, buyer: str | None, talk: Talk, message: Message) -> Said:
        """撤销售后: which case, and is that really meant; without a case the claim under way is dropped."""
        if talk.step == "explained":
            return Reply("utter_glad_understood"), talk.fresh()
        if talk.step == "withdraw":
            return self.no(buyer, talk, message) if message.values("keep") else self._withdraw(talk)
        turned_down = talk.step == "offer" and bool(message.values("negated")) and not message.values("drop")
        keeps = turned_down and talk.claim.issue in GOING_BACK
        if (turned_down and not keeps) or (talk.step in WISHED_AT and wished(message)):
            return self.no(buyer, talk, message)
        if talk.step == "appeal":
            return Reply("utter_no_appeal"), talk.fresh()
        if talk.step == "person":
            return Reply("utter_no_person"), talk.fresh()
        found = self._shop.cases.of_buyer(buyer) if buyer else []
        another = self._another(found, talk, message)
        if talk.claim.issue and another is None:
            return Reply("utter_claim_dropped"), talk.fresh()
        if not found:
            return Reply("utter_nothing_to_withdraw"), talk.fresh()
        case = another or self._meant(found, talk, message)
        facts = {"case": case_line(case, self._shop)}
        asked = Talk(step="withdraw", case_no=case.case_no, order_no=case.draft.order_no, mood=talk.mood)
        asked = msgspec.structs.replace(asked, later=self._claims.put_by(buyer, talk) or talk.later)
        return Reply("utter_ask_withdraw", facts, buttons("withdraw", "keep")), asked

    def _another(self, cases: list[Case], talk: Talk, message: Message) -> Case | None:
        """A case on other goods than the claim under way, named by them; None without a claim or a name."""
        if not talk.claim.issue:
            return None
        named = self._by_its_goods(cases, message, NAMED)
        here = (talk.claim.order_no, talk.claim.line_no)
        return named if named and (named.draft.order_no, named.draft.line_no) != here else None

    def _by_its_goods(self, cases: list[Case], message: Message, least: int = 1) -> Case | None:
        goods = {case.case_no: case_line(case, self._shop) for case in cases}
        named = best(message.text, goods, least)
        return next((case for case in cases if case.case_no == named), None)

    def _wishes_otherwise(self, buyer: str | None, talk: Talk, message: Message) -> bool:
        named = wished(message) or ASKS_FOR.get(message.intent)
        wish = self._claims.hear(buyer, talk, message).claim.wish if named else None
        if wish and talk.step == "review" and talk.claim.declined:
            return True
        decision = self._claims.decision(buyer, talk.claim) if wish and talk.step == "offer" else None
        served = decision.verdict.serving(wish) if decision and wish else None
        return decision is not None and (served is None or as_offered(served) != talk.offered)

    def _meant(self, cases: list[Case], talk: Talk, message: Message) -> Case:
        """The case whose goods are named, else the one on the order last spoken of, else the newest."""
        spoken_of = (case for case in cases if case.draft.order_no == talk.order_no)
        return self._by_its_goods(cases, message) or next(spoken_of, cases[0])

    def _withdraw(self, talk: Talk) -> Said:
        closed = self._shop.cases.close(talk.case_no or "", "withdrawn", self._shop.clock.now())
        name = "utter_withdrawn" if closed else "utter_nothing_to_withdraw"
        return Reply(name, {"case_no": talk.case_no or ""}), talk.fresh()

    def _note_waybill(self, talk: Talk) -> Said:
        case = self._shop.return_shipped(talk.case_no or "", talk.waybill or "")
        if case is None:
            return Reply("utter_nothing_to_confirm"), talk.fresh()
        facts = {"case": case_line(case, self._shop), "waybill": talk.waybill or ""}
        return Reply("utter_waybill_noted", facts), talk.fresh()
