"""What may be promised on an order: what a verdict offers, what cases have granted, which deadlines run."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from bot.aftersales.case import Case, Clock
from bot.aftersales.clocks import hours_from_shop
from bot.aftersales.in_force import InForce
from bot.aftersales.standing import SETTLED
from bot.aftersales.verdict import Offer
from bot.clock import day
from bot.orders.model import Order, Request, RequestWay, Stage
from bot.shop import Decision, Shop
from bot.talk.hours import closed_until
from bot.talk.reasons import current_offer
from bot.talk.wording import service_times

BUYER = "buyer"
REPLY, SHIP, RETURN, FREIGHT = "reply", "ship", "return", "freight"
OURS = "merchant"


class Due(msgspec.Struct, frozen=True):
    """A deadline and what is due by then: remedies, or reply, ship, return."""

    at: datetime
    ways: tuple[str, ...]


class Allowed(msgspec.Struct, frozen=True):
    """All that may be promised, seen from ``now``. Amounts in 分.

    ``amounts`` may be promised, the likeliest first; ``known`` may be named; ``paid`` is what 全额 may mean: what was
    paid for each line and each order. ``ways`` are remedies offered or granted, and freight where the shop bears it;
    ``periods`` the hours that rules give after an event; ``hours`` the times of day between which people are there.
    """

    now: datetime
    amounts: tuple[int, ...] = ()
    known: frozenset[int] = frozenset()
    paid: tuple[int, ...] = ()
    ways: tuple[str, ...] = ()
    dues: tuple[Due, ...] = ()
    periods: frozenset[int] = frozenset()
    hours: tuple[str, ...] = ()


def allowed(
    shop: Shop,
    orders: Sequence[Order],
    decision: Decision | None,
    cases: Sequence[Case],
    now: datetime,
    answer_by: datetime | None = None,
) -> Allowed:
    """What may be promised to the buyer of these orders, given the verdict under way and the cases on them.

    ``answer_by`` is when the shop has already promised that a person answers.
    """
    in_force = shop.policies.on(day(now))
    open_cases = [case for case in cases if case.status == "open"]
    offers = _offers(decision)
    dues = [*_of_cases(shop, open_cases), *_of_offers(shop, decision, offers), *_of_orders(shop, orders)]
    hours = service_times(shop, now)
    return Allowed(
        now=now,
        amounts=_distinct([*_granted(open_cases), *_asked(orders), *(o.amount for o in offers if o.amount)]),
        known=frozenset(_named(orders)),
        paid=_distinct([*(line.paid for order in orders for line in order.lines), *(o.paid for o in orders)]),
        ways=_ways(open_cases, offers, orders, _borne(decision, in_force)),
        dues=(*dues, *_answers(now, in_force, answer_by, hours)),
        periods=frozenset(_periods(in_force)),
        hours=tuple(hours),
    )


def _offers(decision: Decision | None) -> list[Offer]:
    """What a verdict offers, what is offered now first."""
    if decision is None:
        return []
    now = current_offer(decision)
    return sorted(decision.verdict.offers, key=lambda offer: offer != now)


def _granted(cases: Iterable[Case]) -> Iterator[int]:
    yield from (case.draft.amount for case in cases if case.draft.amount)


def _asked(orders: Iterable[Order]) -> Iterator[int]:
    """What has been applied for on the platform and not settled."""
    yield from (request.amount for request in _running(orders) if request.amount)


def _running(orders: Iterable[Order]) -> Iterator[Request]:
    requests = (request for order in orders for request in order.requests)
    yield from (request for request in requests if request.state.value not in SETTLED)


def _named(orders: Iterable[Order]) -> Iterator[int]:
    """What was paid, given back and listed; 0 stands for nothing told."""
    for order in orders:
        yield from (order.paid, order.refunded)
        for line in order.lines:
            yield from (line.paid, line.unit_price, *(extra.listed_price or 0 for extra in line.extras))


def _ways(
    cases: Sequence[Case], offers: Sequence[Offer], orders: Iterable[Order], freight: Iterable[str]
) -> tuple[str, ...]:
    drafts = [case.draft for case in cases]
    asked = [request.way.value for request in _running(orders) if request.way != RequestWay.OTHER]
    found = [*(d.remedy for d in drafts if d.remedy), *(o.remedy for o in offers), *asked]
    borne = [*freight, *(draft.freight for draft in drafts), *(offer.freight for offer in offers)]
    return tuple(dict.fromkeys([*found, *([FREIGHT] if OURS in borne else [])]))


def _borne(decision: Decision | None, in_force: InForce) -> Iterator[str]:
    """Who bears the freight by the clauses a verdict rests on and by the law, also where nothing is offered yet."""
    if decision is None:
        return
    cited = {cite.name for cite in decision.verdict.cites}
    for clause in in_force.clauses.values():
        if clause.gives and clause.clause in cited:
            yield clause.gives.freight
        if clause.entitles and decision.verdict.issue in clause.issues:
            yield clause.entitles.freight


def _of_cases(shop: Shop, cases: Iterable[Case]) -> Iterator[Due]:
    for case in cases:
        granted = case.draft.remedy if case.draft.standing == "granted" else None
        yield from (_due(clock, granted or REPLY) for clock in shop.promises(case))


def _of_offers(shop: Shop, decision: Decision | None, offers: Iterable[Offer]) -> Iterator[Due]:
    if decision is None:
        return
    for offer in offers:
        clocks = shop.deadlines("review" if offer.waits else "granted", decision.verdict.issue, offer.remedy)
        yield from (_due(clock, REPLY if offer.waits else offer.remedy) for clock in clocks)


def _of_orders(shop: Shop, orders: Sequence[Order]) -> Iterator[Due]:
    """When goods were promised to leave, and the platform's own deadlines."""
    numbers = {order.order_no for order in orders}
    for order in orders:
        if order.stage == Stage.PAID and order.promised_ship_at:
            yield Due(order.promised_ship_at, (SHIP,))
    for buyer in dict.fromkeys(order.buyer_id for order in orders):
        for asked in shop.requests(buyer):
            if asked.order.order_no in numbers and asked.clock:
                yield _due(asked.clock, REPLY, asked.standing.way)


def _due(clock: Clock, *ways: str) -> Due:
    return Due(clock.due_at, (RETURN,) if clock.who == BUYER else ways)


def _answers(now: datetime, in_force: InForce, answer_by: datetime | None, hours: Sequence[str]) -> Iterator[Due]:
    """When a person answers: as promised, as the shop promises, when people are there again."""
    opens = closed_until(now, hours)
    moments = (answer_by, opens, hours_from_shop("review_hours", now, in_force))
    yield from (Due(at, (REPLY,)) for at in moments if at)


def _periods(in_force: InForce) -> Iterator[int]:
    for clause in in_force.clauses.values():
        if clause.clock and clause.clause not in in_force.for_staff:
            yield in_force.number(clause.clock.hours, clause)


def _distinct(amounts: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(amounts))
