"""What came of every message, counted in the shop's database and in Rasa's own record."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
import yaml

from bot.aftersales.store import cases
from bot.handover.store import handovers
from bot.settings import ROOT
from bot.store import Engine, reading
from bot.web.store import messages
from tests.kill.buyers import Buyer

CHANGING = re.compile(r"SH\d{10}|\d\d?:\d\d")
TROUBLE = ("utter_in_trouble", "utter_still_in_trouble")


class Counts(msgspec.Struct):
    """What is counted; only the first block may be anything but 0."""

    talks: int = 0
    sent: int = 0
    confirmed: int = 0
    broken_off: int = 0
    stored: int = 0
    answered_once: int = 0
    as_undisturbed: int = 0
    told_to_wait: int = 0
    told_of_trouble: int = 0
    cases: int = 0
    handed_over: int = 0

    lost: int = 0
    unanswered: int = 0
    answered_twice: int = 0
    heard_twice: int = 0
    out_of_order: int = 0
    not_as_rasa_said: int = 0
    shown_wrongly: int = 0
    cases_twice: int = 0
    handed_over_twice: int = 0
    cases_otherwise: int = 0

    def wrong(self) -> dict[str, int]:
        """Those that must be 0 and are not."""
        every = msgspec.structs.asdict(self)
        return {name: every[name] for name in list(every)[list(every).index("lost") :] if every[name]}


class Record:
    """Everything that was written about some buyers."""

    def __init__(self, engine: Engine, talks: Path, buyers: Sequence[Buyer]) -> None:
        self.buyers = {buyer.id: buyer for buyer in buyers}
        with reading(engine) as connection:
            rows = [row for row in connection.execute(sa.select(messages)) if row.buyer_id in self.buyers]
            self.cases = [row for row in connection.execute(sa.select(cases)) if row.buyer_id in self.buyers]
            found = connection.execute(sa.select(handovers)).all()
        self.handovers = [row for row in found if row.buyer_id in self.buyers]
        self.rows = sorted(rows, key=lambda row: (row.buyer_id, row.seq))
        self.said = {(row.buyer_id, row.client_id): row for row in self.rows if row.author == "buyer"}
        self.answers: dict[tuple[str, int], list[str]] = defaultdict(list)
        for row in self.rows:
            if row.author == "bot":
                self.answers[row.buyer_id, row.reply_to].append(row.text)
        self.heard = heard_by_rasa(talks)

    def answer(self, buyer: str, client_id: str) -> list[str]:
        """What was said to a message, without what changes from run to run."""
        row = self.said.get((buyer, client_id))
        found = self.answers[buyer, row.seq] if row else []
        return [self._plain(self.buyers[buyer], text) for text in found]

    def _plain(self, buyer: Buyer, text: str) -> str:
        for mine, written in buyer.order_nos.items():
            text = text.replace(mine, written)
        return CHANGING.sub("*", text)

    def case_facts(self, buyer: Buyer) -> list[tuple[Any, ...]]:
        """The cases of a buyer by what they are about."""
        mine = [row for row in self.cases if row.buyer_id == buyer.id]
        facts = ((buyer.order_nos[row.order_no], *(getattr(row, name) for name in FACTS)) for row in mine)
        return sorted(facts, key=str)


FACTS = ("line_no", "extra", "issue", "standing", "remedy", "amount", "status")


def heard_by_rasa(talks: Path) -> dict[tuple[str, str], list[list[str]]]:
    """For each message of each buyer what the bot said to it, once for each time that Rasa kept it."""
    engine = sa.create_engine(f"sqlite:///{talks}", future=True)
    found: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    current: dict[str, list[str]] = {}
    with engine.connect() as connection:
        for sender, data in connection.exec_driver_sql("SELECT sender_id, data FROM events ORDER BY id"):
            event = json.loads(data)
            if event["event"] == "user":
                current[sender] = []
                found[sender.rpartition("~")[0], event["metadata"].get("message_id")].append(current[sender])
            elif event["event"] == "bot":
                current[sender].append(event["text"])
    engine.dispose()
    return found


def count(record: Record, undisturbed: Record, reference: dict[str, Buyer]) -> Counts:
    """What came of everything that the buyers sent; ``reference`` has who held a talk undisturbed, by its name."""
    made = Counts(talks=len(record.buyers), cases=len(record.cases), handed_over=len(record.handovers))
    made.told_to_wait = sum(row.author == "notice" for row in record.rows)
    made.told_of_trouble = sum(row.text in trouble() for row in record.rows if row.author == "bot")
    for buyer in record.buyers.values():
        _count_talk(made, record, buyer)
        same = reference[buyer.talk.name]
        for mine, theirs in zip(buyer.ids, same.ids, strict=True):
            made.as_undisturbed += record.answer(buyer.id, mine) == undisturbed.answer(same.id, theirs)
        made.cases_otherwise += record.case_facts(buyer) != undisturbed.case_facts(same)
    open_cases = [row for row in record.cases if row.status == "open"]
    made.cases_twice = _doubles((row.order_no, row.line_no, row.extra, row.issue) for row in open_cases)
    made.handed_over_twice = _doubles(row.talk_id for row in record.handovers if row.status == "waiting")
    return made


def _count_talk(made: Counts, record: Record, buyer: Buyer) -> None:
    made.sent += len(buyer.ids)
    made.confirmed += buyer.posts
    made.broken_off += buyer.broken
    rows = [row for row in record.rows if row.buyer_id == buyer.id]
    made.shown_wrongly += buyer.shown != [row.seq for row in rows]
    replies = [row.reply_to for row in rows if row.author == "bot"]
    made.out_of_order += replies != sorted(replies) or any(r.author == "bot" and r.reply_to >= r.seq for r in rows)
    made.out_of_order += [row.client_id for row in rows if row.author == "buyer"] != buyer.ids
    for client_id in buyer.ids:
        kept = record.said.get((buyer.id, client_id))
        if kept is None:
            made.lost += 1
            continue
        _count_message(made, kept, record.answers[buyer.id, kept.seq], record.heard[buyer.id, client_id])


def _count_message(made: Counts, kept: Any, answer: list[str], heard: list[list[str]]) -> None:
    made.stored += 1
    made.unanswered += kept.state != "answered" or not answer
    made.heard_twice += len(heard) > 1
    once = heard[0] if heard else []
    twice = len(answer) > len(once)
    made.answered_twice += twice
    made.not_as_rasa_said += answer != once
    made.answered_once += kept.state == "answered" and bool(answer) and not twice


def _doubles(keys: Iterable[Any]) -> int:
    return sum(number - 1 for number in Counter(keys).values())


def trouble() -> set[str]:
    """Every phrasing of that something is wrong."""
    replies = yaml.safe_load((ROOT / "data" / "scripts" / "handover.yml").read_text(encoding="utf-8"))["responses"]
    return {each["text"] for name in TROUBLE for each in replies[name]}
