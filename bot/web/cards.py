"""Orders, cases and what is asked for, as cards; the words come from data/scripts."""

from collections.abc import Iterator, Sequence

import msgspec

from bot.aftersales.case import Case
from bot.money import yuan
from bot.orders.model import Order
from bot.replies import date_of
from bot.service import Talk
from bot.shop import Shop
from bot.talk.wording import short, stage_word
from bot.texts import text
from bot.web.store import Said
from bot.web.wire import CaseCard, Checklist, ChecklistItem, OrderCard, OrderLine, Step

PHOTO = "_photo"
SAME_NUMBER = "count"


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
    """What a clock is about: the words before its explanation."""
    return title.split("：", maxsplit=1)[0]


def checklist(buyer: str, talk: Talk, shop: Shop) -> Checklist | None:
    """What is asked for on the problem at hand, and what of it was told; None when nothing is."""
    claim = talk.claim
    if talk.asking != "details" or not talk.asked or claim.issue is None:
        return None
    order = shop.order_of(buyer, claim.order_no)
    line = order.line(claim.line_no or 0) if order else None
    item = short(claim.extra or (line.title if line else ""))
    items = tuple(
        ChecklistItem(
            fact,
            text(f"asks.{fact}"),
            done=claim.count is not None if fact == SAME_NUMBER else fact in claim.answers,
            photo=fact.endswith(PHOTO),
        )
        for fact in talk.asked
    )
    return Checklist(text("web.checklist", issue=claim.issue, item=item), items)
