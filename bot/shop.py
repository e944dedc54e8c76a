"""One shop at work: its orders, cases, handovers, policies and clock, and what they come to for one claim."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec

from bot.aftersales.assess import assess
from bot.aftersales.case import Case, Clock, Draft, Settled, Standing
from bot.aftersales.claim import Claim
from bot.aftersales.clause import PROBLEMS, Event, Freight, Issue, Remedy
from bot.aftersales.clocks import as_the_platform_says, hours_from_shop, of_request, started_by
from bot.aftersales.earlier import earlier, promised
from bot.aftersales.gather import extra_of, gather
from bot.aftersales.policies import Policies
from bot.aftersales.standing import ENDED, NOTHING, SETTLED, of_feed, standing_of
from bot.aftersales.standing import Standing as Request
from bot.aftersales.store import CaseStore
from bot.aftersales.verdict import Offer, Verdict
from bot.clock import Clock as ShopClock
from bot.clock import day
from bot.handover.escalation import Priority
from bot.handover.record import Brief, Handover
from bot.handover.store import HandoverStore
from bot.orders.model import Extra, Line, Order
from bot.orders.store import OrderStore

REVIEWING = ("review_promise", "merchant_review", "deemed_refusal")
ONE_MATTER = ("不想要", "取消订单", "拒收", "催发货")


class TooMuch(ValueError):
    """More than an order has left to give back; ``left`` in 分."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class Decision(msgspec.Struct, frozen=True):
    """A verdict together with what it is about and the moment it was reached."""

    order: Order
    line: Line
    extra: Extra | None
    claim: Claim
    verdict: Verdict
    at: datetime
    standing: Request = NOTHING


class Asked(msgspec.Struct, frozen=True):
    """A request on the platform, for a line of an order, with the deadline that runs on it."""

    order: Order
    line: Line
    standing: Request
    clock: Clock | None


