"""What the clauses come to for one problem, with everything it rests on."""

from datetime import date

import msgspec

from bot.aftersales.clause import Basis, Cited, Freight, Issue, Outcome, Remedy, Wish
from bot.aftersales.facts import Facts
from bot.aftersales.weights import Weighing


class Step(msgspec.Struct, frozen=True):
    """One line of arithmetic: which sum it is and its numbers, amounts in 分."""

    name: str
    numbers: dict[str, int]


class Situation(msgspec.Struct, frozen=True):
    """All that a verdict may rest on: the facts, what each basis of an amount comes to in 分, and how."""

    issue: Issue
    facts: Facts
    amounts: dict[Basis, int | None]
    steps: dict[Basis, Step]
    weighing: Weighing | None = None


class Offer(msgspec.Struct, frozen=True):
    """One remedy as offered. ``amount`` in 分, None where no money moves; ``on_request``: not offered unasked.

    ``waits``: the shop wants a person to nod before it is carried out.
    """

    remedy: Remedy
    freight: Freight
    amount: int | None = None
    serves: tuple[Wish, ...] = ()
    step: Step | None = None
    on_request: bool = False
    waits: bool = False


class Verdict(msgspec.Struct, frozen=True):
    """The answer of the engine.

    ``offers`` in the order they are made; ``asks`` the facts still missing (outcome ``need``); ``cites`` the deciding
    clause first; ``facts`` those the clauses looked at; ``rest_to_person`` when a person also looks at the remainder;
    ``says`` the numbers that the reply may tell, by the blank they fill.
    """

    outcome: Outcome
    issue: Issue
    script: str
    on: date
    offers: tuple[Offer, ...] = ()
    asks: tuple[str, ...] = ()
    cites: tuple[Cited, ...] = ()
    facts: Facts = {}
    weighing: Weighing | None = None
    rest_to_person: bool = False
    says: dict[str, int] = {}

    def serving(self, wish: Wish) -> Offer | None:
        """The first offer that answers a wish."""
        return next((offer for offer in self.offers if wish in offer.serves), None)
