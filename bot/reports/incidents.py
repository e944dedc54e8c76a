"""Incidents: one product that gathers the same issue quickly, so that its buyers are told the same thing at once."""

import hashlib
from datetime import datetime, timedelta
from itertools import takewhile
from pathlib import Path

import msgspec

from bot.aftersales.clause import Issue
from bot.aftersales.loading_lines import Wrong, with_lines
from bot.aftersales.loading_shape import read
from bot.clock import day
from bot.reports.model import Incident, Raised, Span
from bot.reports.raising import raised
from bot.reports.store import ReportStore
from bot.texts import text

FILE = "incidents.yml"
ID_LENGTH = 16
NUMBERS = ("buyers", "minutes", "quiet_hours", "days_back")


class IncidentRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An incident is one of ``issues`` raised by so many ``buyers`` within so many ``minutes``.

    It is over when ``quiet_hours`` have passed without another; its beginning is looked for in the last ``days_back``.
    """

    buyers: int
    minutes: int
    quiet_hours: int
    days_back: int
    issues: tuple[Issue, ...]

    @property
    def within(self) -> timedelta:
        """How quickly it gathers."""
        return timedelta(minutes=self.minutes)

    @property
    def quiet(self) -> timedelta:
        """How long it lasts after its last issue."""
        return timedelta(hours=self.quiet_hours)


class BadIncidents(ValueError):
    """Rules that cannot be used; ``problems`` say where, what and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_incident_rules(path: Path) -> IncidentRules:
    """The rules of a file; raises BadIncidents."""
    problems: list[str] = []
    rules = read(path, IncidentRules, problems)
    if rules is not None:
        least = text("incidents.least")
        problems += with_lines(Wrong(path, key, least) for key in NUMBERS if getattr(rules, key) < 1)
    if rules is None or problems:
        raise BadIncidents(problems)
    return rules


def incident_rules_file(policies: Path, own: Path) -> Path:
    """The shop's own rules where its folder has some, else those that come along."""
    return own / FILE if (own / FILE).is_file() else policies / FILE


def incidents(store: ReportStore, rules: IncidentRules, now: datetime) -> list[Incident]:
    """What gathers now, the newest first. Raises StoreUnavailable."""
    span = Span(now - timedelta(days=rules.days_back), now + timedelta.resolution)
    together: dict[tuple[str, str], list[Raised]] = {}
    for each in raised(store, span, store.handed(span)):
        if each.product and each.issue in rules.issues:
            together.setdefault((each.product, each.issue), []).append(each)
    gathered = [gathering(each, rules, now) for each in together.values()]
    found = [_incident(each) for each in gathered if each]
    told = store.words_of([words_name(each.id) for each in found])
    replied = [msgspec.structs.replace(each, reply=told.get(words_name(each.id))) for each in found]
    return sorted(replied, key=lambda each: (each.since, each.id), reverse=True)


def words_name(incident: str) -> str:
    """The name under which the reply to the buyers of an incident is kept."""
    return f"incident.{incident}"


def gathering(same: list[Raised], rules: IncidentRules, now: datetime) -> list[Raised]:
    """What belongs to the incident that lasts now, of one product and issue, oldest first; empty when there is none."""
    lasting: list[Raised] = []
    for each in same:
        if lasting and each.at - lasting[-1].at > rules.quiet:
            lasting = []
        lasting.append(each)
    if not lasting or now - lasting[-1].at > rules.quiet:
        return []
    quickly = (number for number in range(len(lasting)) if _quick(lasting[number:], rules))
    first = next(quickly, None)
    return [] if first is None else lasting[first:]


def _quick(following: list[Raised], rules: IncidentRules) -> bool:
    """Whether enough buyers raised it soon after the first."""
    last = following[0].at + rules.within
    return len({each.buyer for each in takewhile(lambda each: each.at <= last, following)}) >= rules.buyers


def _incident(same: list[Raised]) -> Incident:
    first = same[0]
    product, issue = first.product or "", first.issue
    name = "\n".join((product, issue, day(first.at).isoformat()))
    return Incident(
        id=hashlib.sha256(name.encode()).hexdigest()[:ID_LENGTH],
        product=product,
        issue=issue,
        buyers=len({each.buyer for each in same}),
        since=first.at,
        orders=list(dict.fromkeys(each.order_no for each in same if each.order_no)),
        reply=None,
    )
