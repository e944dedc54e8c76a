"""Orders in the database: written as whole documents, looked up by number and buyer."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot.orders.model import PSEUDONYM, Order
from bot.store import Moment, metadata, reading, writing

BATCH = 500
UPSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

orders = sa.Table(
    "orders",
    metadata,
    sa.Column("order_no", sa.Text, primary_key=True),
    sa.Column("buyer_id", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("placed_at", Moment, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("ix_orders_buyer", "buyer_id", "placed_at"),
)

_to_json = msgspec.json.Encoder().encode
_to_order = msgspec.json.Decoder(Order).decode


class Counts(msgspec.Struct, frozen=True):
    """How many orders a save added, changed and found unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class OrderStore:
    """The orders of one shop. Every method raises StoreUnavailable when the database fails."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, order_no: str, buyer_id: str) -> Order | None:
        """That order if it is that buyer's; None alike for a stranger's order and for a made-up number."""
        return self._one(orders.c.order_no == order_no, orders.c.buyer_id == buyer_id)

    def find(self, order_no: str) -> Order | None:
        """That order, whoever bought it: for the shop's own staff, never for a buyer."""
        return self._one(orders.c.order_no == order_no)

    def of_buyer(self, buyer_id: str, limit: int = 20) -> list[Order]:
        """A buyer's orders, newest first, at most ``limit`` of them."""
        newest = orders.c.placed_at.desc(), orders.c.order_no.desc()
        query = sa.select(orders.c.body).where(orders.c.buyer_id == buyer_id).order_by(*newest).limit(limit)
        with reading(self._engine) as connection:
            return [_to_order(body) for body in connection.scalars(query)]

    def with_requests(self) -> list[Order]:
        """The orders on which something has been applied for on the platform, newest first."""
        applied = orders.c.body.like('%"requests":[{%')
        query = sa.select(orders.c.body).where(applied).order_by(orders.c.placed_at.desc())
        with reading(self._engine) as connection:
            return [_to_order(body) for body in connection.scalars(query)]

    def buyers(self, source: str) -> list[tuple[str, int]]:
        """Who bought in orders of that source and how many, by buyer id."""
        query = sa.select(orders.c.buyer_id, sa.func.count()).where(orders.c.source == source)
        with reading(self._engine) as connection:
            rows = connection.execute(query.group_by(orders.c.buyer_id).order_by(orders.c.buyer_id))
            return [(buyer_id, count) for buyer_id, count in rows]

    def count(self, source: str | None = None) -> int:
        """How many orders there are, of one source or of all."""
        query = sa.select(sa.func.count()).select_from(orders)
        if source is not None:
            query = query.where(orders.c.source == source)
        with reading(self._engine) as connection:
            return int(connection.scalar(query))

    def save(self, documents: Iterable[Order], source: str) -> Counts:
        """Writes the orders in one transaction, each replacing the one of its number.

        Of two orders with one number the later stands. An order that is there already, word for word and from the
        same source, is left alone. Whose buyer was erased keeps the pseudonym.
        """
        latest = {order.order_no: order for order in documents}
        new = changed = 0
        with writing(self._engine) as connection:
            for batch in _batches(latest.values()):
                rows = {order.order_no: _row(order, source) for order in _still_erased(connection, batch)}
                known = _digests(connection, list(rows))
                unknown = [row for number, row in rows.items() if number not in known]
                other = [row for number, row in rows.items() if known.get(number, row["mark"]) != row["mark"]]
                new, changed = new + len(unknown), changed + len(other)
                _write(connection, [*unknown, *other])
        return Counts(new=new, changed=changed, unchanged=len(latest) - new - changed)

    def _one(self, *conditions: Any) -> Order | None:
        with reading(self._engine) as connection:
            body = connection.scalar(sa.select(orders.c.body).where(*conditions))
            return _to_order(body) if body is not None else None


def _batches(documents: Iterable[Order]) -> Iterator[list[Order]]:
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _still_erased(connection: Connection, batch: list[Order]) -> list[Order]:
    """The orders, those under a pseudonym of their buyer that are stored under it."""
    numbers = [order.order_no for order in batch]
    query = sa.select(orders.c.order_no, orders.c.buyer_id).where(orders.c.buyer_id.like(f"{PSEUDONYM}%"))
    erased = dict(tuple(row) for row in connection.execute(query.where(orders.c.order_no.in_(numbers))))
    if not erased:
        return batch
    return [msgspec.structs.replace(each, buyer_id=erased.get(each.order_no, each.buyer_id)) for each in batch]


def _row(order: Order, source: str) -> dict[str, Any]:
    body = _to_json(order)
    digest = hashlib.sha256(body).hexdigest()
    return {
        "order_no": order.order_no,
        "buyer_id": order.buyer_id,
        "stage": order.stage.value,
        "placed_at": order.placed_at,
        "source": source,
        "digest": digest,
        "body": body.decode(),
        "mark": (source, digest),
    }


def _digests(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[str, str]]:
    query = sa.select(orders.c.order_no, orders.c.source, orders.c.digest).where(orders.c.order_no.in_(numbers))
    return {number: (source, digest) for number, source, digest in connection.execute(query)}


def _write(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    insert = UPSERT[connection.dialect.name](orders)
    replaced = {column.name: insert.excluded[column.name] for column in orders.c if not column.primary_key}
    statement = insert.on_conflict_do_update(index_elements=["order_no"], set_=replaced)
    connection.execute(statement, [{name: row[name] for name in row if name != "mark"} for row in rows])
