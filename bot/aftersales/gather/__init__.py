"""Order and claim ▸ the situation a verdict rests on: every fact, every amount, the weights."""

from datetime import datetime

from bot.aftersales.amounts import reckon
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue
from bot.aftersales.earlier import NOTHING_BEFORE, Earlier
from bot.aftersales.facts import Facts
from bot.aftersales.gather.buyer import NOT_WANTED, extra_of, pieces_of, what_the_buyer_said
from bot.aftersales.gather.goods import kind_of_goods
from bot.aftersales.gather.order import longest_unheard, pending, signed_at, stage_of, where_it_stands
from bot.aftersales.gather.shop import what_the_shop_makes_of_it
from bot.aftersales.in_force import InForce
from bot.aftersales.verdict import Situation
from bot.aftersales.weights import Weighing, weigh
from bot.orders.model import Extra, Line, Order

__all__ = ["NOT_WANTED", "extra_of", "gather", "longest_unheard", "pending", "signed_at", "stage_of"]

UNWEIGHED = Weighing("unknown")


def gather(
    issue: Issue,
    order: Order,
    line: Line,
    claim: Claim,
    in_force: InForce,
    now: datetime,
    earlier: Earlier = NOTHING_BEFORE,
) -> Situation:
    """The situation of one problem on one line at one moment, under what is in force on a day.

    ``earlier`` is what has been promised on the order and applied for on the line already.
    """
    extra = extra_of(line, claim)
    weighing = _weighing(issue, order, line, extra, claim, in_force, earlier)
    amounts = reckon(order, line, extra, pieces_of(claim, weighing, line, extra), in_force, earlier)
    standing = earlier.standing
    facts: Facts = {
        **where_it_stands(order, line, now, amounts.spent),
        **kind_of_goods(line, in_force),
        "weights": weighing.finding,
        "insured": order.freight_insurance,
        "request": standing.progress,
        "request_way": standing.way,
        "request_dated": _dated(standing.due_at, now),
        **what_the_shop_makes_of_it(amounts, in_force),
        **what_the_buyer_said(claim, line, extra),
    }
    return Situation(issue, facts, amounts.by_basis, amounts.steps, weighing)


def _dated(due_at: datetime | None, now: datetime) -> str:
    if due_at is None:
        return "none"
    return "ahead" if due_at > now else "passed"


def _weighing(
    issue: Issue,
    order: Order,
    line: Line,
    extra: Extra | None,
    claim: Claim,
    in_force: InForce,
    earlier: Earlier,
) -> Weighing:
    if issue != "少件":
        return UNWEIGHED
    bought = extra.quantity if extra else line.quantity
    return weigh(order, line, extra, min(claim.count or 1, bought), in_force, earlier.missing)
