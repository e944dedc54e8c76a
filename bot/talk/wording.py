"""The facts that go into a reply, as words: goods, amounts, dates, offers. All words come from data/scripts."""

from collections.abc import Sequence
from datetime import datetime

from bot.aftersales.case import Case, Clock
from bot.aftersales.gather import longest_unheard, signed_at, stage_of
from bot.aftersales.verdict import Offer
from bot.clock import day
from bot.money import yuan
from bot.orders.model import Order, Parcel
from bot.replies import date_of, moment, numbered
from bot.shop import Asked, Decision, Shop
from bot.texts import text

TITLE_LENGTH = 22
SPOKEN_LENGTH = 14
HOURS_A_DAY = 24
COME_BACK = ("return_refund", "exchange", "repair")


def short(title: str, length: int = TITLE_LENGTH) -> str:
    """A product title cut to what a list, or with a smaller ``length`` a sentence, can carry."""
    return title if len(title) <= length else title[:length] + "…"


def stage_word(order: Order) -> str:
    """The stage of an order in the shop's words."""
    return text(f"stage.{order.stage.value}")


def order_line(order: Order) -> str:
    """An order as one entry of a list of choices."""
    more = text("and_more", count=len(order.lines)) if len(order.lines) > 1 else ""
    title = short(order.lines[0].title) + more
    return text(
        "order_choice", title=title, stage=stage_word(order), date=date_of(order.placed_at), order=order.order_no
    )


def item_line(name: str, spec: str) -> str:
    """A thing in an order as one entry of a list of choices."""
    return text("item_choice", name=short(name), spec=spec) if spec else short(name)


def contents(order: Order) -> str:
    """What an order contains, one line each."""
    lines = []
    for line in order.lines:
        lines.append(text("contents_line", name=short(line.title), spec=line.spec, quantity=line.quantity))
        lines += [text("contents_extra", name=extra.name, quantity=extra.quantity) for extra in line.extras]
    return "\n".join(lines)


def about(decision: Decision) -> dict[str, str]:
    """The facts of a decision that any script may use."""
    order, line, claim = decision.order, decision.line, decision.claim
    signed = signed_at(order, line)
    weighing = decision.verdict.weighing
    silent = longest_unheard(order, line)
    bought = decision.extra.quantity if decision.extra else line.quantity
    grams = ("expected_g", "packed_g", "courier_g", "piece_g", "shortfall_g", "supported")
    return {
        "order": order.order_no,
        "item": short(decision.extra.name if decision.extra else line.title, SPOKEN_LENGTH),
        "count": str(min(claim.count or bought, bought)),
        "contents": contents(order),
        "stage": text(f"stage.{stage_of(order, line).value}"),
        "signed_on": date_of(signed) if signed else "",
        "waybill": _parcel(silent) if silent else text("no_waybill"),
        "source": decision.verdict.cites[0].source,
        "asks": numbered([text(f"asks.{fact}") for fact in decision.verdict.asks]),
        **{name: str(getattr(weighing, name) if weighing else 0) for name in grams},
        **of_request(decision),
        "apart": text("made_good", weight=weighing.apart_g) if weighing and weighing.apart_g else "",
        "packed": _grams(weighing.packed_g if weighing else 0),
        "courier": _grams(weighing.courier_g if weighing else 0),
    }


def _parcel(parcel: Parcel) -> str:
    return text("parcel", carrier=parcel.carrier, waybill=parcel.waybill)


def _grams(weight: int) -> str:
    return text("grams", weight=weight) if weight else text("not_weighed")


def limits(decision: Decision) -> dict[str, str]:
    """The numbers that the deciding clause compares with or names, by the blank they fill."""
    return {name: str(number) for name, number in decision.verdict.says.items()}


def of_shop(decision: Decision, shop: Shop) -> dict[str, str]:
    """What the shop's settings say for these goods: where to send them, with whom, when people are there."""
    return settings_words(shop, decision.line.category, decision.at)


def settings_words(shop: Shop, category: str, at: datetime) -> dict[str, str]:
    """The same for a kind of goods at a time; empty where the shop does not say."""
    return {
        "address": _joined("shop.return_address", " ", shop, category, at),
        "carriers": _joined("shop.carriers", "、", shop, category, at),
        "hours": service_hours(shop, category, at),
    }


def service_hours(shop: Shop, category: str, at: datetime) -> str:
    """From when to when people are there."""
    return _joined("shop.service_hours", "–", shop, category, at)


def service_times(shop: Shop, at: datetime) -> list[str]:
    """The two times of day between which people are there for everything; empty where none are told."""
    found = shop.policies.for_goods("shop.service_hours", "", day(at))
    return found if isinstance(found, list) else []


def _joined(setting: str, joint: str, shop: Shop, category: str, at: datetime) -> str:
    words = shop.policies.for_goods(setting, category, day(at))
    return joint.join(words) if isinstance(words, list) else ""


