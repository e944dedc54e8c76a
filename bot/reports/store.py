"""What reports count, read from the tables of the other rooms, each question by one query; and the shop's own words."""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.aftersales.store import cases, clocks
from bot.handover.store import handovers
from bot.orders.store import orders
from bot.reports.model import Count, Drafts, Handed, Matter, Raised, Ratings, Span
from bot.store import Moment, reading

# The tables of the window and of the desk as far as they are wanted here: the core does not import their rooms.
messages = sa.table("messages", sa.column("buyer_id"), sa.column("author"), sa.column("at", Moment))
conversations = sa.table("conversations", sa.column("stars", sa.Integer), sa.column("rated_at", Moment))
drafts = sa.table("drafts", sa.column("outcome"), sa.column("intent"), sa.column("at", Moment))
shop_words = sa.table(
    "shop_words", sa.column("name"), sa.column("text"), sa.column("agent_id"), sa.column("at", Moment)
)

WITH_ISSUE = '%"issue":"%'


class _Line(msgspec.Struct, frozen=True):
    line_no: int
    title: str


class _Lines(msgspec.Struct, frozen=True):
    lines: tuple[_Line, ...]


_to_lines = msgspec.json.Decoder(_Lines).decode
_to_matter = msgspec.json.Decoder(Matter).decode


class ReportStore:
    """What happened in one shop. Every method raises StoreUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def spoken(self, span: Span) -> list[tuple[str, datetime]]:
        """Who said something in the window, and when."""
        query = sa.select(messages.c.buyer_id, messages.c.at)
        return self._rows(query.where(messages.c.author == "buyer", *_in(messages.c.at, span)))

    def in_cases(self, span: Span) -> list[Raised]:
        """The issues for which cases were opened; without their products."""
        names = ("buyer_id", "order_no", "line_no", "issue", "opened_at")
        query = sa.select(*(cases.c[name] for name in names)).where(*_in(cases.c.opened_at, span))
        return [Raised(buyer, no, line, None, issue, at) for buyer, no, line, issue, at in self._rows(query)]

    def handed(self, span: Span) -> list[Handed]:
        """The talks that were handed to a person; one without a buyer goes by the name of the talk."""
        who = sa.func.coalesce(handovers.c.buyer_id, handovers.c.talk_id)
        names = ("brief", "opened_at", "replied_at", "closed_at", "task")
        query = sa.select(who, *(handovers.c[name] for name in names)).where(*_in(handovers.c.opened_at, span))
        return [Handed(buyer, _to_matter(brief), *rest) for buyer, brief, *rest in self._rows(query)]

    def titles(self, span: Span) -> dict[tuple[str, int], str]:
        """The titles of all order lines, by order and line, on which cases or handovers of the span may be."""
        body = sa.select(orders.c.order_no, orders.c.body)
        of_cases = sa.select(cases.c.order_no).where(*_in(cases.c.opened_at, span))
        told = handovers.c.brief.like(WITH_ISSUE)
        of_talks = sa.select(handovers.c.buyer_id).where(told, *_in(handovers.c.opened_at, span))
        query = sa.union_all(body.where(orders.c.order_no.in_(of_cases)), body.where(orders.c.buyer_id.in_(of_talks)))
        bodies = dict(self._rows(query))
        return {
            (order_no, line.line_no): line.title
            for order_no, found in bodies.items()
            for line in _to_lines(found).lines
        }

    def clocks_of_shop(self, span: Span) -> list[tuple[datetime, datetime | None]]:
        """When each clock that ran on the shop was due within the span, and when it was met."""
        query = sa.select(clocks.c.due_at, clocks.c.met_at)
        return self._rows(query.where(clocks.c.who == "shop", *_in(clocks.c.due_at, span)))

    def remedies(self, span: Span) -> list[Count]:
        """The remedies, by code, of the cases opened in the span that were granted and not withdrawn, with their 分."""
        granted = cases.c.standing == "granted", cases.c.status != "withdrawn", cases.c.remedy.is_not(None)
        query = sa.select(cases.c.remedy, sa.func.count(), sa.func.sum(cases.c.amount))
        rows = self._rows(query.where(*granted, *_in(cases.c.opened_at, span)).group_by(cases.c.remedy))
        return [Count(remedy, count, None if amount is None else int(amount)) for remedy, count, amount in rows]

    def decided_drafts(self, span: Span) -> list[Drafts]:
        """The drafts of the span that something has become of."""
        query = sa.select(drafts.c.outcome, drafts.c.intent, sa.func.count())
        wanted = drafts.c.outcome.is_not(None), *_in(drafts.c.at, span)
        return [Drafts(*row) for row in self._rows(query.where(*wanted).group_by(drafts.c.outcome, drafts.c.intent))]

    def ratings(self, span: Span) -> Ratings:
        """The talks that were last rated in the span."""
        query = sa.select(sa.func.count(conversations.c.stars), sa.func.sum(conversations.c.stars))
        [(count, stars)] = self._rows(query.where(*_in(conversations.c.rated_at, span)))
        return Ratings(count, int(stars) / count if count else None)

    def words_of(self, names: list[str]) -> dict[str, str]:
        """The shop's own words under those of the names that have some, by name."""
        query = sa.select(shop_words.c.name, shop_words.c.text).where(shop_words.c.name.in_(names))
        return dict(self._rows(query)) if names else {}

    def _rows(self, query: Any) -> list[Any]:
        with reading(self._engine) as connection:
            return [tuple(row) for row in connection.execute(query)]


def _in(column: Any, span: Span) -> tuple[Any, Any]:
    return column >= span.start, column < span.end
