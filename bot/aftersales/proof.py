"""Proves that the clauses are total: every combination of facts has exactly one verdict, and none falls below the law.

The fact space of an issue is the product of the facts its clauses ask about, without what cannot be: an order that was
not signed for has no days since signing. Two reductions, both sound: a number enters with its thresholds and one above
each, since clauses compare numbers with thresholds only; and facts are settled one after the other, so that what no
clause still asks about need not be settled at all. What is left to settle depends only on the stage and on which
clauses are still open and how, so that a state met again is not walked again.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import prod
from typing import Literal

import msgspec

from bot.aftersales.clause import Clause, Issue
from bot.aftersales.facts import FACTS, NEVER_DAYS, Facts, FactValue
from bot.aftersales.in_force import Applying, InForce
from bot.aftersales.kindness import is_kinder, keeps_the_floor, robs

Kind = Literal["none", "several", "less_kind", "below_law"]
State = tuple[tuple[int, bool], ...]
STAGE = "stage"


class Gap(msgspec.Struct, frozen=True):
    """What is wrong with a combination: nobody or several of one authority decide, or a lower clause gives less.

    ``facts`` are those that were settled; any other may have any value. ``clauses`` are the names concerned.
    """

    kind: Kind
    facts: Facts
    clauses: tuple[str, ...]


class Proof(msgspec.Struct, frozen=True):
    """What looking at all combinations came to.

    How many they are, how many different states were looked at, what is wrong, and which clauses never hold.
    """

    issue: Issue
    combinations: int
    states: int
    gaps: tuple[Gap, ...]
    dead: tuple[str, ...]


def prove(issue: Issue, in_force: InForce, most: int = 3) -> Proof:
    """Look at every combination of facts of an issue; at most ``most`` gaps are told."""
    walk = _Walk(issue, in_force)
    found = []
    for gap in walk.gaps():
        found.append(gap)
        if len(found) == most:
            break
    walk.look()
    dead = () if found else tuple(c.clause.clause for c in walk.deciding if c.clause.clause not in walk.reached)
    return Proof(issue, walk.combinations(), len(walk.clean), tuple(found), dead)


def spaces(applying: Sequence[Applying], in_force: InForce) -> dict[str, list[FactValue]]:
    """The values of every fact that the clauses' conditions can tell apart."""
    names = {name for each in applying for part in _parts(each) for name, _ in part}
    return {name: _space(name, [each.clause for each in applying], in_force) for name in FACTS if name in names}


def possible(name: str, stage: FactValue | None, values: list[FactValue]) -> list[FactValue]:
    """The values that a fact may have in a stage; None where no clause asks about the stage."""
    fact = FACTS[name]
    return values if stage is None or not fact.stages or stage in fact.stages else [fact.idle]


def _space(name: str, clauses: Sequence[Clause], in_force: InForce) -> list[FactValue]:
    fact = FACTS[name]
    if fact.kind == "flag":
        return [False, True]
    if fact.kind == "choice":
        return list(fact.values)
    tests = [(clause, test) for clause in clauses for test in clause.tests if test.fact == name]
    edges = {in_force.number(test.at_most or test.more_than or "", clause) for clause, test in tests}
    return [NEVER_DAYS, *sorted(edges | {edge + 1 for edge in edges})]


def _parts(applying: Applying) -> tuple[tuple[tuple[str, object], ...], ...]:
    condition = applying.condition
    return condition.all, condition.any, condition.none


