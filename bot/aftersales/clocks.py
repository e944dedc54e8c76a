"""Which deadlines an event starts: rules.md group A and rulings R3, R8, R16, as clauses with a `clock`."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.aftersales.case import Clock
from bot.aftersales.clause import Clause, Event, Issue, Remedy
from bot.aftersales.in_force import InForce
from bot.aftersales.standing import Standing


def started_by(
    event: Event, issue: Issue, remedy: Remedy | None, now: datetime, in_force: InForce
) -> tuple[Clock, ...]:
    """The clocks that ``event`` starts for a case of this issue and remedy, soonest first; hours count from ``now``."""
    found = []
    for clause in in_force.clauses.values():
        timer = clause.clock
        if timer is None or timer.starts != event:
            continue
        if (timer.remedies and remedy not in timer.remedies) or (clause.issues and issue not in clause.issues):
            continue
        due = now + timedelta(hours=in_force.number(timer.hours, clause))
        found.append(Clock(clause.clause, clause.title, timer.who, timer.then, now, due))
    return tuple(sorted(found, key=lambda clock: clock.due_at))


def as_the_platform_says(clocks: Sequence[Clock], standing: Standing, in_force: InForce) -> tuple[Clock, ...]:
    """The clocks of a case; the platform's own deadline, where the feed gives it, beats the one we reckoned."""
    if not standing.from_feed or standing.due_at is None:
        return tuple(clocks)
    theirs = {clause.clause for clause in in_force.clauses.values() if _runs_while(clause, standing)}
    said = (replace(c, due_at=standing.due_at) if c.clause in theirs and c.met_at is None else c for c in clocks)
    return tuple(sorted(said, key=lambda clock: clock.due_at))


def of_request(standing: Standing, in_force: InForce) -> Clock | None:
    """The clock that runs on a request on the platform: its own deadline, else reckoned from when it was put in."""
    for clause in in_force.clauses.values():
        timer = clause.clock
        if timer is None or not _runs_while(clause, standing):
            continue
        reckoned = timer.starts == "applied" and standing.way in timer.remedies and standing.since is not None
        start = standing.since or standing.due_at
        due = standing.due_at
        if due is None and reckoned and start:
            due = start + timedelta(hours=in_force.number(timer.hours, clause))
        return Clock(clause.clause, clause.title, timer.who, timer.then, start, due) if start and due else None
    return None


def _runs_while(clause: Clause, standing: Standing) -> bool:
    return clause.clock is not None and clause.clock.request == standing.progress


def hours_from_shop(setting: str, now: datetime, in_force: InForce) -> datetime:
    """The moment that lies a shop setting's hours from ``now``."""
    return now + timedelta(hours=in_force.number(f"shop.{setting}"))
