"""A report: what happened in the shop from one day to another. Days are those of Shanghai."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.clock import SHANGHAI, day
from bot.reports.model import Count, Day, Drafts, Handed, Raised, Report, Span
from bot.reports.numbers import counted, greatest, middle, percentile, share
from bot.reports.raising import raised
from bot.reports.store import ReportStore
from bot.texts import text

NINE_IN_TEN = 90
Talks = set[tuple[date, str]]


def report(store: ReportStore, since: date, until: date, now: datetime, reply_s: int) -> Report:
    """What happened from ``since`` to ``until``, both included, as far as is known ``now``.

    ``reply_s`` are the seconds within which a person is to reply. Messages left while nobody was there are no part of
    the times to a reply. Raises ValueError when ``until`` is before ``since``, StoreUnavailable.
    """
    if until < since:
        raise ValueError(f"a report until {until} cannot begin on {since}")
    span = days_from(since, until)
    handed = store.handed(span)
    issues = raised(store, span, handed)
    talks = {(day(at), buyer) for buyer, at in store.spoken(span)}
    buyers = {buyer for _, buyer in talks}
    waited = [(each.replied_at - each.opened_at).total_seconds() for each in _at_once(handed) if each.replied_at]
    kept, broken = _clocks(store, span, now)
    drafts, ratings = store.decided_drafts(span), store.ratings(span)
    return Report(
        since=since,
        until=until,
        days=_days(since, until, issues, talks, handed),
        by_goods=counted(each.product for each in issues if each.product),
        by_cause=counted(each.issue for each in issues),
        talks=len(buyers),
        solved_alone=share(len(buyers - {each.buyer for each in handed}), len(buyers)),
        first_reply_s=middle(waited),
        first_reply_p90_s=percentile(waited, NINE_IN_TEN),
        replies_in_time=_in_time(handed, now, timedelta(seconds=reply_s)),
        clocks_kept=kept,
        clocks_broken=broken,
        money=greatest(Count(text(f"remedy.{each.name}"), each.count, each.amount) for each in store.remedies(span)),
        drafts=_by_outcome(drafts),
        drafts_by_intent=_by_intent(drafts),
        stars=ratings.stars,
        rated=ratings.count,
    )


def days_from(since: date, until: date) -> Span:
    """From the midnight that begins ``since`` to the one that ends ``until``."""
    start, end = (datetime.combine(each, time.min, SHANGHAI) for each in (since, until + timedelta(days=1)))
    return Span(start, end)


def _days(since: date, until: date, issues: list[Raised], talks: Talks, handed: list[Handed]) -> list[Day]:
    by_day: dict[date, Counter[str]] = {}
    for each in issues:
        by_day.setdefault(day(each.at), Counter())[each.issue] += 1
    spoke = Counter(on for on, _ in talks)
    person = Counter(on for on, _ in talks & {(day(each.opened_at), each.buyer) for each in handed})
    dates = (since + timedelta(days=number) for number in range((until - since).days + 1))
    return [Day(on, dict(by_day.get(on, {})), spoke[on], person[on]) for on in dates]


def _at_once(handed: list[Handed]) -> Iterator[Handed]:
    """The talks in which a person was to reply at once, since somebody was there."""
    return (each for each in handed if not each.task)


def _in_time(handed: list[Handed], now: datetime, within: timedelta) -> float | None:
    """The share of first replies in time; one that is not late yet, or is no longer owed, is not counted."""
    owed = in_time = 0
    for each in _at_once(handed):
        due = each.opened_at + within
        if each.replied_at is not None or due < (each.closed_at or now):
            owed += 1
            in_time += each.replied_at is not None and each.replied_at <= due
    return share(in_time, owed)


def _clocks(store: ReportStore, span: Span, now: datetime) -> tuple[int, int]:
    """How many clocks the shop kept and broke; one that still runs is neither."""
    kept = broken = 0
    for due_at, met_at in store.clocks_of_shop(span):
        if met_at is not None and met_at <= due_at:
            kept += 1
        elif met_at is not None or now > due_at:
            broken += 1
    return kept, broken


def _by_outcome(drafts: list[Drafts]) -> list[Count]:
    by_outcome: Counter[str] = Counter()
    for each in drafts:
        by_outcome[each.outcome] += each.count
    return greatest(Count(outcome, count) for outcome, count in by_outcome.items())


def _by_intent(drafts: list[Drafts]) -> list[Count]:
    made, sent = Counter[str](), Counter[str]()
    for each in drafts:
        intent = each.intent or text("reports.no_intent")
        made[intent] += each.count
        sent[intent] += each.count if each.outcome == "sent" else 0
    return greatest(Count(intent, count, sent[intent]) for intent, count in made.items())
