"""Things that happen in a shop, written straight into its tables, as briefly as a test wants them."""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.aftersales.store import cases, clocks
from bot.assisting.store import drafts
from bot.clock import SHANGHAI
from bot.handover.record import Brief, Handover
from bot.handover.store import HandoverStore, handovers
from bot.orders import Line, Order, Stage
from bot.orders.store import OrderStore
from bot.store import writing
from bot.web.store import conversations, messages


def at(day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    """A moment of June in Shanghai."""
    return datetime(2026, 6, day, hour, minute, second, tzinfo=SHANGHAI)


class Happening:
    """What happens in one shop. Numbers that nobody cares for count up."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._count = 0

    def order(self, order_no: str, buyer: str, *titles: str) -> None:
        lines = tuple(Line(line_no=number, title=title) for number, title in enumerate(titles, 1))
        bought = Order(order_no=order_no, buyer_id=buyer, stage=Stage.SIGNED, placed_at=at(1), lines=lines)
        OrderStore(self._engine).save([bought], "local")

    def case(self, buyer: str, order_no: str, issue: str, opened: datetime, **more: Any) -> str:
        case_no = f"SH{self._next():04d}"
        usual = {"line_no": 1, "extra": "", "standing": "granted", "remedy": "reship", "amount": None, "status": "open"}
        kept = {"freight": "merchant", "talk_id": "t", "verdict": "{}", "claim": "{}", "opened_at": opened}
        own = {"case_no": case_no, "buyer_id": buyer, "order_no": order_no, "issue": issue}
        self._write(cases, **{**usual, **kept, **own, **more})
        return case_no

    def clock(self, case_no: str, due: datetime, met: datetime | None = None, who: str = "shop") -> None:
        kept = {"title": "补发", "then": "", "started_at": at(1), "clause": f"clock{self._next()}"}
        self._write(clocks, case_no=case_no, who=who, due_at=due, met_at=met, **kept)

    def handed(self, buyer: str | None, opened: datetime, brief: Brief | None = None, **more: Any) -> None:
        talk = f"{buyer or 'nobody'}~{self._next()}"
        made, _ = HandoverStore(self._engine).open(Handover(talk, buyer, "asked", brief or Brief(), opened, opened))
        with writing(self._engine) as connection:
            if more:
                connection.execute(handovers.update().where(handovers.c.number == made.number).values(**more))

    def said(self, buyer: str, when: datetime, author: str = "buyer") -> None:
        number = self._next()
        own = {"buyer_id": buyer, "seq": number, "client_id": f"m{number}", "author": author, "at": when}
        self._write(messages, text="在吗", payload="{}", **own)

    def draft(self, outcome: str | None, intent: str | None, when: datetime) -> None:
        own = {"buyer_id": "lin", "reply_to": self._next(), "text": "亲亲", "at": when}
        self._write(drafts, outcome=outcome, intent=intent, **own)

    def rated(self, buyer: str, stars: int, when: datetime) -> None:
        talk = {"session": 1, "in_session": 0, "last_seq": 0, "version": 0}
        self._write(conversations, buyer_id=buyer, stars=stars, rated_at=when, **talk)

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _write(self, table: sa.Table, **row: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(table.insert().values(**row))


def brief(issue: str, order_no: str | None = None, line_no: int | None = None, **more: Any) -> Brief:
    return msgspec.structs.replace(Brief(issue=issue, order_no=order_no, line_no=line_no), **more)
