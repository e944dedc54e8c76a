"""Everything that happened, in its order: the order's way, the talk, evidence, the verdict, people, deadlines."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

import msgspec

from bot.aftersales.case import Clock
from bot.money import yuan
from bot.orders.model import Order
from bot.proof.exhibits import Exhibit
from bot.proof.masking import Mask
from bot.proof.material import Material, verdict_of
from bot.proof.wording import grams, moment, parcel_words, sentence, what_it_shows
from bot.talk.wording import short
from bot.texts import text

State = Literal["", "kept", "broken", "running"]
QUOTED = 60
DIGEST = 12


class Event(msgspec.Struct, frozen=True):
    """One thing that happened, in words; ``state`` tells of a deadline whether it was kept."""

    at: datetime
    who: str
    what: str
    state: State = ""


def timeline(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> tuple[Event, ...]:
    """All events, oldest first; a deadline that still runs stands at the moment at which it ends."""
    found = (
        *_of_order(material, mask),
        *_of_requests(material, mask),
        *_of_talk(material, mask),
        *_of_evidence(material, exhibits),
        *_of_case(material, mask),
        *(_of_clock(clock, material.now) for clock in material.case.clocks),
    )
    return tuple(sorted(found, key=lambda event: event.at))


def state_of(clock: Clock, now: datetime) -> State:
    """Whether a deadline was kept, or still can be."""
    if clock.met_at:
        return "kept" if clock.met_at <= clock.due_at else "broken"
    return "running" if now <= clock.due_at else "broken"


def _of_order(material: Material, mask: Mask) -> Iterator[Event]:
    order = material.order
    buyer, shop, courier = (text(f"proof.who_{who}") for who in ("buyer", "shop", "courier"))
    yield Event(order.placed_at, buyer, text("proof.event.placed", order_no=order.order_no))
    if order.paid_at:
        yield Event(order.paid_at, buyer, text("proof.event.paid", amount=yuan(order.paid)))
    for parcel in order.parcels:
        words = parcel_words(parcel, mask)
        if parcel.shipped_at:
            what = text("proof.event.shipped", parcel=words, weight=grams(parcel.packed_g))
            yield Event(parcel.shipped_at, shop, what)
        if parcel.signed_at:
            yield Event(parcel.signed_at, courier, text("proof.event.signed", parcel=words))
    if order.shipped_at and not any(parcel.shipped_at for parcel in order.parcels):
        yield Event(order.shipped_at, shop, text("proof.event.shipped_plain"))
    if order.signed_at and not any(parcel.signed_at for parcel in order.parcels):
        yield Event(order.signed_at, courier, text("proof.event.signed_plain"))
    yield from _promise(order, material.now, shop)
    if order.completed_at:
        yield Event(order.completed_at, text("proof.who_platform"), text("proof.event.completed"))


def _promise(order: Order, now: datetime, shop: str) -> Iterator[Event]:
    """The promised shipping time, at the moment that settled it."""
    due = order.promised_ship_at
    if due:
        state = state_of(Clock("", "", "shop", "", order.placed_at, due, order.shipped_at), now)
        at = order.shipped_at if order.shipped_at and state == "kept" else due
        yield Event(at, shop, text("proof.event.promised", due=moment(due)), state)


def _of_requests(material: Material, mask: Mask) -> Iterator[Event]:
    for request in material.order.requests:
        if request.line_no != material.case.draft.line_no or not request.applied_at:
            continue
        way, number = text(f"way.{request.way.value}"), request.request_no
        if request.amount is None:
            what = text("proof.event.request", way=way, number=number)
        else:
            what = text("proof.event.request_amount", way=way, number=number, amount=yuan(request.amount))
        if request.refusal:
            what += text("proof.event.refusal", words=sentence(mask(request.refusal)))
        yield Event(request.applied_at, text("proof.who_buyer"), what)


def _of_talk(material: Material, mask: Mask) -> Iterator[Event]:
    first = next((each for each in material.talk if each.who == "buyer" and each.text.strip()), None)
    if first:
        words = short(mask(first.text.strip()), QUOTED)
        yield Event(first.at, text("proof.who_buyer"), text("proof.event.told", words=words))


def _of_evidence(material: Material, exhibits: tuple[Exhibit, ...]) -> Iterator[Event]:
    asked = {(each.asked_at, each.asked_for) for each in material.evidence if each.asked_at}
    asked |= {(each.at, each.fact) for each in material.asked}
    for at, fact in sorted((at, fact) for at, fact in asked if at and what_it_shows(fact)):
        yield Event(at, text("proof.who_shop"), text("proof.event.asked", what=what_it_shows(fact)))
    for each in exhibits:
        shown, digest = each.shown, each.shown.id[:DIGEST]
        what = what_it_shows(shown.asked_for)
        if what:
            told = text("proof.event.sent", kind=each.kind, number=each.number, what=what, digest=digest)
        else:
            told = text("proof.event.sent_plain", kind=each.kind, number=each.number, digest=digest)
        yield Event(shown.sent_at, text("proof.who_buyer"), told)


def _of_case(material: Material, mask: Mask) -> Iterator[Event]:
    case, shop = material.case, text("proof.who_shop")
    verdict = verdict_of(material)
    if verdict:
        outcome, cited = text(f"outcome.{verdict.outcome}"), next(iter(verdict.cites), None)
        if cited:
            authority = text(f"cli.authority.{cited.authority}")
            what = text("proof.event.verdict", outcome=outcome, authority=authority, title=cited.title)
        else:
            what = text("proof.event.verdict_plain", outcome=outcome)
        yield Event(case.opened_at, shop, what)
    yield Event(case.opened_at, shop, text("proof.event.opened", case_no=case.case_no))
    for each in material.decisions:
        words = sentence(mask(each.words))
        if each.clause:
            words = text("proof.event.decided_clause", words=words, clause=each.clause)
        yield Event(each.at, text("proof.who_named", role=text("proof.who_agent"), name=each.who), words)
    if case.closed_at:
        yield Event(case.closed_at, shop, text("proof.event.closed", status=text(f"cli.status.{case.status}")))


def _of_clock(clock: Clock, now: datetime) -> Event:
    who, due, state = text(f"proof.who_{clock.who}"), moment(clock.due_at), state_of(clock, now)
    if clock.met_at:
        met = text("proof.event.clock_met", title=clock.title, due=due, met=moment(clock.met_at))
        return Event(clock.met_at, who, met, state)
    if state == "running":
        return Event(clock.due_at, who, text("proof.event.clock_running", title=clock.title, due=due), state)
    return Event(clock.due_at, who, text("proof.event.clock_open", title=clock.title, due=due), state)
