"""One buyer in the shop's database: what of theirs is deleted, and how much stays under a pseudonym.

Every table of the shop stands in one of the lists below or in that of `renaming`; a test finds one that does not.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.aftersales.store import cases, clocks
from bot.assisting.store import drafts, proposals
from bot.audit.store import audit
from bot.forgetting.model import Found, Standing, StillOpen, pseudonym
from bot.forgetting.renaming.store import RENAMED, changes
from bot.forgetting.shredding.store import shredding
from bot.forgetting.talk_names import is_talk_of
from bot.handover.store import handovers
from bot.staff.store import agents, sessions
from bot.staff.words.store import shop_words
from bot.store import reading
from bot.talk.store import talks
from bot.web.desk.store import notes
from bot.web.pictures.store import uploads
from bot.web.store import conversations, messages

ERASED = (messages, uploads, talks, notes, drafts, conversations, handovers)
OF_A_CASE = (clocks,)
WITHOUT_BUYERS = (agents, sessions, shop_words, proposals)
BY = "command line"


class ForgettingStore:
    """The buyers of one shop as they are forgotten. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def found(self, buyer: str) -> Found:
        """What there is of a buyer."""
        with reading(self._engine) as connection:
            return _found(connection, buyer)

    def pictures(self, buyer: str) -> list[str]:
        """The pictures and videos that nobody but this buyer has sent."""
        with reading(self._engine) as connection:
            return _only_theirs(connection, buyer)

    def erase(
        self,
        buyer: str,
        now: datetime,
        remove: Callable[[Iterable[str]], int],
        elsewhere: Mapping[str, int],
        open_too: bool = False,
    ) -> Found:
        """Forget a buyer in one transaction and log it, with what was erased ``elsewhere``; what there was.

        ``remove`` takes files of pictures away while the rows that name them can still come back: what fails half-way
        can be done again. Raises StillOpen unless ``open_too``, and what ``remove`` raises.
        """
        with shredding(self._engine) as connection:
            # As every change of a talk does first, so that one of the two sees the other.
            connection.execute(sa.select(conversations).where(conversations.c.buyer_id == buyer).with_for_update())
            found = _found(connection, buyer)
            if found.standing and not open_too:
                raise StillOpen(found.standing)
            pictures, new_name = _only_theirs(connection, buyer), pseudonym()
            for change in changes(connection, buyer, new_name):
                change.carry_out(connection)
            for table, own in _owned(connection, buyer).items():
                connection.execute(table.delete().where(own))
            files = remove(pictures)
            found = msgspec.structs.replace(found, erased={**found.erased, **elsewhere, "files": files})
            log(connection, now, "forgotten", new_name, {**found.erased, **found.renamed})
        return found


def log(connection: Connection, at: datetime, what: str, about: str, counts: Mapping[str, int]) -> None:
    """Within a transaction: put what was erased, in numbers, into the log of the desk."""
    details = msgspec.json.encode(counts).decode()
    connection.execute(audit.insert().values(at=at, agent_id=BY, what=what, about=about, details=details))


def count(connection: Connection, table: Any, *wanted: Any) -> int:
    """Within a transaction: how many rows of a table are wanted."""
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table).where(*wanted)))


def _found(connection: Connection, buyer: str) -> Found:
    owned = _owned(connection, buyer)
    erased = {table.name: count(connection, table, own) for table, own in owned.items()}
    renamed = Counter(change.key.table.name for change in changes(connection, buyer, pseudonym()))
    still_open = sa.select(cases.c.case_no).where(cases.c.buyer_id == buyer, cases.c.status == "open")
    standing = Standing(
        tuple(connection.scalars(still_open.order_by(cases.c.case_no))),
        count(connection, handovers, owned[handovers], handovers.c.status != "closed"),
    )
    return Found(erased, {table.name: renamed[table.name] for table in RENAMED}, standing)


def _owned(connection: Connection, buyer: str) -> dict[Any, Any]:
    """By table, which rows are the buyer's own; a handover that names nobody goes by the name of its talk."""
    nameless = handovers.c.buyer_id.is_(None), handovers.c.talk_id.startswith(buyer, autoescape=True)
    talk_ids = connection.scalars(sa.select(handovers.c.talk_id).where(*nameless).distinct())
    theirs = handovers.c.talk_id.in_([each for each in talk_ids if is_talk_of(each, buyer)])
    own = {table: table.c.buyer_id == buyer for table in ERASED}
    return {**own, handovers: sa.or_(own[handovers], sa.and_(handovers.c.buyer_id.is_(None), theirs))}


def _only_theirs(connection: Connection, buyer: str) -> list[str]:
    mine, others = (
        sa.select(uploads.c.evidence_id).where(each)
        for each in (uploads.c.buyer_id == buyer, uploads.c.buyer_id != buyer)
    )
    return list(connection.scalars(mine.where(uploads.c.evidence_id.not_in(others)).distinct()))
