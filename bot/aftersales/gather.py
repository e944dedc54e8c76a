"""Order and claim ▸ the situation a verdict rests on: every fact, every amount, the weights."""

from datetime import date, datetime, timedelta
from math import ceil

from bot.aftersales.amounts import Amounts, reckon
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue
from bot.aftersales.facts import BUYER_FACTS, NEVER_DAYS, UNKNOWN, Facts
from bot.aftersales.policies import Policies
from bot.aftersales.verdict import Situation
from bot.aftersales.weights import Weighing, weigh
from bot.clock import day, days_between
from bot.orders.categories import canonical
from bot.orders.model import Extra, Line, NoReason, Order, Parcel, Stage

AN_HOUR = timedelta(hours=1)
EXCLUDED_BY_LAW = "no_reason_excluded_by_law.goods"
SEALED_BY_LAW = "no_reason_excluded_by_law.once_unsealed"
FRESH_GOODS = "quality_fresh_partly_spoiled.goods"
GUARANTEED_GOODS = "three_guarantees.goods"
AFTER = (
    NoReason.AFTER_OPENING,
    NoReason.AFTER_ACTIVATION,
    NoReason.AFTER_INSTALLATION,
    NoReason.AFTER_USE,
    NoReason.AFTER_WINDOW,
)


def gather(
    issue: Issue, order: Order, line: Line, claim: Claim, policies: Policies, now: datetime, promised: int = 0
) -> Situation:
    """The situation of one problem on one line at one moment.

    ``promised`` is what open cases already give back on this order, in 分; no amount goes beyond what is left.
    """
    on = day(now)
    extra = extra_of(line, claim)
    weighing = _weighing(issue, order, line, extra, claim, policies, on)
    amounts = reckon(order, line, extra, _pieces(claim, weighing, line, extra), policies, on, promised)
    facts: Facts = {
        **_of_order(order, line, now, policies, amounts.left),
        "weights": weighing.finding,
        **_of_shop(amounts, policies, on),
        **_of_buyer(claim, line, extra),
    }
    return Situation(issue, on, facts, amounts.by_basis, amounts.steps, weighing)


def extra_of(line: Line, claim: Claim) -> Extra | None:
    """The gift or accessory a claim is about; one that is on no list has neither price nor weight.

    Raises ValueError for a gift that is not wanted: it cost nothing, so there is nothing to give back for it alone.
    """
    if claim.extra and claim.issue == "不想要":
        raise ValueError(f"{claim.extra}: a gift or accessory cannot be returned by itself")
    if claim.extra is None:
        return None
    return next((extra for extra in line.extras if extra.name == claim.extra), Extra(claim.extra, kind="part"))


def stage_of(order: Order, line: Line) -> Stage:
    """Where one line stands: an order counts as shipped as soon as one piece is, a line does not."""
    if order.stage is not Stage.SHIPPED:
        return order.stage
    parcels = order.parcels_with(line.line_no)
    if order.parcels and not parcels:
        return Stage.PAID
    return Stage.SIGNED if any(parcel.signed_at for parcel in parcels) else Stage.SHIPPED


def signed_at(order: Order, line: Line) -> datetime | None:
    """When the last parcel of a line was signed for; None before that."""
    times = [parcel.signed_at for parcel in order.parcels_with(line.line_no) if parcel.signed_at]
    return max(times) if times else order.signed_at


def pending(order: Order, line: Line) -> tuple[Parcel, ...]:
    """The parcels of a line that nobody has signed for yet."""
    return tuple(parcel for parcel in order.parcels_with(line.line_no) if not parcel.signed_at)


def _weighing(
    issue: Issue, order: Order, line: Line, extra: Extra | None, claim: Claim, policies: Policies, on: date
) -> Weighing:
    if issue != "少件":
        return Weighing("unknown")
    bought = extra.quantity if extra else line.quantity
    return weigh(order, line, extra, min(claim.count or 1, bought), policies, on)


