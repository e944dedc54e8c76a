"""Deciding a stored case again: the same order and claim at the same moment, under policies as they might be."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from bot.aftersales.assess import NoVerdict, assess
from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.aftersales.earlier import earlier
from bot.aftersales.gather import extra_of, gather
from bot.aftersales.in_force import InForce
from bot.aftersales.standing import NOTHING
from bot.aftersales.verdict import Offer, Verdict
from bot.orders.model import Order

Lost = Literal["no_order", "no_line", "no_claim", "no_verdict"]


class Twice(msgspec.Struct, frozen=True):
    """A case decided under the policies as they are and as they would be; ``lost`` says why that cannot be done."""

    case: Case
    before: Verdict | None = None
    after: Verdict | None = None
    lost: Lost | None = None

    @property
    def flips(self) -> bool:
        """Whether anything that a buyer or the shop would notice is different."""
        return self.before is not None and self.after is not None and gist(self.before) != gist(self.after)

    @property
    def more(self) -> int:
        """How many 分 more the shop would give, negative for less."""
        if self.before is None or self.after is None:
            return 0
        remedy = self.case.draft.remedy
        return _money(self.after, remedy) - _money(self.before, remedy)


def decide_twice(case: Case, order: Order | None, others: Sequence[Case], now: InForce, then: InForce) -> Twice:
    """A case under ``now`` and under ``then``; ``others`` are the order's other cases.

    The facts are those of the moment the case was opened, of the order as it is on record now.
    """
    claim = _claim(case)
    line = order.line(case.draft.line_no) if order else None
    if order is None or line is None or claim is None or claim.issue is None:
        return Twice(case, lost="no_order" if order is None else "no_line" if line is None else "no_claim")
    earlier_ones = [other for other in others if other.opened_at < case.opened_at]
    extra = extra_of(line, claim)
    gone = msgspec.structs.replace(earlier(order, line, extra, earlier_ones, now), standing=NOTHING)
    try:
        before, after = (
            assess(gather(claim.issue, order, line, claim, in_force, case.opened_at, gone), in_force)
            for in_force in (now, then)
        )
    except NoVerdict:
        return Twice(case, lost="no_verdict")
    return Twice(case, before, after)


def gist(verdict: Verdict) -> object:
    """What counts of a verdict: its outcome, clause, offers with sums and freight, and what it asks."""
    offers = [(offer.remedy, offer.amount, offer.freight, offer.on_request, offer.waits) for offer in verdict.offers]
    return verdict.outcome, verdict.cites[0].name, offers, verdict.asks


def shown_offer(verdict: Verdict, remedy: str | None) -> Offer | None:
    """The offer of the case's own remedy, else the first that is made unasked."""
    same = (offer for offer in verdict.offers if offer.remedy == remedy)
    unasked = (offer for offer in verdict.offers if not offer.on_request)
    return next(same, None) or next(unasked, None)


def _money(verdict: Verdict, remedy: str | None) -> int:
    offer = shown_offer(verdict, remedy)
    return (offer.amount or 0) if offer else 0


def _claim(case: Case) -> Claim | None:
    try:
        return msgspec.convert(case.draft.claim, Claim)
    except msgspec.ValidationError:
        return None
