"""The queue: which talks want a person, the one whose clock breaks first on top."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from bot.aftersales.case import Case
from bot.clock import SHANGHAI
from bot.handover.escalation import RANKS, Row
from bot.handover.record import Brief, Handover
from bot.reports.incidents import incidents
from bot.service import Service
from bot.talk.hours import closed_until
from bot.talk.wording import service_times
from bot.telling.handovers import reason_name
from bot.texts import text
from bot.web.desk.access import Call, Way
from bot.web.desk.store import Seat
from bot.web.desk.wire.queue import Clock, ClockKind, Queue, View
from bot.web.desk.wire.queue import Row as Shown

MOST_LATEST = 200
MOST_WORDS = 80
LAST = datetime.max.replace(tzinfo=SHANGHAI)
VIEWS: tuple[View, ...] = ("waiting", "mine", "others", "tasks", "all")


class Clocks:
    """The deadlines that run on talks, by the shop's rules, at one moment."""

    def __init__(self, service: Service, now: datetime) -> None:
        self._shop = service.shop
        self._reply = timedelta(seconds=service.files.desk().reply_seconds)
        self._now = now

    def first(self, seat: Seat | None, standing: Handover | None, cases: Iterable[Case]) -> Clock | None:
        """The one that breaks first, or None."""
        running = [*self._of_talk(seat, standing), *self._of_cases(cases)]
        return min(running, key=lambda clock: clock.due, default=None)

    def _of_talk(self, seat: Seat | None, standing: Handover | None) -> Iterator[Clock]:
        since = seat.unanswered_since if seat and seat.agent_id else None
        if standing and standing.status == "waiting":
            since = standing.opened_at
            yield self.clock("review", text("desk.clock.review"), since, standing.due_at)
        if since and not (standing and standing.task):
            begins = self._staffed(since)
            yield self.clock("reply", text("desk.clock.reply"), begins, begins + self._reply)

    def _of_cases(self, cases: Iterable[Case]) -> Iterator[Clock]:
        for case in cases:
            for clock in case.clocks:
                if clock.met_at is None and clock.who == "shop":
                    yield self.clock("case", clock.title, clock.started_at, clock.due_at)

    def _staffed(self, moment: datetime) -> datetime:
        """The moment itself, or when people are there again after it."""
        return closed_until(moment, service_times(self._shop, moment)) or moment

    def clock(self, kind: ClockKind, title: str, since: datetime, due: datetime) -> Clock:
        """A deadline as it stands at this moment."""
        return Clock(kind, title, due, due < self._now, since)


def queue(call: Call) -> Queue:
    """The talks of a view; how many each view holds."""
    view = _view(call.query.get("view"))
    rows = rows_of(call, everything=view == "all")
    counts = {each: sum(_belongs(row, each, call.me.id) for row in rows) for each in VIEWS}
    shown = sorted((row for row in rows if _belongs(row, view, call.me.id)), key=_urgency)
    now = call.service.shop.clock.now()
    return Queue(shown, counts, incidents(call.service.reports, call.service.files.incidents(), now), now)


def _view(given: str | None) -> View:
    return next((view for view in VIEWS if view == given), VIEWS[0])


def rows_of(call: Call, everything: bool = False) -> list[Shown]:
    """Every talk that wants a person or is with one; with ``everything`` also the latest of the bot's."""
    service, now = call.service, call.service.shop.clock.now()
    standing = {each.talk_id: each for each in service.shop.handovers.standing()}
    seats = {each.buyer_id: each for each in call.desk.seats(list(standing))}
    if everything:
        seats = {each.buyer_id: each for each in call.desk.latest(MOST_LATEST)} | seats
    buyers = list(dict.fromkeys([*standing, *seats]))
    cases = _by_buyer(service.shop.cases.of_buyers(buyers))
    names, rows, clocks = _names(service), service.files.table().rows, Clocks(service, now)
    return [
        _row(
            buyer,
            seats.get(buyer),
            standing.get(buyer),
            names,
            rows,
            clocks.first(seats.get(buyer), standing.get(buyer), cases.get(buyer, [])),
        )
        for buyer in buyers
    ]


def _row(
    buyer: str,
    seat: Seat | None,
    standing: Handover | None,
    names: dict[str, str],
    rows: dict[str, Row],
    clock: Clock | None,
) -> Shown:
    brief, agent = standing.brief if standing else Brief(), seat.agent_id if seat else None
    waits = bool(standing and standing.status == "waiting")
    return Shown(
        buyer_id=buyer,
        owner="agent" if agent else "queue" if waits else "bot",
        agent_id=agent,
        agent=names.get(agent) if agent else None,
        version=seat.version if seat else 0,
        number=standing.number if standing else None,
        reason=reason_name(standing, rows) if standing else None,
        priority=standing.priority if standing else "normal",
        task=bool(standing and standing.task),
        issue=brief.issue,
        item=brief.item,
        order_no=brief.order_no,
        amount=brief.amount,
        last_from=seat.author if seat else None,
        last_text=(seat.text or "" if seat else "\n".join(brief.said[-1:]))[:MOST_WORDS],
        last_at=seat.at if seat else standing.opened_at if standing else None,
        waits=bool(seat and seat.unanswered_since) or waits,
        clock=clock,
        chat=seat is not None,
    )


def _belongs(row: Shown, view: View, me: str) -> bool:
    of = {
        "waiting": row.owner == "queue" and not row.task,
        "tasks": row.owner == "queue" and row.task,
        "mine": row.agent_id == me,
        "others": row.agent_id not in (None, me),
        "all": True,
    }
    return of[view]


def _urgency(row: Shown) -> tuple[datetime, int, datetime]:
    return row.clock.due if row.clock else LAST, RANKS.index(row.priority), row.last_at or LAST


def _by_buyer(cases: Sequence[Case]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case.draft.buyer_id, []).append(case)
    return found


def _names(service: Service) -> dict[str, str]:
    return {each.id: each.name for each in service.staff.all()}


WAYS = (Way("GET", "/queue", queue),)