class _Walk:
    """One walk over the combinations of an issue.

    A state is which clauses are open, and whether each still needs one of its ``any``; at a leaf those open hold.
    """

    def __init__(self, issue: Issue, in_force: InForce) -> None:
        self.deciding = [each for rank in in_force.deciding(issue) for each in rank]
        self.clauses = [*self.deciding, *in_force.entitling(issue)]
        self.spaces = spaces(self.clauses, in_force)
        self.names = list(self.spaces)
        self.clean: dict[tuple[State, int, FactValue | None], bool] = {}
        self.reached: set[str] = set()
        self._after = [[self._outcomes(each, name) for name in self.names] for each in self.clauses]
        self._last = [self._lasting(each) for each in self.clauses]

    def look(self) -> bool:
        """Whether every combination is well; notes which clauses hold somewhere."""
        return self._well(self._start(), 0, None)

    def combinations(self) -> int:
        """How many combinations of facts there are."""
        rest = [name for name in self.names if name != STAGE]
        stages = self.spaces.get(STAGE, [None])
        return sum(prod(len(possible(name, stage, self.spaces[name])) for name in rest) for stage in stages)

    def gaps(self) -> Iterator[Gap]:
        """Every combination that is not well, by the facts that make it so."""
        yield from self._gaps(self._start(), 0, {})

    def _start(self) -> State:
        return tuple((number, bool(each.condition.any)) for number, each in enumerate(self.clauses))

    def _outcomes(self, applying: Applying, name: str) -> dict[FactValue, tuple[bool, bool]]:
        """For each value of a fact: whether the clause may still hold, and whether its ``any`` is met."""
        condition = applying.condition
        return {
            value: (
                all(true(value) for fact, true in condition.all if fact == name)
                and not any(true(value) for fact, true in condition.none if fact == name),
                any(true(value) for fact, true in condition.any if fact == name),
            )
            for value in self.spaces[name]
        }

    def _lasting(self, applying: Applying) -> tuple[int, int]:
        """The last places at which a fact of ``all`` or ``none``, and one of ``any``, is settled; -1 for nowhere."""
        condition = applying.condition
        firm = [self.names.index(name) for name, _ in (*condition.all, *condition.none)]
        loose = [self.names.index(name) for name, _ in condition.any]
        return max(firm, default=-1), max(loose, default=-1)

    def _asked(self, state: State, place: int) -> bool:
        return any(self._last[n][0] >= place or (lacks and self._last[n][1] >= place) for n, lacks in state)

    def _next(self, state: State, place: int, value: FactValue) -> State:
        after = []
        for number, lacks in state:
            may, met = self._after[number][place][value]
            still = lacks and not met
            if may and not (still and self._last[number][1] <= place):
                after.append((number, still))
        return tuple(after)

    def _well(self, state: State, place: int, stage: FactValue | None) -> bool:
        key = (state, place, stage)
        if key not in self.clean:
            if not self._asked(state, place):
                self.clean[key] = self._wrong(state) is None
            else:
                name = self.names[place]
                self.clean[key] = all(
                    self._well(self._next(state, place, value), place + 1, value if name == STAGE else stage)
                    for value in possible(name, stage, self.spaces[name])
                )
        return self.clean[key]

    def _gaps(self, state: State, place: int, settled: Facts) -> Iterator[Gap]:
        stage = settled.get(STAGE)
        if self._well(state, place, stage):
            return
        if not self._asked(state, place):
            wrong = self._wrong(state)
            if wrong:
                yield Gap(wrong[0], settled, wrong[1])
            return
        name = self.names[place]
        for value in possible(name, stage, self.spaces[name]):
            yield from self._gaps(self._next(state, place, value), place + 1, {**settled, name: value})

    def _wrong(self, state: State) -> tuple[Kind, tuple[str, ...]] | None:
        """What is wrong where these clauses hold; that they do is noted."""
        hold = [self.clauses[number].clause for number, _ in state]
        self.reached.update(clause.clause for clause in hold)
        giving = [clause for clause in hold if clause.gives]
        if not giving:
            return "none", ()
        for one, other in pairwise(giving):
            if one.authority == other.authority:
                return "several", (one.clause, other.clause)
            if not is_kinder(one, other):
                return "less_kind", (one.clause, other.clause)
        entitling = [clause for clause in hold if clause.entitles]
        for law in entitling:
            if robs(giving[0]) or not keeps_the_floor(giving[0], law):
                return "below_law", (giving[0].clause, law.clause)
        return None
