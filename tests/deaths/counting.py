"""What became of every message, counted in the databases and not by what anybody says of it."""

import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from bot.store import open_engine

Row = Mapping[str, Any]
Heard = dict[str, list[list[tuple[str, str]]]]
TROUBLE = ("utter_in_trouble", "utter_still_in_trouble")


class Wrong(msgspec.Struct):
    """What must not happen, in messages, cases and handovers.

    ``lost`` were sent and are not stored, ``unanswered`` stored without an answer, ``twice`` answered again,
    ``heard_twice`` by Rasa, ``altered`` answered otherwise than Rasa did, ``disordered`` not in the order of sending.
    """

    lost: int = 0
    unanswered: int = 0
    twice: int = 0
    heard_twice: int = 0
    altered: int = 0
    disordered: int = 0
    cases_twice: int = 0
    handovers_twice: int = 0


class Count(msgspec.Struct):
    """How many messages were stored and answered once, how often the bot said it is in trouble, how many cases.

    ``untold`` are cases whose number the buyer never read, since a process died between writing and saying.
    """

    stored: int = 0
    answered_once: int = 0
    in_trouble: int = 0
    cases: int = 0
    untold: int = 0
    wrong: Wrong = msgspec.field(default_factory=Wrong)


def count(database: str, talks: Path, sent: Mapping[str, Sequence[str]]) -> Count:
    """Count what buyers sent, by buyer in the order of sending."""
    engine = open_engine(database)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM messages ORDER BY buyer_id, seq")).mappings().all()
        cases = connection.execute(sa.text("SELECT * FROM cases")).mappings().all()
        waiting = connection.execute(sa.text("SELECT talk_id FROM handovers WHERE status = 'waiting'")).scalars().all()
    engine.dispose()
    total, heard = Count(), _heard(talks)
    for buyer, names in sent.items():
        _one_buyer(total, names, [row for row in rows if row["buyer_id"] == buyer], heard)
    total.in_trouble = sum(name in TROUBLE for answers in heard.values() for each in answers for name, _ in each)
    total.cases = len(cases)
    said = "\n".join(row["text"] for row in rows if row["author"] == "bot")
    total.untold = sum(case["case_no"] not in said for case in cases)
    still_open = [case for case in cases if case["status"] == "open"]
    total.wrong.cases_twice = _twice(
        (each["order_no"], each["line_no"], each["extra"], each["issue"]) for each in still_open
    )
    total.wrong.handovers_twice = _twice(waiting)
    return total


def _one_buyer(total: Count, names: Sequence[str], rows: Sequence[Row], heard: Heard) -> None:
    stored = [row for row in rows if row["author"] == "buyer"]
    answers = [row for row in rows if row["author"] == "bot"]
    total.stored += len(stored)
    wrong = total.wrong
    wrong.lost += len(set(names) - {row["client_id"] for row in stored})
    wrong.disordered += _inversions([names.index(row["client_id"]) for row in stored])
    wrong.disordered += _inversions([row["reply_to"] for row in answers])
    for row in stored:
        mine = [each for each in answers if each["reply_to"] == row["seq"]]
        by_rasa = heard.get(row["client_id"], [])
        again = _answered_again(row, mine)
        wrong.unanswered += not mine or row["state"] != "answered"
        wrong.twice += again
        total.answered_once += bool(mine) and not again and row["state"] == "answered"
        wrong.heard_twice += len(by_rasa) > 1
        wrong.altered += _whole(each["text"] for each in mine) not in [
            _whole(text for _, text in each) for each in by_rasa
        ]


def _answered_again(message: Row, answers: Sequence[Row]) -> bool:
    """An answer is written as a whole, numbered from 1 without a gap; whatever comes beside that is another one."""
    numbers = [each["client_id"] for each in answers]
    seqs = [each["seq"] for each in answers]
    whole = [f"{message['seq']}.{number}" for number in range(1, len(answers) + 1)]
    return bool(answers) and (numbers != whole or seqs != [*range(seqs[0], seqs[0] + len(seqs))])


def _heard(talks: Path) -> Heard:
    """By message id, each time that Rasa heard it: what it answered, as names of replies and texts."""
    heard: Heard = {}
    current: dict[str, list[tuple[str, str]]] = {}
    with sqlite3.connect(talks) as connection:
        found = connection.execute("SELECT sender_id, data FROM events ORDER BY id").fetchall()
    for sender, data in found:
        event = json.loads(data)
        metadata = event.get("metadata") or {}
        if event["event"] == "user":
            current[sender] = []
            heard.setdefault(metadata["message_id"], []).append(current[sender])
        elif event["event"] == "bot":
            current[sender].append((str(metadata.get("utter_action")), event["text"]))
    return heard


def _whole(texts: Iterable[str]) -> str:
    """An answer as one text: Rasa's channel cuts it at empty lines."""
    return "\n\n".join(texts)


def _inversions(numbers: Sequence[int]) -> int:
    return sum(one > other for one, other in itertools.pairwise(numbers))


def _twice(keys: Iterable[Any]) -> int:
    return sum(times > 1 for times in Counter(keys).values())