def _pieces(claim: Claim, weighing: Weighing, line: Line, extra: Extra | None) -> int:
    """How many pieces the amounts are for: what was claimed and bought.

    In an intact box no more than the weights support; what was lost from a damaged one left no trace on the scales.
    """
    bought = extra.quantity if extra else line.quantity
    claimed = min(claim.count or bought, bought)
    return weighing.supported if weighing.finding == "partly" and claim.answers.get("box") == "intact" else claimed


def _of_order(order: Order, line: Line, now: datetime, policies: Policies, left: int) -> Facts:
    """An order of which nothing is left to give back counts as closed, whatever its stage.

    No clock of a line runs while one of its parcels is still on the way.
    """
    signed = signed_at(order, line)
    on = day(now)
    stage = stage_of(order, line) if left or not order.paid else Stage.CLOSED
    arrived = stage in (Stage.SIGNED, Stage.COMPLETED)
    waiting = arrived and bool(pending(order, line))
    since = now if waiting else signed
    return {
        "stage": stage.value,
        "parcel_pending": waiting,
        "days_since_signed": days_between(since, now) if since and arrived else NEVER_DAYS,
        "hours_since_signed": ceil((now - since) / AN_HOUR) if since and arrived else NEVER_DAYS,
        "fresh": _one_of(line.category, policies.value(FRESH_GOODS, None, on)),
        "divisible": line.quantity > 1,
        "three_guarantees": _guaranteed(line, policies, on),
        "no_reason": _no_reason(line, policies, on),
    }


def _guaranteed(line: Line, policies: Policies, on: date) -> bool:
    """三包: what the feed says; where it is silent, whether the category is one of the listed goods itself."""
    if line.three_guarantees is not None:
        return line.three_guarantees
    return _one_of(line.category, policies.value(GUARANTEED_GOODS, None, on))


def _no_reason(line: Line, policies: Policies, on: date) -> str:
    """How no-reason return stands for a line (rulings R10); what the feed says of it beats the lists of goods."""
    rule, confirmed = line.no_reason, line.no_reason_confirmed
    if rule is NoReason.SUPPORTED:
        return "free"
    if rule in (NoReason.ANYTIME, NoReason.AUTO_REFUND):
        return "automatic"
    if rule is NoReason.CUSTOM_MADE or _one_of(line.category, policies.value(EXCLUDED_BY_LAW, None, on)):
        return "by_law"
    if _one_of(line.category, policies.value(SEALED_BY_LAW, None, on)):
        return "sealed_media"
    if rule is None or confirmed is False:
        return "free"
    if rule in AFTER:
        return "conditional" if confirmed else "doubtful"
    return "confirmed" if confirmed else "unclear"


def _one_of(category: str, words: object) -> bool:
    """Whether a category is one of the listed kinds of goods, by the shop's own names of them."""
    return isinstance(words, list) and canonical(category) in words


def _of_shop(amounts: Amounts, policies: Policies, on: date) -> Facts:
    value = amounts.stake
    return {
        "priced": bool(amounts.by_basis["pieces"]),
        "keeps_trusted": value is not None and value <= policies.number("shop.trust_goods_stay", None, on),
        "return_trusted": value is not None and value <= policies.number("shop.trust_goods_return", None, on),
        "cheap": value is not None and value <= policies.number("shop.return_freight", None, on),
        "goodwill": value is not None and 0 < value <= policies.number("shop.goodwill_reship", None, on),
        "compensation": bool(amounts.by_basis["compensation"]),
    }


def _of_buyer(claim: Claim, line: Line, extra: Extra | None) -> Facts:
    answers: Facts = {name: claim.answers.get(name, UNKNOWN) for name in BUYER_FACTS}
    bought = extra.quantity if extra else line.quantity
    answers["count"] = "told" if claim.count or bought == 1 else UNKNOWN
    return answers
