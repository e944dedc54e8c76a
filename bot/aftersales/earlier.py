"""What has gone before on an order: what was given back or promised on it, so that nothing is given twice."""

from collections.abc import Sequence

import msgspec

from bot.aftersales.case import Case, Draft
from bot.aftersales.in_force import InForce
from bot.aftersales.standing import NOTHING, Standing, standing_of
from bot.orders.model import Extra, Line, Order

PAYING = ("agreed", "returning", "refunding")
PAYS_BACK = ("refund_only", "return_refund")
OF_PIECES = ("pieces", "extra")


class Missing(msgspec.Struct, frozen=True):
    """Pieces of a line, or of an extra of it, that were made good because they were not in the parcel."""

    line_no: int
    extra: str
    pieces: int


class Earlier(msgspec.Struct, frozen=True):
    """What counts against a claim, in 分, and the request that stands on its line.

    ``promised`` on the whole order beyond what its feed calls refunded; ``on_goods`` on the goods of the line;
    ``on_thing`` on what the claim is about, these goods or an extra; ``pieces`` of it that were paid for; ``missing``
    what the weights of the order have been used up for.
    """

    promised: int = 0
    on_goods: int = 0
    on_thing: int = 0
    pieces: int = 0
    missing: tuple[Missing, ...] = ()
    standing: Standing = NOTHING


NOTHING_BEFORE = Earlier()


def earlier(order: Order, line: Line, extra: Extra | None, cases: Sequence[Case], in_force: InForce) -> Earlier:
    """What has gone before, by the cases of the order (ended ones too) and by what the platform has agreed to pay."""
    of_line = [draft for draft in granted(cases) if draft.line_no == line.line_no]
    same = [draft for draft in of_line if draft.extra == (extra.name if extra else "")]
    on_goods = sum(draft.amount or 0 for draft in of_line if not draft.extra) + _by_platform(order, line)
    return Earlier(
        promised=promised(order, cases),
        on_goods=on_goods,
        on_thing=sum(draft.amount or 0 for draft in same) if extra else on_goods,
        pieces=sum(_pieces(draft) for draft in same),
        missing=tuple(_missing(draft) for draft in granted(cases) if draft.issue == "少件"),
        standing=standing_of(order, line, cases, in_force),
    )


def promised(order: Order, cases: Sequence[Case]) -> int:
    """What is on its way back on an order beyond what its feed calls refunded, in 分; a line counts once at most.

    A case that is done was paid, whether or not the feed has said so yet.
    """
    running = sum(_on_line(order, line, cases) for line in order.lines)
    paid = sum(draft.amount or 0 for draft in granted(cases, "done"))
    return running + max(0, paid - order.refunded)


def granted(cases: Sequence[Case], *statuses: str) -> list[Draft]:
    """What was granted by cases that are open or done, or in these statuses."""
    wanted = statuses or ("open", "done")
    return [case.draft for case in cases if case.status in wanted and case.draft.standing == "granted"]


def _on_line(order: Order, line: Line, cases: Sequence[Case]) -> int:
    ours = sum(draft.amount or 0 for draft in granted(cases, "open") if draft.line_no == line.line_no)
    worth = line.paid + sum((extra.listed_price or 0) * extra.quantity for extra in line.extras)
    return min(ours + _by_platform(order, line), max(ours, worth))


def _by_platform(order: Order, line: Line) -> int:
    """What the platform pays for a line; a request whose amount the feed leaves out is taken to be for all of it."""
    agreed = [r for r in order.requests if r.line_no == line.line_no and r.state.value in PAYING]
    back = [line.paid if r.amount is None and r.way.value in PAYS_BACK else r.amount or 0 for r in agreed]
    return min(sum(back), line.paid)


def _pieces(draft: Draft) -> int:
    """How many pieces a case paid for, by the arithmetic it kept."""
    offers = draft.verdict.get("offers") or ()
    steps = [offer.get("step") or {} for offer in offers if offer.get("remedy") == draft.remedy]
    return sum(int(step["numbers"]["pieces"]) for step in steps if step.get("name") in OF_PIECES)


def _missing(draft: Draft) -> Missing:
    """What a case of missing goods made good: as many as were claimed, or as the weights then supported."""
    weighing = draft.verdict.get("weighing") or {}
    partly = weighing.get("finding") == "partly" and draft.claim.get("answers", {}).get("box") == "intact"
    pieces = weighing["supported"] if partly else draft.claim.get("count") or 1
    return Missing(draft.line_no, draft.extra, int(pieces))
