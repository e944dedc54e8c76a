"""Why: what a buyer is told of the clause, the sum and the ground behind the last verdict."""

import msgspec

from bot.aftersales.verdict import Offer
from bot.aftersales.weights import Weighing
from bot.shop import Decision
from bot.talk.sums import arithmetic
from bot.texts import text


def reasons(decision: Decision) -> dict[str, str]:
    """The short form of a verdict's receipt, as the blanks of a reply; the full form is for staff."""
    cited, offer = decision.verdict.cites[0], current_offer(decision)
    weighing = decision.verdict.weighing
    sums = [_weights(weighing)] if weighing and weighing.expected_g else []
    sums += [text("reason.sum", sum=arithmetic(offer.step))] if offer and offer.step else []
    return {
        "because": cited.why or cited.title,
        "ground": text(f"reason.{cited.authority}", source=cited.source),
        "sum": "".join(sums),
    }


def _weights(weighing: Weighing) -> str:
    grams = msgspec.structs.asdict(weighing)
    return text("reason.weights", measured=weighing.expected_g - weighing.shortfall_g, **grams)


def as_offered(offer: Offer) -> tuple[str, int | None, str, bool]:
    """What a buyer says yes to: the remedy, the 分, who pays the freight, whether a person nods first."""
    return offer.remedy, offer.amount, offer.freight, offer.waits


def current_offer(decision: Decision) -> Offer | None:
    """The offer to make now: what serves the buyer's wish, else the first not turned down; None when through."""
    claim, verdict = decision.claim, decision.verdict
    wished = verdict.serving(claim.wish) if claim.wish else None
    unasked = (offer for offer in verdict.offers if not offer.on_request and offer.remedy not in claim.declined)
    return wished or next(unasked, None)
