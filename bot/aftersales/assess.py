"""Facts ▸ clauses ▸ verdict. Pure: the same situation under what is in force on a day gives the same verdict."""

from collections.abc import Iterator

from bot.aftersales.clause import Freight, Gives, Remedy
from bot.aftersales.facts import FACTS, UNKNOWN, Facts
from bot.aftersales.in_force import Applying, InForce
from bot.aftersales.verdict import Offer, Situation, Verdict

WAITS = "shop.waits_for_person"
LADDERS = ("grant", "offer")


class NoVerdict(LookupError):
    """No clause, or more than one, decides a situation; names the clauses and the facts. `check` proves it away."""


def assess(situation: Situation, in_force: InForce) -> Verdict:
    """The verdict on a situation. Raises NoVerdict when not exactly one clause decides it."""
    facts = situation.facts
    decides = deciding(situation, in_force)
    gives = decides.clause.gives
    if gives is None:
        raise NoVerdict(f"{decides.clause.clause}: gives nothing")
    floor = tuple(law for law in in_force.entitling(situation.issue) if law.condition.holds(facts))
    rests_on = (decides, *floor)
    return Verdict(
        outcome=gives.outcome,
        issue=situation.issue,
        script=gives.script,
        on=in_force.on,
        offers=tuple(_offers(decides, gives, floor, situation, in_force)),
        asks=tuple(ask for ask in gives.asks if facts[ask] == UNKNOWN),
        cites=tuple(each.cited for each in rests_on),
        facts=_looked_at(rests_on, facts),
        weighing=situation.weighing,
        rest_to_person=gives.rest_to_person,
        says=decides.says,
    )


def deciding(situation: Situation, in_force: InForce) -> Applying:
    """The one clause that gives the verdict: of those that hold, the one of the lowest authority, which is kinder."""
    facts = situation.facts
    for rank in in_force.deciding(situation.issue, facts["stage"]):
        found = [each for each in rank if each.condition.holds(facts)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    names = ", ".join(each.clause.clause for each in found) or "none"
    raise NoVerdict(f"{situation.issue}: {names} of the clauses decide(s) {facts}")


def _offers(
    decides: Applying, gives: Gives, floor: tuple[Applying, ...], situation: Situation, in_force: InForce
) -> Iterator[Offer]:
    """The ladder of the deciding clause, then what the law adds to it; only a ladder is added to."""
    seen: set[Remedy] = set()
    yield from _open(decides, gives.freight, situation, in_force, seen)
    if gives.outcome in LADDERS:
        for law in floor:
            if law.clause.entitles:
                yield from _open(law, law.clause.entitles.freight, situation, in_force, seen)


def _open(
    applying: Applying, freight: Freight, situation: Situation, in_force: InForce, seen: set[Remedy]
) -> Iterator[Offer]:
    """The rungs of a clause that are open, but for remedies seen already on an earlier clause."""
    before = set(seen)
    for rung, condition in applying.rungs:
        if rung.remedy in before or not condition.holds(situation.facts):
            continue
        seen.add(rung.remedy)
        yield Offer(
            remedy=rung.remedy,
            freight=rung.freight or freight,
            amount=situation.amounts.get(rung.amount),
            serves=rung.serves,
            step=situation.steps.get(rung.amount),
            on_request=rung.on_request,
            waits=rung.remedy in in_force.words(WAITS),
        )


def _looked_at(applying: tuple[Applying, ...], facts: Facts) -> Facts:
    if len(applying) == 1:
        return {name: facts[name] for name in applying[0].asks_about}
    names = frozenset().union(*(each.asks_about for each in applying))
    return {name: facts[name] for name in FACTS if name in names}
