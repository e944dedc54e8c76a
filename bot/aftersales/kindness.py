"""Which of two clauses is kinder to the buyer: a lower authority may only give more (DESIGN: law > platform > shop)."""

from collections.abc import Iterator

from bot.aftersales.clause import Basis, Clause, Freight, Gives, Outcome, Rung
from bot.aftersales.in_force import AUTHORITIES, InForce

STANDING: dict[Outcome, int] = {"refuse": 0, "inform": 1, "need": 2, "review": 3, "offer": 4, "grant": 4}
FREIGHT: dict[Freight, int] = {"buyer": 0, "unspecified": 1, "none": 2, "merchant": 2}
BASIS: dict[Basis, int] = {"nothing": 0, "compensation": 1, "pieces": 2, "line": 3}
SETTLES = ("grant", "offer")
AGAINST_THE_LAW = ("refuse", "inform")


def is_kinder(lower: Clause, higher: Clause) -> bool:
    """Whether what ``lower`` gives is at least what ``higher`` gives, wherever both hold.

    Outcomes rank refuse < inform < need < review < grant. Of two questions the one that asks nothing more is as kind;
    of two ladders the one that answers every wish the other answers, with no dearer freight, no smaller sum and under
    no further condition. What a ladder may leave to the shop (how a wish is met otherwise) is not compared.
    """
    ours, theirs = lower.gives, higher.gives
    if ours is None or theirs is None or STANDING[ours.outcome] != STANDING[theirs.outcome]:
        return ours is None or theirs is None or STANDING[ours.outcome] > STANDING[theirs.outcome]
    if ours.outcome == "need":
        return set(ours.asks) <= set(theirs.asks)
    if ours.outcome in SETTLES:
        return all(_answered(rung, theirs.freight, ours) for rung in theirs.remedies)
    return True


def robs(clause: Clause) -> bool:
    """Whether a clause leaves a buyer empty-handed: it may not hold where a law entitles them to something."""
    return clause.gives is not None and clause.gives.outcome in AGAINST_THE_LAW


def keeps_the_floor(clause: Clause, law: Clause) -> bool:
    """Whether a ladder leaves what a law entitles to: a remedy it offers itself takes the place of the law's."""
    ours, floor = clause.gives, law.entitles
    if ours is None or floor is None or ours.outcome not in SETTLES:
        return True
    offered = {rung.remedy for rung in ours.remedies}
    return all(_answered(rung, floor.freight, ours) for rung in floor.remedies if rung.remedy in offered)


def later_clocks(in_force: InForce) -> Iterator[tuple[Clause, Clause]]:
    """Clocks by which the shop has longer, or the buyer less long, than by a higher authority's; both clauses."""
    clocks = [clause for clause in in_force.clauses.values() if clause.clock]
    for lower in clocks:
        for higher in clocks:
            if _outranks(higher, lower) and _same_matter(lower, higher) and _worse(lower, higher, in_force):
                yield lower, higher


def _answered(rung: Rung, freight: Freight, ours: Gives) -> bool:
    wishes = rung.serves or (None,)
    return all(any(_as_good(mine, ours.freight, rung, freight, wish) for mine in ours.remedies) for wish in wishes)


def _as_good(mine: Rung, my_freight: Freight, theirs: Rung, their_freight: Freight, wish: str | None) -> bool:
    serves = mine.remedy == theirs.remedy if wish is None else wish in mine.serves
    return (
        serves
        and FREIGHT[mine.freight or my_freight] >= FREIGHT[theirs.freight or their_freight]
        and BASIS[mine.amount] >= BASIS[theirs.amount]
        and set(mine.if_) <= set(theirs.if_)
        and (theirs.on_request or not mine.on_request)
    )


def _outranks(higher: Clause, lower: Clause) -> bool:
    return AUTHORITIES.index(higher.authority) < AUTHORITIES.index(lower.authority)


def _same_matter(lower: Clause, higher: Clause) -> bool:
    one, other = lower.clock, higher.clock
    if one is None or other is None or (one.starts, one.who) != (other.starts, other.who):
        return False
    return not one.remedies or not other.remedies or bool(set(one.remedies) & set(other.remedies))


def _worse(lower: Clause, higher: Clause, in_force: InForce) -> bool:
    if lower.clock is None or higher.clock is None:
        return False
    ours, theirs = in_force.number(lower.clock.hours, lower), in_force.number(higher.clock.hours, higher)
    return ours > theirs if lower.clock.who == "shop" else ours < theirs