def of_request(decision: Decision) -> dict[str, str]:
    """What has been applied for on the line, and how the order stands on its way."""
    standing, order, line = decision.standing, decision.order, decision.line
    silent = longest_unheard(order, line)
    return {
        "request_no": standing.number,
        "request_due": moment(standing.due_at) if standing.due_at else "",
        "request_amount": yuan(standing.amount) if standing.amount is not None else "",
        "refusal": standing.refusal or text("no_reason_told"),
        "promised": moment(order.promised_ship_at) if order.promised_ship_at else "",
        "last_scan": moment(silent.last_scan_at) if silent and silent.last_scan_at else text("not_scanned"),
        "paid": yuan(line.paid),
        "asked": yuan(decision.claim.amount or 0),
    }


def due(clocks: Sequence[Clock]) -> str:
    """The first deadline of a row of clocks in words; empty when none runs."""
    return moment(clocks[0].due_at) if clocks else ""


def offer_words(decision: Decision, offer: Offer, shop: Shop) -> str:
    """One remedy as it is offered: what, how much, who pays the freight, by when; or that a person nods first."""
    if offer.waits:
        return _waiting_words(decision, offer, shop)
    facts = about(decision)
    if decision.verdict.weighing and decision.verdict.weighing.finding == "partly":
        facts["count"] = facts["supported"]
    compensates = offer.step is not None and offer.step.name == "compensation"
    return text(
        "offer.compensation" if compensates else f"offer.{offer.remedy}",
        item=facts["item"],
        count=facts["count"],
        amount=yuan(offer.amount or 0),
        freight=freight_words(decision, offer),
        due=due(shop.deadlines("granted", decision.verdict.issue, offer.remedy)),
        reship_hours=shop.policies.number("shop.reship_hours", None, day(decision.at)),
    )


def _waiting_words(decision: Decision, offer: Offer, shop: Shop) -> str:
    money = text("waiting_money", amount=yuan(offer.amount)) if offer.amount is not None else ""
    by = due(shop.deadlines("review", decision.verdict.issue, offer.remedy))
    return text("waiting", remedy=text(f"remedy.{offer.remedy}"), money=money, due=by)


def freight_words(decision: Decision, offer: Offer) -> str:
    """Who pays the freight of a remedy, in words; nothing where no rule says."""
    if offer.freight == "buyer" and decision.order.freight_insurance:
        return text("freight.buyer_insured")
    if offer.freight == "merchant" and offer.remedy in COME_BACK:
        return text("freight.merchant_return")
    return text(f"freight.{offer.freight}")


def next_words(case: Case, shop: Shop) -> str:
    """What happens next on a case just written, and by when."""
    draft = case.draft
    key = draft.remedy if draft.standing == "granted" else draft.standing
    order = shop.orders.find(draft.order_no)
    line = order.line(draft.line_no) if order else None
    category = line.category if line else ""
    return text(
        f"next.{key}",
        due=due(shop.promises(case)),
        amount=yuan(draft.amount or 0),
        address=_joined("shop.return_address", " ", shop, category, case.opened_at),
        confirm_days=shop.policies.number("merchant_confirm.hours", None, day(case.opened_at)) // HOURS_A_DAY,
    )


def case_line(case: Case, shop: Shop) -> str:
    """A case as one entry of a list: number, what it gives, what is due when."""
    draft = case.draft
    order = shop.orders.find(draft.order_no)
    line = order.line(draft.line_no) if order else None
    clock = next(iter(shop.promises(case)), None)
    granted = draft.standing == "granted" and draft.remedy is not None
    return text(
        "case_line",
        case_no=case.case_no,
        item=short(draft.extra or (line.title if line else draft.order_no)),
        issue=draft.issue,
        result=text(f"remedy.{draft.remedy}") if granted else text(f"standing.{draft.standing}"),
        clock=_clock_words(clock, shop) if clock else text("clock.none"),
    )


def request_line(asked: Asked, shop: Shop) -> str:
    """A request on the platform as one entry of a list."""
    standing, clock = asked.standing, asked.clock
    money = standing.progress == "agreed" and standing.way not in COME_BACK
    return text(
        "case_line",
        case_no=standing.number,
        item=short(asked.line.title),
        issue=text(f"way.{standing.way}"),
        result=text("progress.agreed_money") if money else text(f"progress.{standing.progress}"),
        clock=_clock_words(clock, shop) if clock else text("clock.by_page"),
    )


def _clock_words(clock: Clock, shop: Shop) -> str:
    """A deadline as its buyer reads it; one that has passed is owned up to."""
    if clock.due_at < shop.clock.now():
        return text("clock.late")
    return text(f"clock.{clock.who}", due=moment(clock.due_at))
