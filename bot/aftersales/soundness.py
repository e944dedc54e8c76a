"""Whether clauses that can be read can also be used: total, nobody below the law, no clause dead, on every day to come.

Between two days on which a clause begins or ends or a number changes nothing changes, so those days are all days.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

import msgspec

from bot.aftersales.clause import Clause, Issue
from bot.aftersales.facts import Facts
from bot.aftersales.in_force import InForce, NotInForce
from bot.aftersales.kindness import later_clocks
from bot.aftersales.policies import SHOP, Policies
from bot.aftersales.proof import Proof, prove

Fault = Literal["none", "several", "less_kind", "below_law", "dead", "later_clock", "law_asks_shop", "no_number"]


class Unsound(msgspec.Struct, frozen=True):
    """One thing that makes clauses unusable: what, from which day on, about which issue and clauses, where in facts.

    ``needs`` names a value that nothing is in force for.
    """

    fault: Fault
    on: date
    issue: Issue | None = None
    clauses: tuple[str, ...] = ()
    facts: Facts = {}
    needs: str = ""


def unsound(policies: Policies, since: date) -> Iterator[Unsound]:
    """Everything that is wrong on a day or on a later one."""
    seen: set[object] = set()
    for on in days_of_change(policies, since):
        in_force = policies.on(on)
        for found in _on_a_day(in_force):
            key = (found.fault, found.issue, found.clauses, tuple(found.facts.items()), found.needs)
            if key not in seen:
                seen.add(key)
                yield found


def proofs(policies: Policies, on: date) -> list[Proof]:
    """What looking at every combination of every issue comes to on a day. Raises NotInForce."""
    return [prove(issue, policies.on(on)) for issue in get_args(Issue)]


def days_of_change(policies: Policies, since: date) -> list[date]:
    """The day, and every later one on which a clause begins or ends or one of the numbers changes."""
    clauses = policies.clauses.values()
    days = {day for clause in clauses for day in (clause.since, clause.until) if day}
    days |= {day for clause in clauses for dated in clause.values.values() for day in dated}
    days |= {day for setting in policies.shop.values() for day in setting.values}
    days |= {day for s in policies.shop.values() for dated in s.by_category.values() for day in dated}
    return [since, *sorted(day for day in days if day > since)]


def _on_a_day(in_force: InForce) -> Iterator[Unsound]:
    yield from _laws_that_ask_the_shop(in_force)
    try:
        for lower, higher in later_clocks(in_force):
            yield Unsound("later_clock", in_force.on, clauses=(lower.clause, higher.clause))
        for issue in get_args(Issue):
            yield from _of_issue(prove(issue, in_force), in_force)
    except NotInForce as missing:
        yield Unsound("no_number", in_force.on, needs=str(missing))


def _of_issue(proof: Proof, in_force: InForce) -> Iterator[Unsound]:
    """The gaps, and the clauses that nothing reaches, but for those that only a number of the shop leaves idle."""
    for gap in proof.gaps:
        yield Unsound(gap.kind, in_force.on, proof.issue, gap.clauses, gap.facts)
    for name in proof.dead:
        if not any(number.startswith(f"{SHOP}.") for number in in_force.clauses[name].numbers):
            yield Unsound("dead", in_force.on, proof.issue, (name,))


def _laws_that_ask_the_shop(in_force: InForce) -> Iterator[Unsound]:
    """A law's clause that hangs on a number the shop may set would let the shop move the law."""
    for clause in in_force.clauses.values():
        for name in _numbers(clause) if clause.authority == "law" else ():
            if name.startswith(f"{SHOP}."):
                yield Unsound("law_asks_shop", in_force.on, clauses=(clause.clause,), needs=name)


def _numbers(clause: Clause) -> tuple[str, ...]:
    return (*clause.numbers, *([clause.clock.hours] if clause.clock else []))
