"""Which deadlines an event starts: group A of the catalogue and rulings R3, R8, R16, as clauses with a `clock`."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.aftersales.case import Case, Clock
from bot.aftersales.clause import Clause, Event, Issue, Remedy
from bot.aftersales.in_force import InForce
from bot.aftersales.standing import Standing, way_of
from bot.texts import text


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


def as_the_platform_says(case: Case, standing: Standing, in_force: InForce) -> tuple[Clock, ...]:
    """The clocks of a case; the platform's own deadline for the same kind of request beats the one we reckoned."""
    if not standing.from_feed or standing.due_at is None or standing.way != way_of(case.draft.remedy):
        return case.clocks
    theirs = {clause.clause for clause in in_force.clauses.values() if _runs_while(clause, standing)}
    said = [replace(c, due_at=standing.due_at) if c.clause in theirs and c.met_at is None else c for c in case.clocks]
    return tuple(sorted(said, key=lambda clock: clock.due_at))


def of_request(standing: Standing, in_force: InForce) -> Clock | None:
    """The clock that runs on a request on the platform: its own deadline, else reckoned from when it was put in.

    What happens when it runs out is told only where a clause says so for that kind of request.
    """
    clause = next((clause for clause in in_force.clauses.values() if _runs_while(clause, standing)), None)
    timer = clause.clock if clause else None
    due = standing.due_at
    if timer and clause and due is None and timer.starts == "applied" and standing.since:
        due = standing.since + timedelta(hours=in_force.number(timer.hours, clause))
    if due is None:
        return None
    start = standing.since or due
    if timer and clause:
        return Clock(clause.clause, clause.title, timer.who, timer.then, start, due)
    words = text("platform_deadline.title"), text("platform_deadline.then")
    return Clock("platform", words[0], "shop", words[1], start, due)


def _runs_while(clause: Clause, standing: Standing) -> bool:
    timer = clause.clock
    return timer is not None and timer.request == standing.progress and standing.way in timer.remedies


def hours_from_shop(setting: str, now: datetime, in_force: InForce) -> datetime:
    """The moment that lies a shop setting's hours from ``now``."""
    return now + timedelta(hours=in_force.number(f"shop.{setting}"))
