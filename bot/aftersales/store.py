"""Cases in the database: written once, changed by events, never lost."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.aftersales.case import Case, Clock, Draft, Settled, Status
from bot.store import Moment, metadata, reading, writing

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("case_no", sa.Text, primary_key=True),
    sa.Column("buyer_id", sa.Text, nullable=False),
    sa.Column("order_no", sa.Text, nullable=False),
    sa.Column("line_no", sa.Integer, nullable=False),
    sa.Column("extra", sa.Text, nullable=False),
    sa.Column("issue", sa.Text, nullable=False),
    sa.Column("standing", sa.Text, nullable=False),
    sa.Column("remedy", sa.Text),
    sa.Column("amount", sa.Integer),
    sa.Column("freight", sa.Text, nullable=False),
    sa.Column("talk_id", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("claim", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("return_waybill", sa.Text),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
)

clocks = sa.Table(
    "clocks",
    metadata,
    sa.Column("case_no", sa.Text, sa.ForeignKey("cases.case_no"), primary_key=True),
    sa.Column("clause", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("then", sa.Text, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("met_at", Moment),
)

_DRAFT = tuple(field for field in Draft.__struct_fields__ if field not in ("verdict", "claim"))


class CaseStore:
    """The cases of one shop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, draft: Draft, running: Sequence[Clock], now: datetime) -> tuple[Case, bool]:
        """Write a case with its clocks; True when it is new, False with the open one for the same line and issue."""
        try:
            with writing(self._engine) as connection:
                standing = self._same(connection, draft)
                if standing:
                    return standing, False
                case_no = _next_number(connection, now)
                connection.execute(cases.insert().values(**_row(case_no, draft, now)))
                _start(connection, case_no, running)
        except sa.exc.IntegrityError:
            return self.open(draft, running, now)
        return Case(case_no, draft, "open", now, tuple(running)), True

    def get(self, case_no: str) -> Case | None:
        """The case of that number, or None."""
        return next(iter(self._find(cases.c.case_no == case_no)), None)

    def of_buyer(self, buyer_id: str, only_open: bool = True) -> list[Case]:
        """A buyer's cases, newest first."""
        wanted = [cases.c.buyer_id == buyer_id]
        return self._find(*wanted, *([cases.c.status == "open"] if only_open else []))

    def of_buyers(self, buyers: Sequence[str]) -> list[Case]:
        """The open cases of several buyers, newest first."""
        return self._find(cases.c.buyer_id.in_(buyers), cases.c.status == "open")

    def on(self, order_no: str, only_open: bool = True) -> list[Case]:
        """The cases of an order, newest first."""
        return self._find(cases.c.order_no == order_no, *([cases.c.status == "open"] if only_open else []))

    def all(self, only_open: bool = True) -> list[Case]:
        """Every case of the shop, newest first."""
        return self._find(*([cases.c.status == "open"] if only_open else []))

    def close(self, case_no: str, status: Status, now: datetime) -> bool:
        """End an open case and its clocks; False when there is no such open case."""
        open_case = sa.and_(cases.c.case_no == case_no, cases.c.status == "open")
        with writing(self._engine) as connection:
            closed = connection.execute(cases.update().where(open_case).values(status=status, closed_at=now))
            running = sa.and_(clocks.c.case_no == case_no, clocks.c.met_at.is_(None))
            if closed.rowcount:
                connection.execute(clocks.update().where(running).values(met_at=now))
            return bool(closed.rowcount)

    def proceed(self, case_no: str, met: Sequence[str], running: Sequence[Clock], now: datetime, waybill: str) -> None:
        """An event of a case: the named clocks are met, new ones run; a ``waybill`` of a return is kept."""
        with writing(self._engine) as connection:
            done = sa.and_(clocks.c.case_no == case_no, clocks.c.clause.in_(met), clocks.c.met_at.is_(None))
            connection.execute(clocks.update().where(done).values(met_at=now))
            if waybill:
                connection.execute(cases.update().where(cases.c.case_no == case_no).values(return_waybill=waybill))
            known = {row.clause for row in connection.execute(_clocks_of([case_no]))}
            _start(connection, case_no, [clock for clock in running if clock.clause not in known])

    def settle(self, settled: Settled, met: Sequence[str], running: Sequence[Clock], now: datetime) -> bool:
        """A person has granted what was under review, with its clocks; False when it is no longer under review."""
        waiting = sa.and_(cases.c.case_no == settled.case_no, cases.c.status == "open", cases.c.standing != "granted")
        granted = {"standing": "granted", **{n: getattr(settled, n) for n in ("remedy", "amount", "freight")}}
        with writing(self._engine) as connection:
            if not connection.execute(cases.update().where(waiting).values(**granted)).rowcount:
                return False
            of_case = clocks.c.case_no == settled.case_no
            done = sa.and_(of_case, clocks.c.clause.in_(met), clocks.c.met_at.is_(None))
            connection.execute(clocks.update().where(done).values(met_at=now))
            known = {row.clause for row in connection.execute(_clocks_of([settled.case_no]))}
            _start(connection, settled.case_no, [clock for clock in running if clock.clause not in known])
        return True

    def _same(self, connection: Connection, draft: Draft) -> Case | None:
        same = [getattr(cases.c, name) == getattr(draft, name) for name in ("order_no", "line_no", "extra", "issue")]
        found = _load(connection, [*same, cases.c.status == "open"])
        return found[0] if found else None

    def _find(self, *conditions: Any) -> list[Case]:
        with reading(self._engine) as connection:
            return _load(connection, conditions)


def _load(connection: Connection, conditions: Iterable[Any]) -> list[Case]:
    newest_first = (cases.c.opened_at.desc(), cases.c.case_no.desc())
    rows = connection.execute(sa.select(cases).where(*conditions).order_by(*newest_first)).all()
    running: dict[str, list[Clock]] = {row.case_no: [] for row in rows}
    for row in connection.execute(_clocks_of(list(running))):
        fields = {name: getattr(row, name) for name in Clock.__struct_fields__}
        running[row.case_no].append(Clock(**fields))
    return [_case(row, running[row.case_no]) for row in rows]


def _clocks_of(case_nos: list[str]) -> Any:
    return sa.select(clocks).where(clocks.c.case_no.in_(case_nos)).order_by(clocks.c.due_at)


def _case(row: Any, running: list[Clock]) -> Case:
    fields = {name: getattr(row, name) for name in _DRAFT}
    draft = Draft(**fields, verdict=msgspec.json.decode(row.verdict), claim=msgspec.json.decode(row.claim))
    return Case(row.case_no, draft, row.status, row.opened_at, tuple(running), row.closed_at, row.return_waybill)


def _row(case_no: str, draft: Draft, now: datetime) -> dict[str, Any]:
    fields = {name: getattr(draft, name) for name in _DRAFT}
    kept = {name: msgspec.json.encode(getattr(draft, name)).decode() for name in ("verdict", "claim")}
    return {**fields, **kept, "case_no": case_no, "status": "open", "opened_at": now}


def _next_number(connection: Connection, now: datetime) -> str:
    prefix = f"SH{now:%y%m%d}"
    newest = sa.select(sa.func.max(cases.c.case_no)).where(cases.c.case_no.like(f"{prefix}%"))
    last = connection.execute(newest).scalar()
    return f"{prefix}{int(last[len(prefix) :]) + 1 if last else 1:04d}"


def _start(connection: Connection, case_no: str, running: Sequence[Clock]) -> None:
    if running:
        fields = [{"case_no": case_no, **{n: getattr(c, n) for n in Clock.__struct_fields__}} for c in running]
        connection.execute(clocks.insert(), fields)
