"""The rows that accounts and disputes need, as they are to read when their buyer is forgotten."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.aftersales.store import cases
from bot.audit.store import audit
from bot.deciding.store import decisions
from bot.orders.model import Order
from bot.orders.store import orders

RENAMED = (orders, cases, decisions, audit)
SAID: dict[str, list[str]] = {"said": [], "links": []}
NOTED = {"note": "", "why": "", "words": ""}
SEARCHED = "searched"
ABOUT_STAFF = ("password", "presence", "agent_added", "agent_changed")
NAMES_STAFF = ("to",)


class Change(msgspec.Struct, frozen=True):
    """A row, by its key column and its value there, with what it is to hold."""

    key: Any
    value: Any
    values: dict[str, Any]

    def carry_out(self, connection: Connection) -> None:
        """Within a transaction: write it."""
        connection.execute(self.key.table.update().where(self.key == self.value).values(**self.values))


def changes(connection: Connection, buyer: str, pseudonym: str) -> list[Change]:
    """Within a transaction: all that has to be changed so that nothing that stays names the buyer or quotes them."""
    of_buyer = sa.select(cases.c.case_no).where(cases.c.buyer_id == buyer)
    case_nos = list(connection.scalars(of_buyer))
    return [
        *_orders(connection, buyer, pseudonym),
        *_cases(connection, buyer, pseudonym),
        *_decisions(connection, case_nos),
        *_entries(connection, buyer, pseudonym, case_nos),
    ]


def _orders(connection: Connection, buyer: str, pseudonym: str) -> Iterator[Change]:
    for row in connection.execute(sa.select(orders).where(orders.c.buyer_id == buyer)):
        order = msgspec.json.decode(row.body, type=Order)
        body = msgspec.json.encode(msgspec.structs.replace(order, buyer_id=pseudonym))
        digest = hashlib.sha256(body).hexdigest()
        yield Change(orders.c.order_no, row.order_no, {"buyer_id": pseudonym, "body": body.decode(), "digest": digest})


def _cases(connection: Connection, buyer: str, pseudonym: str) -> Iterator[Change]:
    for row in connection.execute(sa.select(cases).where(cases.c.buyer_id == buyer)):
        claim = _without(row.claim, SAID)
        yield Change(cases.c.case_no, row.case_no, {"buyer_id": pseudonym, "talk_id": pseudonym, "claim": claim})


def _decisions(connection: Connection, case_nos: Sequence[str]) -> Iterator[Change]:
    for row in connection.execute(sa.select(decisions).where(decisions.c.case_no.in_(case_nos))):
        details = _without(row.details, NOTED)
        if details != row.details:
            yield Change(decisions.c.number, row.number, {"details": details})


def _entries(connection: Connection, buyer: str, pseudonym: str, case_nos: Sequence[str]) -> Iterator[Change]:
    """The log is changed in nothing but names and quotes; who works at the desk may be called as a buyer is."""
    naming = audit.c.about.contains(buyer, autoescape=True)
    quoting = audit.c.details.contains(msgspec.json.encode(buyer).decode(), autoescape=True)
    query = sa.select(audit).where(sa.or_(naming, quoting, audit.c.about.in_(case_nos)))
    for row in connection.execute(query.where(audit.c.what.not_in(ABOUT_STAFF)).order_by(audit.c.number)):
        about = _renamed(row.about, buyer, pseudonym, among_words=row.what == SEARCHED)
        theirs = about != row.about or row.about in case_nos
        details = _renamed_among(_without(row.details, NOTED) if theirs else row.details, buyer, pseudonym)
        if (about, details) != (row.about, row.details):
            yield Change(audit.c.number, row.number, {"about": about, "details": details})


def _renamed(about: str, buyer: str, pseudonym: str, among_words: bool) -> str:
    if among_words:
        return re.sub(rf"(?<!\S){re.escape(buyer)}(?!\S)", pseudonym, about)
    return pseudonym if about == buyer else about


def _renamed_among(document: str, buyer: str, pseudonym: str) -> str:
    fields = msgspec.json.decode(document)
    named = {key: pseudonym for key, value in fields.items() if value == buyer and key not in NAMES_STAFF}
    return msgspec.json.encode({**fields, **named}).decode() if named else document


def _without(document: str, empty: Mapping[str, Any]) -> str:
    """A document in JSON without the words under some keys; letter for letter as it is where it has none."""
    fields = msgspec.json.decode(document)
    emptied = {key: value for key, value in empty.items() if fields.get(key)}
    return msgspec.json.encode({**fields, **emptied}).decode() if emptied else document
