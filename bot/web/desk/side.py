"""What stands beside a talk: the buyer's orders, cases with their receipts, pictures with what staff should know."""

from collections.abc import Iterator

import msgspec

from bot.aftersales.case import Case as Kept
from bot.aftersales.verdict import Verdict
from bot.deciding.deciding import Choice
from bot.deciding.store import Decision
from bot.money import yuan
from bot.orders.model import Order as KeptOrder
from bot.orders.model import Parcel as KeptParcel
from bot.replies import moment
from bot.service import Service
from bot.talk.wording import stage_word
from bot.telling.cases import claim_lines
from bot.telling.handovers import reason_name
from bot.telling.receipt import verdict_lines
from bot.telling.words import value_name
from bot.texts import names, text
from bot.web.desk.access import Call, Way
from bot.web.desk.queue import Clocks
from bot.web.desk.wire.side import Case, Event, Goods, Order, Other, Parcel, Remedy, Shown, Side, Weights
from bot.web.pictures.store import SeenBefore, Upload

BLURRED = 20.0
SMALL_PX = 400
DARK = 0.6
MOST_ORDERS = 20
MOST_CASES = 20


def side(call: Call) -> Side:
    """What stands beside the talk of a buyer."""
    buyer, service = call.path["buyer"], call.service
    cases = service.shop.cases.of_buyer(buyer, only_open=False)[:MOST_CASES]
    events = service.deciding.store.of_cases([case.case_no for case in cases])
    who = {each.id: each.name for each in service.staff.all()}
    return Side(
        orders=[order_of(service, order) for order in service.shop.orders_of(buyer)[:MOST_ORDERS]],
        cases=[case_of(service, case, [e for e in events if e.case_no == case.case_no], who) for case in cases],
        evidence=shown_of(call, buyer),
        others=list(_others(service, buyer, who)),
    )


def order_of(service: Service, order: KeptOrder) -> Order:
    """An order with its goods and parcels."""
    goods = [Goods(each.line_no, each.title, each.spec, each.quantity, each.paid) for each in order.lines]
    left, parcels = service.shop.left(order.order_no), [_parcel(each) for each in order.parcels]
    return Order(order.order_no, stage_word(order), order.placed_at, order.paid, order.refunded, left, goods, parcels)


def _parcel(parcel: KeptParcel) -> Parcel:
    state = "signed" if parcel.signed_at else "on_its_way" if parcel.shipped_at else "packed"
    happened = {"shipped": parcel.shipped_at, "scanned": parcel.last_scan_at, "signed": parcel.signed_at}
    news = [text(f"desk.parcel.{name}", at=moment(at)) for name, at in happened.items() if at]
    return Parcel(
        carrier=parcel.carrier,
        waybill=parcel.waybill,
        state=text(f"desk.parcel_state.{state}"),
        weight_g=parcel.packed_g,
        courier_g=parcel.courier_g,
        shipped_at=parcel.shipped_at,
        signed_at=parcel.signed_at,
        news=news,
    )


def case_of(service: Service, case: Kept, events: list[Decision], who: dict[str, str]) -> Case:
    """A case with its clocks and receipt, and what a person may decide on it."""
    draft, clocks = case.draft, Clocks(service, service.shop.clock.now())
    order = service.shop.orders.find(draft.order_no)
    line = order.line(draft.line_no) if order else None
    verdict = _verdict(case)
    running = [clock for clock in service.shop.clocks(case) if clock.met_at is None]
    undone = {each.about for each in events if each.kind == "undone"}
    judged = [e.details["finding"] for e in events if e.kind == "evidence" and e.number not in undone]
    return Case(
        case_no=case.case_no,
        order_no=draft.order_no,
        line_no=draft.line_no,
        item=draft.extra or (line.title if line else ""),
        issue=draft.issue,
        status=case.status,
        standing=draft.standing,
        standing_text=text(f"standing.{draft.standing}") if case.status == "open" else names("cli.status")[case.status],
        remedy=draft.remedy,
        amount=draft.amount,
        freight=text(f"cli.freight.{draft.freight}"),
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        clocks=[clocks.clock("case", clock.title, clock.started_at, clock.due_at) for clock in running],
        receipt=list(verdict_lines(verdict, codes=False)) if verdict else [],
        claim=[line.strip() for line in claim_lines(case)][1:],
        weights=_weights(verdict) if verdict else None,
        finding=judged[-1] if judged else None,
        remedies=[_remedy(service, each) for each in service.deciding.choices(case)],
        events=[event_of(service, each, events, who) for each in events],
    )


