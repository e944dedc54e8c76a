"""Taking a decision on a case, taking it back, and carrying it out when it can no longer be taken back."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.clause import Remedy
from bot.aftersales.verdict import Offer, Verdict
from bot.deciding.store import Decision, DecisionStore, Kind
from bot.shop import Shop, TooMuch
from bot.staff.model import Agent
from bot.staff.rules import DeskRules

logger = logging.getLogger(__name__)
Finding = Literal["holds", "does_not", "more"]
APART = timedelta(seconds=2)
WITH_MONEY: tuple[Remedy, ...] = ("refund_only", "return_refund", "partial_refund")
WITHOUT: tuple[Remedy, ...] = ("exchange", "reship", "repair")


class NotOpen(ValueError):
    """No such case waits for a decision."""


class AboveLimit(ValueError):
    """More than the person's role may grant; ``limit`` in 分."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class BadAmount(ValueError):
    """An amount where no money moves, none where it does, or more than is left; ``left`` in 分."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


class TooLate(ValueError):
    """The decision holds, or was taken back before."""


class Choice(msgspec.Struct, frozen=True):
    """A remedy that may be granted on a case: the usual amount and the most in 分, None where no money moves.

    ``clause`` is what offers it, None where no clause does and a person answers for it alone.
    """

    remedy: Remedy
    amount: int | None
    most: int | None
    clause: str | None


class Deciding:
    """Every method raises StoreUnavailable."""

    def __init__(self, shop: Shop, store: DecisionStore, rules: Callable[[], DeskRules]) -> None:
        self._shop = shop
        self.store = store
        self._rules = rules

    def choices(self, case: Case) -> list[Choice]:
        """What may be granted: what the verdict offers first, then whatever else a person may answer for."""
        if case.status != "open" or case.draft.standing == "granted" or self._granting(case.case_no):
            return []
        verdict, left = msgspec.convert(case.draft.verdict, Verdict), self._shop.left(case.draft.order_no)
        clause = verdict.cites[0].name if verdict.cites else None
        offered = [self._offered(offer, left, clause) for offer in verdict.offers]
        known = {each.remedy for each in offered}
        others = [Choice(each, None, left, None) for each in WITH_MONEY if each not in known and left]
        return [*offered, *others, *(Choice(each, None, None, None) for each in WITHOUT if each not in known)]

    def _offered(self, offer: Offer, left: int, clause: str | None) -> Choice:
        money = offer.amount is not None
        return Choice(offer.remedy, min(offer.amount or 0, left) if money else None, left if money else None, clause)

    def judge(self, case_no: str, agent: Agent, finding: Finding, note: str) -> Decision:
        """What a person makes of the evidence; raises NotOpen."""
        self._open(case_no)
        return self._decide(case_no, "evidence", agent, None, {"finding": finding, "note": note})

    def grant(self, case_no: str, agent: Agent, remedy: str, amount: int | None, note: str) -> Decision:
        """A person grants a remedy; it is carried out when it can no longer be taken back.

        Raises NotOpen, BadAmount, AboveLimit.
        """
        case = self._open(case_no)
        choice = next((each for each in self.choices(case) if each.remedy == remedy), None)
        if choice is None:
            raise NotOpen(case_no)
        if (amount is None) != (choice.most is None) or not 0 <= (amount or 0) <= (choice.most or 0):
            raise BadAmount(choice.most or 0)
        limit = self._rules().limits[agent.role]
        if limit is not None and (amount or 0) > limit:
            raise AboveLimit(limit)
        details = {"remedy": choice.remedy, "amount": amount, "note": note}
        return self._decide(case_no, "grant", agent, choice.clause, details)

    def undo(self, number: int, agent: Agent) -> Decision:
        """Take a decision back while that is possible: one's own, or as a lead anybody's. Raises TooLate, NotOpen."""
        decision, now = self.store.get(number), self._shop.clock.now()
        if decision is None or decision.about is not None:
            raise NotOpen(number)
        theirs = decision.agent_id == agent.id or agent.may("lead")
        if not theirs or decision.holds_from is None or now >= decision.holds_from:
            raise TooLate(number)
        end = self._end(decision, "undone", now, agent.id)
        undone = self.store.add_in_time(end, self._shop.clock.now, decision.holds_from)
        if undone is None:
            raise TooLate(number)
        return undone

    def carry_out(self) -> Iterator[tuple[Decision, bool]]:
        """Carry out every decision that holds, and tell whether it came to something; one that fails waits.

        Some seconds are left between the last moment for taking one back and this, so that the two never meet.
        """
        now = self._shop.clock.now()
        for decision in self.store.pending():
            if decision.holds_from and decision.holds_from + APART <= now:
                try:
                    done = self._done(decision)
                except Exception:
                    logger.exception("decision %s waits", decision.number)
                    continue
                kind: Kind = "carried_out" if done else "came_to_nothing"
                if self.store.add(self._end(decision, kind, now, decision.agent_id)):
                    yield decision, done

    def _done(self, decision: Decision) -> bool:
        """Whether the decision came to something: it was carried out now, or just before a crash."""
        if decision.kind != "grant":
            return True
        remedy, amount = decision.details["remedy"], decision.details["amount"]
        try:
            if self._shop.grant(decision.case_no, remedy, amount):
                return True
        except TooMuch:
            return False
        case = self._shop.cases.get(decision.case_no)
        stands = case and (case.draft.standing, case.draft.remedy, case.draft.amount)
        return stands == ("granted", remedy, amount) and not self._carried_out_before(decision)

    def _granting(self, case_no: str) -> bool:
        """Whether a grant on the case is under way."""
        return any(each.case_no == case_no and each.kind == "grant" for each in self.store.pending())

    def _carried_out_before(self, decision: Decision) -> bool:
        events = self.store.of_cases([decision.case_no])
        grants = {each.number for each in events if each.kind == "grant"}
        return any(each.kind == "carried_out" and each.about in grants for each in events)

    def _open(self, case_no: str) -> Case:
        case = self._shop.cases.get(case_no)
        if case is None or case.status != "open" or case.draft.standing == "granted":
            raise NotOpen(case_no)
        return case

    def _decide(self, case_no: str, kind: Kind, agent: Agent, clause: str | None, details: dict[str, Any]) -> Decision:
        now = self._shop.clock.now()
        holds_from = now + timedelta(seconds=self._rules().undo_seconds)
        new = Decision(case_no, kind, agent.id, details, clause, now, holds_from)
        decision = self.store.add_alone(new) if kind == "grant" else self.store.add(new)
        if decision is None:
            raise NotOpen(case_no)
        return decision

    def _end(self, decision: Decision, kind: Kind, now: datetime, by: str) -> Decision:
        return Decision(decision.case_no, kind, by, {}, None, now, about=decision.number)
