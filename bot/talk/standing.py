"""What a message says to the question that stands, whatever its intent: it insists, agrees, turns down, recounts."""

from collections.abc import Callable

import msgspec

from bot.aftersales.claim import Claim
from bot.replies import Reply, buttons
from bot.shop import Shop
from bot.talk.claims import Claims, Said
from bot.talk.consent import Consent
from bot.talk.finding import best
from bot.talk.message import Message, Talk
from bot.talk.reading import ASKS_FOR, WISHED_AT, tells, wished

UNCLEAR = ("nlu_fallback", "超出范围", "提供信息")
DOUBTING = (*UNCLEAR, "补偿", "售后被拒", "否定")
WAITS = {"review": "utter_review_waits", "appeal": "utter_appeal_waits"}
COUNTS = ("count", "missing_count", "arrived_count")


class Heard(msgspec.Struct, frozen=True):
    """A message of a buyer, and where the talk stood when it came."""

    buyer: str | None
    talk_id: str
    talk: Talk
    message: Message


Rule = Callable[[Heard], Said | None]


class Standing:
    """Answers to an offer, a review, a refusal or an explanation that are recognised by their words."""

    def __init__(self, shop: Shop, claims: Claims, consent: Consent) -> None:
        self._shop = shop
        self._claims = claims
        self._consent = consent
        self._rules: tuple[Rule, ...] = (
            self._insists,
            self._lets_go,
            self._understands,
            self._agrees,
            self._recounts,
            self._denies_the_goods,
            self._turns_down,
            self._puts_off,
            self._asks_why,
            self._says_no,
            self._presses,
        )

    def answer(self, buyer: str | None, talk_id: str, talk: Talk, message: Message) -> Said | None:
        """The answer, or None where the message is no answer to what stands."""
        heard = Heard(buyer, talk_id, talk, message)
        return next((said for rule in self._rules if (said := rule(heard))), None)

    def _insists(self, heard: Heard) -> Said | None:
        buyer, talk_id, talk, message = heard.buyer, heard.talk_id, heard.talk, heard.message
        insists = bool(message.values("insists"))
        if talk.step == "explained" and (insists or message.values("told_no")):
            return self._consent.insist(buyer, talk)
        return self._consent.yes(buyer, talk_id, talk, message) if talk.step == "appeal" and insists else None

    def _lets_go(self, heard: Heard) -> Said | None:
        """那算了 at a refusal: nothing is applied for."""
        talk, message = heard.talk, heard.message
        lets_go = talk.step == "appeal" and bool(message.values("drop")) and not message.values("told_yes")
        return (Reply("utter_no_appeal"), talk.fresh()) if lets_go and not wished(message) else None

    def _understands(self, heard: Heard) -> Said | None:
        """哦是这样; what was explained is accepted, and where nothing stands it is no question."""
        buyer, talk_id, talk, message = heard.buyer, heard.talk_id, heard.talk, heard.message
        grasped = bool(message.values("understood") or message.values("mixed_up") or message.values("drop"))
        if talk.step == "explained" and grasped and not wished(message):
            return self._consent.yes(buyer, talk_id, talk, Message())
        nothing_stands = talk.step is None and talk.asking is None
        grasps = bool(message.values("understood")) and message.intent in UNCLEAR[:2]
        return self._consent.yes(buyer, talk_id, talk, message) if nothing_stands and grasps else None

    def _agrees(self, heard: Heard) -> Said | None:
        buyer, talk_id, talk, message = heard.buyer, heard.talk_id, heard.talk, heard.message
        nods, wish = bool(message.values("told_yes")), wished(message) or ASKS_FOR.get(message.intent)
        agreed = nods and ((talk.step == "review" and not wish) or (talk.step == "offer" and wish is not None))
        return self._consent.yes(buyer, talk_id, talk, message) if agreed else None

    def _recounts(self, heard: Heard) -> Said | None:
        """不是两双 是一双: what was offered for another number is offered no more."""
        buyer, talk, message = heard.buyer, heard.talk, heard.message
        counted = any(message.values(label) for label in COUNTS) and not message.values("money")
        if talk.step not in WISHED_AT or not counted:
            return None
        after = self._claims.hear(buyer, talk, message)
        changed = msgspec.structs.replace(after.claim, count=talk.claim.count, said=(), answers={})
        same_matter = changed == msgspec.structs.replace(talk.claim, said=(), answers={})
        return (
            self._pressed(buyer, talk, after.claim) if same_matter and after.claim.count != talk.claim.count else None
        )

    def _denies_the_goods(self, heard: Heard) -> Said | None:
        """不是手机支架: an offer about goods that were not meant falls, and the buyer is asked which are."""
        buyer, talk, message = heard.buyer, heard.talk, heard.message
        order = self._shop.order_of(buyer, talk.claim.order_no) if talk.step in WISHED_AT else None
        line = order.line(talk.claim.line_no or 0) if order else None
        denied = " ".join(str(value).removeprefix("不是") for value in message.values("denied_thing"))
        if line is None or not best(denied, {"this": f"{line.title} {line.spec}"}, 2):
            return None
        after = self._claims.hear(buyer, talk, message)
        if (after.claim.order_no, after.claim.line_no) != (talk.claim.order_no, talk.claim.line_no):
            return None
        claim = msgspec.structs.replace(talk.claim, order_no=None, line_no=None, extra=None, count=None)
        return self._claims.ask(buyer, msgspec.structs.replace(talk.fresh(), order_no=None, claim=claim), "order_no")

    def _turns_down(self, heard: Heard) -> Said | None:
        """A remedy turned down by name is offered no more; a wish beside it goes first."""
        buyer, talk, message = heard.buyer, heard.talk, heard.message
        named = tuple(dict.fromkeys(str(value) for value in message.values("turned_down")))
        if talk.step not in WISHED_AT or not named or message.values("told_yes"):
            return None
        offered = (talk.offered or ("",))[0]
        if offered in named and talk.step == "offer" and not wished(message):
            return self._consent.no(buyer, talk, Message())
        after = self._claims.hear(buyer, talk, message)
        declined = tuple(dict.fromkeys((*after.claim.declined, *named)))
        return self._pressed(buyer, talk, msgspec.structs.replace(after.claim, declined=declined))

    def _puts_off(self, heard: Heard) -> Said | None:
        talk, message = heard.talk, heard.message
        if talk.step not in WISHED_AT or not message.values("later_on") or wished(message):
            return None
        return Reply("utter_think_it_over", buttons=buttons("agree", "person")), talk

    def _asks_why(self, heard: Heard) -> Said | None:
        talk, message = heard.talk, heard.message
        doubts = bool(message.values("asks_why")) and message.intent in DOUBTING and not message.values("told_no")
        return self._claims.why(talk) if talk.step in WISHED_AT and doubts and talk.reasons else None

    def _says_no(self, heard: Heard) -> Said | None:
        buyer, talk, message = heard.buyer, heard.talk, heard.message
        refuses = bool(message.values("told_no")) and message.intent in (*UNCLEAR, "补偿") and not wished(message)
        return self._consent.no(buyer, talk, Message()) if talk.step == "offer" and refuses else None

    def _presses(self, heard: Heard) -> Said | None:
        """More is told or wished for at a review or a refusal: it is noted, and the way on is said in other words."""
        buyer, talk, message = heard.buyer, heard.talk, heard.message
        more = bool(message.values("insists")) or bool(wished(message)) or tells(message)
        if talk.step not in WAITS or not more or message.values("told_no") or message.values("drop"):
            return None
        after = self._claims.hear(buyer, talk, message)
        return self._pressed(buyer, talk, after.claim) if after.claim.issue == talk.claim.issue else None

    def _pressed(self, buyer: str | None, talk: Talk, claim: Claim) -> Said:
        reply, after = self._claims.decide(buyer, msgspec.structs.replace(talk, claim=claim))
        waits = WAITS.get(talk.step or "")
        if waits and talk.step == after.step and reply.name != "utter_no_offer_left":
            return Reply(waits, buttons=reply.buttons), after
        return reply, after
