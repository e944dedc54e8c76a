"""Why: what a buyer is told of the clause, the sum and what is missing behind the last verdict."""

from bot.aftersales.verdict import Offer
from bot.replies import numbered
from bot.shop import Decision
from bot.talk.sums import arithmetic
from bot.texts import text


def reasons(decision: Decision) -> dict[str, str]:
    """The short form of a verdict's receipt, as the blanks of a reply; the full form is for staff."""
    verdict = decision.verdict
    cited, offer = verdict.cites[0], current_offer(decision)
    sum_told = text("reason.sum", sum=arithmetic(offer.step)) if offer and offer.step else text("reason.nothing")
    asked = numbered([text(f"asks.{fact}") for fact in verdict.asks])
    return {
        "because": cited.why or cited.title,
        "ground": text(f"reason.{cited.authority}", source=cited.source),
        "sum": sum_told,
        "missing": text("reason.missing", asks=asked) if asked else text("reason.nothing"),
    }


def current_offer(decision: Decision) -> Offer | None:
    """The offer to make now: what serves the buyer's wish, else the first not turned down; None when through."""
    claim, verdict = decision.claim, decision.verdict
    wished = verdict.serving(claim.wish) if claim.wish else None
    unasked = (offer for offer in verdict.offers if not offer.on_request and offer.remedy not in claim.declined)
    return wished or next(unasked, None)
