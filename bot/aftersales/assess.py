"""Facts ▸ clauses ▸ verdict. Pure: the same situation under the same policies gives the same verdict."""

from collections.abc import Callable, Iterator

from bot.aftersales.clause import Clause, Freight, Gives, Rung, When, holds
from bot.aftersales.facts import FACTS, UNKNOWN, Facts
from bot.aftersales.policies import Policies
from bot.aftersales.verdict import Cited, Offer, Situation, Verdict


class NoVerdict(LookupError):
    """No clause, or more than one, decides a situation; names the clauses and the facts. `check` proves it away."""


Applying = tuple[Clause, Gives]


def assess(situation: Situation, policies: Policies) -> Verdict:
    """The verdict on a situation; raises NoVerdict unless exactly one clause decides it."""
    clause, gives = decides(situation, policies)
    floor = [law for law in _in_force(situation, policies) if law.entitles and _holds(law, situation, policies)]
    offers = tuple(_offers(clause, gives, floor, situation, policies))
    asks = tuple(ask for ask in gives.asks if situation.facts[ask] == UNKNOWN)
    rests_on = [clause, *floor]
    return Verdict(
        outcome=gives.outcome,
        issue=situation.issue,
        script=gives.script,
        on=situation.on,
        offers=offers,
        asks=asks,
        cites=tuple(cite(each) for each in rests_on),
        facts=_looked_at(rests_on, gives, situation.facts),
        weighing=situation.weighing,
        rest_to_person=gives.rest_to_person,
    )


def decides(situation: Situation, policies: Policies) -> Applying:
    """The one clause that gives a verdict here, and what it gives."""
    found = [
        (clause, clause.gives)
        for clause in _in_force(situation, policies)
        if clause.gives and _holds(clause, situation, policies)
    ]
    if len(found) != 1:
        names = ", ".join(clause.clause for clause, _ in found) or "none"
        raise NoVerdict(f"{situation.issue}: {names} of the clauses decide(s) {situation.facts}")
    return found[0]


def cite(clause: Clause) -> Cited:
    """How a verdict names a clause."""
    source = clause.reference[0].title if clause.reference else clause.title
    return Cited(clause.clause, clause.title, clause.authority, source, clause.since, clause.checked_on)


def _in_force(situation: Situation, policies: Policies) -> Iterator[Clause]:
    for clause in policies.clauses.values():
        if situation.issue in clause.issues and clause.in_force(situation.on):
            yield clause


def _number(clause: Clause, situation: Situation, policies: Policies) -> Callable[[str], int]:
    return lambda name: policies.number(name, clause, situation.on)


def _holds(clause: Clause, situation: Situation, policies: Policies) -> bool:
    return holds(clause.when, situation.facts, _number(clause, situation, policies))


def _offers(
    clause: Clause, gives: Gives, floor: list[Clause], situation: Situation, policies: Policies
) -> Iterator[Offer]:
    """The ladder of the deciding clause, then what the law adds to it; only a ladder is added to."""
    seen = set()
    for rung in gives.remedies:
        if _open(rung, clause, situation, policies):
            seen.add(rung.remedy)
            yield _offer(rung, gives.freight, situation)
    if gives.outcome not in ("grant", "offer"):
        return
    for law in floor:
        for rung in law.entitles.remedies if law.entitles else ():
            if rung.remedy not in seen and _open(rung, law, situation, policies):
                seen.add(rung.remedy)
                yield _offer(rung, law.entitles.freight if law.entitles else "none", situation)


def _open(rung: Rung, clause: Clause, situation: Situation, policies: Policies) -> bool:
    return holds(When(all=rung.if_), situation.facts, _number(clause, situation, policies))


def _offer(rung: Rung, freight: Freight, situation: Situation) -> Offer:
    return Offer(
        remedy=rung.remedy,
        freight=rung.freight or freight,
        amount=situation.amounts.get(rung.amount),
        serves=rung.serves,
        step=situation.steps.get(rung.amount),
        on_request=rung.on_request,
    )


def _looked_at(clauses: list[Clause], gives: Gives, facts: Facts) -> Facts:
    names = {test.fact for clause in clauses for part in (clause.when.all, clause.when.any) for test in part}
    names |= {test.fact for clause in clauses for test in clause.when.none}
    entitled = (rung for clause in clauses if clause.entitles for rung in clause.entitles.remedies)
    names |= {test.fact for rung in (*gives.remedies, *entitled) for test in rung.if_}
    return {name: facts[name] for name in FACTS if name in names}
