"""Buyers of whom a shop has everything it can have, and all that it has, row by row."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.aftersales.case import Draft
from bot.aftersales.claim import Claim
from bot.aftersales.store import CaseStore
from bot.assisting.store import Drafted, write_draft
from bot.audit.store import AuditStore
from bot.clock import SHANGHAI
from bot.deciding.store import Decision, DecisionStore
from bot.evidence.keeping import sha256_of
from bot.forgetting.events.store import EventStore
from bot.forgetting.forgetting import Places
from bot.forgetting.pictures import FOLDER, Pictures
from bot.forgetting.spooled import SPOOL, Spooled
from bot.forgetting.talks_at import TalksAt
from bot.handover.record import Brief, Handover
from bot.handover.store import HandoverStore, handovers
from bot.orders import Line, Order, Stage
from bot.orders.store import OrderStore
from bot.store import metadata, open_engine, writing
from bot.talk.message import Talk
from bot.talk.store import Stored, TalkStore
from bot.web.desk.store import DeskStore
from bot.web.pictures.store import Upload, UploadStore
from bot.web.store import Said, WindowStore
from bot.web.wire import Evidence, Extras

THEN = datetime(2026, 6, 18, 12, tzinfo=SHANGHAI)
WORDS = "我家住在柳荫街"
EVENTS = (
    "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), type_name VARCHAR(255), "
    "timestamp DOUBLE PRECISION, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
)


class World:
    """A shop's database, Rasa's, and the shop's folder."""

    def __init__(self, engine: Engine, talks: str, var: Path) -> None:
        self.engine, self.talks, self.var = engine, open_engine(talks), var
        self.places = Places(engine, EventStore(TalksAt(url=talks)), Pictures(var), Spooled(var))
        self._count = 0
        with self.talks.begin() as connection:
            connection.exec_driver_sql(EVENTS)

    def lives(self, buyer: str, at: datetime = THEN, open_case: bool = False, waiting: bool = False) -> None:
        """A buyer who has bought, written, sent a picture, been helped by a person and got a case."""
        self.bought(buyer, at)
        self.said(buyer, at)
        self.sent(buyer, f"{buyer} 的照片".encode(), at)
        self.decided(buyer, at, open_case)
        self.handed(buyer, at, waiting)
        self.heard(f"{buyer}~1", buyer, at)
        self.spooled(buyer, buyer, at)
        self.logged(buyer, at)

    def bought(self, buyer: str, at: datetime) -> None:
        order = Order(order_of(buyer), buyer, Stage.SIGNED, at, (Line(1, "棉T恤", paid=5990),))
        OrderStore(self.engine).save([order], "local")

    def said(self, buyer: str, at: datetime, answered: bool = True) -> None:
        window = WindowStore(self.engine)
        kept, _ = window.accept(buyer, f"m-{self._next()}", WORDS, WORDS, Extras(), at)
        if answered:
            window.answered(kept, [Said("亲亲，收到~")], at)
        window.rate(buyer, 5, WORDS, at)
        talk = Talk(claim=Claim("少件", said=(WORDS,)))
        TalkStore(self.engine).keep(buyer, Stored(talk), at)
        DeskStore(self.engine).note(buyer, "xiaoya", f"她说{WORDS}", at)
        with writing(self.engine) as connection:
            write_draft(connection, Drafted(buyer, kept.seq, f"亲亲，{WORDS}收到了", at))

    def sent(self, buyer: str, content: bytes, at: datetime) -> str:
        """A picture and its small one, by their name."""
        name = sha256_of(content)
        folder = self.var / FOLDER / name[:2]
        folder.mkdir(parents=True, exist_ok=True)
        for ending in (".jpg", ".thumb.jpg"):
            (folder / (name + ending)).write_bytes(content)
        upload = Upload(Evidence(name, "picture", 8, 8, len(content)))
        UploadStore(self.engine).keep(buyer, f"u-{self._next()}", upload, at)
        return name

    def decided(self, buyer: str, at: datetime, still_open: bool = False) -> str:
        store = CaseStore(self.engine)
        claim = Claim("少件", order_of(buyer), 1, said=(WORDS,), links=("https://example.com/a.jpg",)).to_slot()
        draft = Draft(
            buyer, order_of(buyer), 1, "", "少件", "granted", "refund_only", 990, "merchant", buyer, {"on": "x"}, claim
        )
        case, _ = store.open(draft, (), at)
        details = {"finding": "holds", "note": f"看过了，{WORDS}"}
        DecisionStore(self.engine).add(Decision(case.case_no, "evidence", "xiaoya", details, None, at))
        AuditStore(self.engine).add(at, "xiaoya", "decided_evidence", case.case_no, **details)
        if not still_open:
            store.close(case.case_no, "done", at)
        return case.case_no

    def handed(self, buyer: str | None, at: datetime, waiting: bool = False, talk: str = "") -> None:
        brief = Brief(said=(WORDS,))
        made, _ = HandoverStore(self.engine).open(Handover(talk or buyer or "", buyer, "asked", brief, at, at))
        if not waiting:
            with writing(self.engine) as connection:
                closed = {"status": "closed", "closed_at": at, "result": "solved"}
                connection.execute(handovers.update().where(handovers.c.number == made.number).values(**closed))

    def heard(self, sender: str, buyer: str | None, at: datetime) -> None:
        """A message and its answer in Rasa's table, as Rasa writes them."""
        user = {"event": "user", "text": WORDS, "metadata": {"buyer_id": buyer} if buyer else {}}
        with self.talks.begin() as connection:
            for kind, data in (("user", user), ("bot", {"event": "bot", "text": "亲亲"})):
                row = {"i": self._next(), "s": sender, "k": kind, "t": at.timestamp(), "d": json.dumps(data)}
                insert = "INSERT INTO events (id, sender_id, type_name, timestamp, data) VALUES (:i, :s, :k, :t, :d)"
                connection.execute(sa.text(insert), row)

    def spooled(self, talk: str, buyer: str | None, at: datetime) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        line = msgspec.json.encode(Handover(talk, buyer, "trouble", Brief(said=(WORDS,)), at, at))
        with (self.var / SPOOL).open("ab") as file:
            file.write(line + b"\n")

    def logged(self, buyer: str, at: datetime) -> None:
        log = AuditStore(self.engine)
        log.add(at, "xiaoya", "talk_seen", buyer)
        log.add(at, "xiaoya", "searched", f"{buyer} 退款")
        log.add(at, "xiaoya", "overruled", buyer, why=WORDS, words="马上到")

    def everything(self) -> dict[str, list[str]]:
        """All rows of all tables, Rasa's too, and all files, by table or folder."""
        found = {}
        with self.engine.connect() as connection:
            for table in metadata.sorted_tables:
                found[table.name] = sorted(repr(tuple(row)) for row in connection.execute(sa.select(table)))
        with self.talks.connect() as connection:
            found["events"] = sorted(repr(tuple(row)) for row in connection.execute(sa.text("SELECT * FROM events")))
        files = [each for each in self.var.rglob("*") if each.is_file() and FOLDER in each.parts]
        found["files"] = sorted(f"{each.name} {each.read_bytes().decode()}" for each in files)
        spool = self.var / SPOOL
        found["spool"] = spool.read_text("utf-8").splitlines() if spool.is_file() else []
        return found

    def _next(self) -> int:
        self._count += 1
        return self._count


def order_of(buyer: str) -> str:
    """The number of what a buyer has bought; it does not give the buyer away."""
    return f"26{crc32(buyer.encode()):010d}"


def of(everything: Mapping[str, list[str]], buyer: str) -> dict[str, list[str]]:
    """What of it mentions a buyer."""
    return {name: [row for row in rows if buyer in row] for name, rows in everything.items()}


def sizes(counts: Mapping[str, Any]) -> dict[str, int]:
    """Those of the counts that are not nothing."""
    return {name: count for name, count in counts.items() if count}


def beside(more: Mapping[str, list[str]], less: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What there is more of; fails where anything of the less is not there letter for letter."""
    missing = {name: [row for row in rows if row not in more[name]] for name, rows in less.items()}
    assert sizes(missing) == {}
    return {name: [row for row in rows if row not in less[name]] for name, rows in more.items()}


def days_ago(days: float) -> datetime:
    return THEN - timedelta(days=days)