class Shop:
    """What actions, desk and command line ask. Every look at an order goes through its owner's id."""

    def __init__(
        self,
        orders: OrderStore,
        cases: CaseStore,
        handovers: HandoverStore,
        policies: Callable[[], Policies],
        clock: ShopClock,
    ) -> None:
        self.orders = orders
        self.cases = cases
        self.handovers = handovers
        self.current = policies
        self.clock = clock

    @property
    def policies(self) -> Policies:
        """The clauses and settings as they are now."""
        return self.current()

    def orders_of(self, buyer: str | None) -> list[Order]:
        """A buyer's orders, newest first; none for a sender without a buyer id."""
        return self.orders.of_buyer(buyer) if buyer else []

    def order_of(self, buyer: str | None, order_no: str | None) -> Order | None:
        """A buyer's own order; a stranger's and a made-up one are both None."""
        return self.orders.get(order_no, buyer) if buyer and order_no else None

    def decide(self, order: Order, claim: Claim) -> Decision:
        """The verdict on a claim about a line of an order, now. Raises ValueError when the claim names no such line."""
        line = order.line(claim.line_no or 0)
        if line is None or claim.issue is None:
            raise ValueError(f"order {order.order_no}: no line {claim.line_no} or no issue {claim.issue} to decide on")
        now, cases, extra = self.clock.now(), self.cases.on(order.order_no, only_open=False), extra_of(line, claim)
        in_force = self.policies.on(day(now))
        before = earlier(order, line, extra, cases, in_force)
        situation = gather(claim.issue, order, line, claim, in_force, now, before)
        return Decision(order, line, extra, claim, assess(situation, in_force), now, before.standing)

    def standing_case(self, claim: Claim) -> Case | None:
        """The open case for the same order line, extra and issue, or None; not wanting a thing is one issue."""
        key = (claim.line_no, claim.extra or "", _matter(claim.issue))
        found = self.cases.on(claim.order_no or "")
        return next((c for c in found if (c.draft.line_no, c.draft.extra, _matter(c.draft.issue)) == key), None)

    def standing_request(self, buyer: str | None, claim: Claim) -> Asked | None:
        """The request on the platform that is under way for the line of a problem, or None."""
        if claim.issue not in PROBLEMS or claim.issue == "退件被拒":
            return None
        order = self.order_of(buyer, claim.order_no)
        of_line = (each for each in self._asked([order] if order else []) if each.line.line_no == claim.line_no)
        return next((each for each in of_line if each.standing.progress not in SETTLED), None)

    def deadlines(self, standing: Standing, issue: Issue, remedy: Remedy | None) -> tuple[Clock, ...]:
        """The clocks that writing such a case would start now, soonest first."""
        now = self.clock.now()
        in_force = self.policies.on(day(now))
        if standing == "granted":
            return started_by("granted", issue, remedy, now, in_force)
        found = (
            *started_by("review_opened", issue, None, now, in_force),
            *started_by("applied", issue, None, now, in_force),
        )
        return tuple(sorted(found, key=lambda clock: clock.due_at))

    def write(self, decision: Decision, standing: Standing, offer: Offer | None, talk_id: str, buyer: str) -> Case:
        """Write the case for what the buyer has just said yes to; the same one again gives the one that stands."""
        remedy = offer.remedy if offer else None
        draft = Draft(
            buyer_id=buyer,
            order_no=decision.order.order_no,
            line_no=decision.line.line_no,
            extra=decision.extra.name if decision.extra else "",
            issue=decision.verdict.issue,
            standing=standing,
            remedy=remedy,
            amount=offer.amount if offer else None,
            freight=offer.freight if offer else "unspecified",
            talk_id=talk_id,
            verdict=msgspec.to_builtins(decision.verdict),
            claim=decision.claim.to_slot(),
        )
        case, _ = self.cases.open(draft, self.deadlines(standing, draft.issue, remedy), self.clock.now())
        return case

    def return_shipped(self, case_no: str, waybill: str) -> Case | None:
        """The buyer has sent the goods back: their clock is met, the shop's begins. None when no such case is open."""
        return self.event(case_no, "return_shipped", ("buyer_return",), waybill)

    def event(self, case_no: str, event: Event, met: tuple[str, ...] = (), waybill: str = "") -> Case | None:
        """Something happened to an open case: start the clocks that hang on it, end those that are ``met``.

        A case keeps to what was in force on the day it was opened.
        """
        case = self.cases.get(case_no)
        if case is None or case.status != "open":
            return None
        now, draft = self.clock.now(), case.draft
        begun = started_by(event, draft.issue, draft.remedy, now, self.policies.on(day(case.opened_at)))
        self.cases.proceed(case_no, met, begun, now, waybill)
        return self.cases.get(case_no)

    def grant(self, case_no: str, remedy: Remedy, amount: int | None) -> Case | None:
        """A person has settled a case under review: this remedy, this many 分. None when no such case is open.

        Raises TooMuch when the amount is more than is left to give back on the order.
        """
        case = self.cases.get(case_no)
        if case is None or case.status != "open" or case.draft.standing == "granted":
            return None
        left = self.left(case.draft.order_no)
        if amount is not None and amount > left:
            raise TooMuch(left)
        now, begins = self.clock.now(), self.policies.on(day(case.opened_at))
        running = started_by("granted", case.draft.issue, remedy, now, begins)
        settled = Settled(case_no, remedy, amount, _freight(case, remedy))
        return self.cases.get(case_no) if self.cases.settle(settled, REVIEWING, running, now) else None

    def clocks(self, case: Case) -> tuple[Clock, ...]:
        """The deadlines of a case; one that the platform's own feed gives beats the one we reckoned."""
        order = self.orders.find(case.draft.order_no)
        line = order.line(case.draft.line_no) if order else None
        if order is None or line is None:
            return case.clocks
        in_force = self.policies.on(day(case.opened_at))
        return as_the_platform_says(case, standing_of(order, line, (), in_force), in_force)

    def promises(self, case: Case) -> list[Clock]:
        """The running deadlines of a case that its buyer is told of, soonest first."""
        for_staff = self.policies.on(day(case.opened_at)).for_staff
        running = (clock for clock in self.clocks(case) if clock.met_at is None and clock.clause not in for_staff)
        return sorted(running, key=lambda clock: clock.due_at)

    def requests(self, buyer: str | None = None) -> list[Asked]:
        """What has been applied for on the platform and not ended, by one buyer or by all."""
        return list(self._asked(self.orders_of(buyer) if buyer else self.orders.with_requests()))

    def _asked(self, orders: Iterable[Order]) -> Iterator[Asked]:
        in_force = self.policies.on(day(self.clock.now()))
        for order in orders:
            for request in reversed(order.requests):
                line, standing = order.line(request.line_no), of_feed(request)
                if line and standing.progress not in ENDED:
                    yield Asked(order, line, standing, of_request(standing, in_force))

    def left(self, order_no: str) -> int:
        """What can still be given back on an order, in 分."""
        order = self.orders.find(order_no)
        cases = self.cases.on(order_no, only_open=False)
        return max(0, order.paid - order.refunded - promised(order, cases)) if order else 0

    def hand_over(
        self,
        talk_id: str,
        buyer: str | None,
        reason: str,
        brief: Brief,
        priority: Priority = "normal",
        task: bool = False,
    ) -> tuple[Handover, bool]:
        """Put a talk into the queue for a person; True when it was not waiting already.

        A ``task`` is a message that was left while nobody was there.
        """
        now = self.clock.now()
        due = hours_from_shop("review_hours", now, self.policies.on(day(now)))
        return self.handovers.open(Handover(talk_id, buyer, reason, brief, now, due, priority=priority, task=task))

    def add_words(self, talk_id: str, words: str) -> None:
        """Add what a buyer says while waiting to the brief of their handover, if there is one."""
        waiting = self.handovers.waiting_for(talk_id)
        if waiting:
            said = (*waiting.brief.said, words)
            self.handovers.open(
                msgspec.structs.replace(waiting, brief=msgspec.structs.replace(waiting.brief, said=said))
            )

    def brief(self, claim: Claim, decision: Decision | None = None, case: Case | None = None) -> Brief:
        """What a person needs to know of a claim."""
        facts: dict[str, Any] = dict(decision.verdict.facts) if decision else dict(claim.answers)
        issue: Issue | None = claim.issue
        return Brief(
            order_no=claim.order_no,
            line_no=claim.line_no,
            item=(claim.extra or decision.line.title) if decision else claim.extra,
            issue=issue,
            wish=claim.wish,
            said=claim.said,
            facts=facts,
            case_no=case.case_no if case else None,
            advice=decision.verdict.cites[0].name if decision else None,
            amount=claim.amount,
            missing=decision.verdict.asks if decision else (),
            verdict=decision.verdict.outcome if decision else None,
        )


def _matter(issue: Issue | None) -> str | None:
    """The issue, or the one name of those that mean that the goods are not wanted."""
    return ONE_MATTER[0] if issue in ONE_MATTER else issue


def _freight(case: Case, remedy: Remedy) -> Freight:
    """Who pays the freight of a remedy, by the verdict of the case; unspecified where that did not offer it."""
    offers = msgspec.convert(case.draft.verdict, Verdict).offers
    return next((offer.freight for offer in offers if offer.remedy == remedy), "unspecified")
