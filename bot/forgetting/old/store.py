"""What is older than a shop keeps it, in its database. Whoever has something that is not finished is left alone."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.aftersales.store import cases
from bot.assisting.store import drafts
from bot.audit.store import audit
from bot.forgetting.retention import Days, Retention
from bot.forgetting.shredding.store import shredding
from bot.forgetting.store import count, log
from bot.handover.store import handovers
from bot.store import reading
from bot.talk.store import talks
from bot.web.desk.store import notes
from bot.web.pictures.store import uploads
from bot.web.store import conversations, messages

AGEING = (messages, conversations, talks, notes, drafts, uploads, handovers, audit)
OPEN = ("waiting", "taken")
Remove = Callable[[Iterable[str]], int]


class OldStore:
    """What has been kept for long enough in one shop. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine, retention: Retention) -> None:
        self._engine = engine
        self._retention = retention

    def found(self, now: datetime) -> dict[str, int]:
        """How many rows are too old, by table."""
        with reading(self._engine) as connection:
            return _counts(connection, self._too_old(now))

    def pictures(self, now: datetime) -> list[str]:
        """The pictures and videos that are known by too old rows only."""
        with reading(self._engine) as connection:
            return _forgotten(connection, self._too_old(now)[uploads])

    def busy(self) -> frozenset[str]:
        """Buyers and talks of which something is not finished."""
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(_busy()))

    def erase(self, now: datetime, remove: Remove, elsewhere: Mapping[str, int]) -> dict[str, int]:
        """Delete it in one transaction and log it, with what was erased ``elsewhere``; how much, by table.

        Where there is nothing, nothing is logged. Raises what ``remove``, which takes files of pictures away, raises.
        """
        too_old = self._too_old(now)
        with shredding(self._engine) as connection:
            counts = {**_counts(connection, too_old), **elsewhere}
            pictures = _forgotten(connection, too_old[uploads])
            for table, wanted in too_old.items():
                connection.execute(table.delete().where(wanted))
            counts["files"] = remove(pictures)
            if any(counts.values()):
                log(connection, now, "forgotten_old", "", counts)
        return counts

    def _too_old(self, now: datetime) -> dict[Any, Any]:
        """By table, which rows are too old; a conversation goes when nothing that was said in it stays."""
        days, sensitive = self._retention.days, audit.c.what.in_(self._retention.sensitive)
        since = {name: now - timedelta(days=getattr(days, name)) for name in Days.__struct_fields__}
        return {
            conversations: sa.and_(_quiet(conversations), *_over(since["talks"])),
            **{each: sa.and_(_quiet(each), each.c.at < since["talks"]) for each in (notes, drafts)},
            messages: sa.and_(_quiet(messages), messages.c.at < since["talks"]),
            talks: sa.and_(_quiet(talks), talks.c.kept_at < since["talks"]),
            uploads: sa.and_(_quiet(uploads), uploads.c.at < since["pictures"]),
            handovers: sa.and_(*_closed_before(since["handovers"])),
            audit: sa.and_(
                audit.c.about.not_in(_busy()),
                audit.c.about.not_in(_open_cases()),
                sa.or_(
                    audit.c.at < since["sensitive_audit"],
                    sa.and_(~sensitive, audit.c.at < since["audit"]),
                ),
            ),
        }


def _quiet(table: Any) -> Any:
    return table.c.buyer_id.not_in(_busy())


def _over(since: datetime) -> tuple[Any, ...]:
    said_since = sa.exists().where(messages.c.buyer_id == conversations.c.buyer_id, messages.c.at >= since)
    return ~said_since, sa.or_(conversations.c.rated_at.is_(None), conversations.c.rated_at < since)


def _closed_before(since: datetime) -> tuple[Any, ...]:
    nobody_waits = sa.func.coalesce(handovers.c.buyer_id, handovers.c.talk_id).not_in(_busy())
    ended = sa.func.coalesce(handovers.c.closed_at, handovers.c.opened_at)
    return handovers.c.status == "closed", ended < since, nobody_waits


def _open_cases() -> Any:
    return sa.select(cases.c.case_no).where(cases.c.status == "open")


def _busy() -> Any:
    """Buyers, and talks, with an open case, a handover that is not closed, a person, or a message not yet answered."""
    open_case, not_closed = cases.c.status == "open", handovers.c.status.in_(OPEN)
    return sa.union(
        sa.select(cases.c.buyer_id).where(open_case),
        sa.select(cases.c.talk_id).where(open_case),
        sa.select(handovers.c.buyer_id).where(not_closed, handovers.c.buyer_id.is_not(None)),
        sa.select(handovers.c.talk_id).where(not_closed),
        sa.select(conversations.c.buyer_id).where(conversations.c.agent_id.is_not(None)),
        sa.select(messages.c.buyer_id).where(messages.c.state == "waiting"),
    )


def _counts(connection: Connection, too_old: Mapping[Any, Any]) -> dict[str, int]:
    return {table.name: count(connection, table, wanted) for table, wanted in too_old.items()}


def _forgotten(connection: Connection, too_old: Any) -> list[str]:
    staying = sa.select(uploads.c.evidence_id).where(~too_old)
    going = sa.select(uploads.c.evidence_id).where(too_old, uploads.c.evidence_id.not_in(staying))
    return list(connection.scalars(going.distinct()))
