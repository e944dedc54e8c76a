"""What the buyer said: the thing and the pieces meant, the answers given."""

from bot.aftersales.claim import Claim
from bot.aftersales.facts import BUYER_FACTS, UNKNOWN, Facts
from bot.aftersales.weights import Weighing
from bot.orders.model import Extra, Line

NOTHING_SAID: Facts = dict.fromkeys(BUYER_FACTS, UNKNOWN)
NOT_WANTED = ("不想要", "取消订单")


def what_the_buyer_said(claim: Claim, line: Line, extra: Extra | None) -> Facts:
    """The facts that only the buyer can tell, as told; what was not told is ``unknown``."""
    bought = extra.quantity if extra else line.quantity
    return {
        **NOTHING_SAID,
        **claim.answers,
        "count": "told" if claim.count or bought == 1 else UNKNOWN,
        "asked_amount": _asked(claim.amount, line.paid),
        "reason_asks": claim.reason_asks,
    }


def extra_of(line: Line, claim: Claim) -> Extra | None:
    """The gift or accessory a claim is about; one that is on no list has neither price nor weight.

    Raises ValueError for a gift that is not wanted: it cost nothing, so there is nothing to give back for it alone.
    """
    if claim.extra and claim.issue in NOT_WANTED:
        raise ValueError(f"{claim.extra}: a gift or accessory cannot be returned by itself")
    if claim.extra is None:
        return None
    return next((extra for extra in line.extras if extra.name == claim.extra), Extra(claim.extra, kind="part"))


def pieces_of(claim: Claim, weighing: Weighing, line: Line, extra: Extra | None) -> int:
    """How many pieces the amounts are for: what was claimed and bought.

    In an intact box no more than the weights support; what was lost from a damaged one left no trace on the scales.
    """
    bought = extra.quantity if extra else line.quantity
    claimed = min(claim.count or bought, bought)
    return weighing.supported if weighing.finding == "partly" and claim.answers.get("box") == "intact" else claimed


def _asked(amount: int | None, paid: int) -> str:
    if amount is None:
        return UNKNOWN
    return "within" if amount <= paid else "above"