def _verdict(case: Kept) -> Verdict | None:
    try:
        return msgspec.convert(case.draft.verdict, Verdict)
    except msgspec.ValidationError:
        return None


def _weights(verdict: Verdict) -> Weights | None:
    found = verdict.weighing
    if found is None:
        return None
    return Weights(
        found.expected_g or None,
        found.packed_g or None,
        found.courier_g or None,
        found.shortfall_g,
        found.tolerance_g,
        value_name("weights", found.finding),
    )


def _remedy(service: Service, choice: Choice) -> Remedy:
    clause = service.shop.policies.clauses.get(choice.clause or "")
    named = text(f"cli.remedy.{choice.remedy}")
    return Remedy(choice.remedy, named, choice.amount, choice.most, clause.title if clause else None)


def event_of(service: Service, event: Decision, events: list[Decision], who: dict[str, str]) -> Event:
    """A decision, or what became of one, in words."""
    clause = service.shop.policies.clauses.get(event.clause or "")
    ended = any(each.about == event.number for each in events)
    open_until = event.holds_from if event.holds_from and not ended else None
    return Event(
        at=event.at,
        who=who.get(event.agent_id, event.agent_id),
        text=_told(event),
        clause=clause.title if clause else None,
        decision=event.number if event.about is None else None,
        undo_until=open_until if open_until and open_until > service.shop.clock.now() else None,
    )


def _told(event: Decision) -> str:
    details = event.details
    note = text("desk.event.note", note=details["note"]) if details.get("note") else ""
    if event.kind == "evidence":
        return text(f"desk.event.evidence.{details['finding']}") + note
    if event.kind == "grant":
        amount = text("cli.money", amount=yuan(details["amount"])) if details["amount"] is not None else ""
        return text("desk.event.grant", remedy=text(f"cli.remedy.{details['remedy']}"), amount=amount).strip() + note
    return text(f"desk.event.{event.kind}")


def shown_of(call: Call, buyer: str) -> list[Shown]:
    """The buyer's pictures and videos, newest first, with what staff should know of each."""
    seen = call.door.pictures.seen_before(buyer)
    return [
        Shown(each.evidence, at, text(f"asks.{each.asked_for}") if each.asked_for else None, list(notes_on(each, seen)))
        for each, at in call.door.pictures.all_of(buyer)
    ]


def notes_on(upload: Upload, seen: list[SeenBefore]) -> Iterator[str]:
    """What staff should know of a picture or video; nothing is held against the buyer."""
    notes, evidence = upload.notes, upload.evidence
    if notes.get("blur") is not None and notes["blur"] < BLURRED:
        yield text("desk.picture.blurred")
    if (notes.get("dark") or 0) > DARK:
        yield text("desk.picture.dark")
    if evidence.kind == "picture" and min(evidence.width, evidence.height) < SMALL_PX:
        yield text("desk.picture.small", width=evidence.width, height=evidence.height)
    for each in seen:
        if each.id == evidence.id:
            yield text("desk.picture.seen_before", buyer=each.buyer_id, at=moment(each.at))


def _others(service: Service, buyer: str, who: dict[str, str]) -> Iterator[Other]:
    results, rows = names("desk.result"), service.files.table().rows
    for each in service.shop.handovers.of_buyer(buyer):
        if each.status == "closed":
            result = results.get(each.result or "", each.result)
            agent = who.get(each.agent_id) if each.agent_id else None
            yield Other(each.number, reason_name(each, rows), each.opened_at, each.closed_at, agent, result)


WAYS = (Way("GET", "/talks/{buyer}/side", side),)
