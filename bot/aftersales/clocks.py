"""Which deadlines an event starts: rules.md group A and rulings R3, R8, R16, as clauses with a `clock`."""

from datetime import datetime, timedelta

from bot.aftersales.case import Clock
from bot.aftersales.clause import Event, Remedy
from bot.aftersales.in_force import InForce


def started_by(event: Event, remedy: Remedy | None, now: datetime, in_force: InForce) -> tuple[Clock, ...]:
    """The clocks that ``event`` starts for a case with this remedy, soonest first; hours count from ``now``."""
    found = []
    for clause in in_force.clauses.values():
        timer = clause.clock
        if timer is None or timer.starts != event or (timer.remedies and remedy not in timer.remedies):
            continue
        due = now + timedelta(hours=in_force.number(timer.hours, clause))
        found.append(Clock(clause.clause, clause.title, timer.who, timer.then, now, due))
    return tuple(sorted(found, key=lambda clock: clock.due_at))


def hours_from_shop(setting: str, now: datetime, in_force: InForce) -> datetime:
    """The moment that lies a shop setting's hours from ``now``."""
    return now + timedelta(hours=in_force.number(f"shop.{setting}"))
