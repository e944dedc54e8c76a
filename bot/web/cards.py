"""Orders, cases and what is asked for, as cards; the words come from data/scripts."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.money import yuan
from bot.orders.model import Line, Order
from bot.replies import date_of
from bot.service import Talk
from bot.shop import Shop
from bot.talk.wording import short, stage_word
from bot.texts import SCRIPTS, load, text
from bot.web.store import Said
from bot.web.wire import CaseCard, Checklist, ChecklistItem, OrderCard, OrderLine, Step

PHOTO = "_photo"
SAME_NUMBER = "count"
ASKS = "asks."
LIMIT = re.compile("^(?:本店|买家)?(.+?)的?时限$")


def order_card(order: Order) -> OrderCard:
    """An order as a card."""
    more = text("and_more", count=len(order.lines)) if len(order.lines) > 1 else ""
    return OrderCard(
        order_no=order.order_no,
        title=short(order.lines[0].title) + more,
        stage=stage_word(order),
        placed_on=date_of(order.placed_at),
        paid=yuan(order.paid),
        lines=tuple(OrderLine(line.title, line.spec, line.quantity) for line in order.lines),
        say=order.order_no,
    )


def with_orders(said: Sequence[Said], talk: Talk, orders: Sequence[Order]) -> list[Said]:
    """An answer in which the orders to choose from are cards, where it names them; cards take the place of numbers."""
    chosen = [order for order in orders if order.order_no in talk.choices]
    if not chosen or not set(talk.choices) <= {order.order_no for order in chosen}:
        return list(said)
    return [_choosing(each, chosen) if all(o.order_no in each.text for o in chosen) else each for each in said]


def _choosing(said: Said, orders: Sequence[Order]) -> Said:
    buttons = tuple(button for button in said.extras.buttons if not button.payload.isdigit())
    cards = tuple(order_card(order) for order in orders)
    return Said(said.text, msgspec.structs.replace(said.extras, buttons=buttons, orders=cards))


def case_card(case: Case, shop: Shop) -> CaseCard:
    """A case as a card: what it gives and every deadline its buyer is told of."""
    draft = case.draft
    order = shop.orders.find(draft.order_no)
    line = order.line(draft.line_no) if order else None
    granted = draft.standing == "granted" and draft.remedy is not None
    return CaseCard(
        case_no=case.case_no,
        item=short(draft.extra or (line.title if line else draft.order_no)),
        issue=draft.issue,
        result=text(f"remedy.{draft.remedy}") if granted else text(f"standing.{draft.standing}"),
        amount=yuan(draft.amount) if draft.amount is not None else None,
        status=case.status,
        opened_at=case.opened_at,
        steps=tuple(_steps(case, shop)),
    )


def _steps(case: Case, shop: Shop) -> Iterator[Step]:
    yield Step(text("web.case_opened"), case.opened_at, done=True)
    running = {clock.clause for clock in shop.promises(case)}
    now = shop.clock.now()
    for clock in shop.clocks(case):
        if clock.met_at and case.status == "open":
            yield Step(_title(clock.title), clock.met_at, done=True)
        elif clock.clause in running:
            yield Step(_title(clock.title), clock.due_at, done=False, late=clock.due_at < now)
    if case.closed_at:
        name = "web.case_done" if case.status == "done" else "web.case_withdrawn"
        yield Step(text(name), case.closed_at, done=True)


def _title(title: str) -> str:
    """What a clock is about, to its buyer: the words before its explanation, without whose time limit it is."""
    return LIMIT.sub(r"\1", title.split("：", maxsplit=1)[0])


def checklist(buyer: str, talk: Talk, shop: Shop) -> Checklist | None:
    """What is asked for on the problem at hand, and what of it was told; None when nothing is asked."""
    claim = talk.claim
    if talk.asking != "details" or not talk.asked or claim.issue is None:
        return None
    order = shop.order_of(buyer, claim.order_no)
    line = order.line(claim.line_no or 0) if order else None
    item = short(claim.extra or (line.title if line else ""))
    told = _told(claim, line)
    facts = [fact for fact in _asks() if fact in told or fact in talk.asked]
    items = (ChecklistItem(fact, text(f"asks.{fact}"), fact in told, fact.endswith(PHOTO)) for fact in facts)
    return Checklist(text("web.checklist", issue=claim.issue, item=item), tuple(items))


def _told(claim: Claim, line: Line | None) -> set[str]:
    """What a buyer has told of a claim; of one piece nobody is asked how many."""
    counted = claim.count is not None and line is not None and line.quantity > 1
    return {*claim.answers, *([SAME_NUMBER] if counted else [])}


def _asks() -> list[str]:
    """Everything that is ever asked for, in the order of the scripts, so that nothing moves when it is told."""
    return [key.removeprefix(ASKS) for key in load(SCRIPTS) if key.startswith(ASKS)]
