"""What kind of goods a line is: fresh, under 三包, and how no-reason return stands for it (rulings R10, R14)."""

from bot.aftersales.facts import Facts
from bot.aftersales.in_force import InForce
from bot.orders.categories import canonical
from bot.orders.model import Line, NoReason

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


def kind_of_goods(line: Line, in_force: InForce) -> Facts:
    """The facts of the goods. What the feed says beats the lists of categories."""
    category = canonical(line.category)
    guaranteed = line.three_guarantees
    return {
        "fresh": category in in_force.words(FRESH_GOODS),
        "divisible": line.quantity > 1,
        "three_guarantees": category in in_force.words(GUARANTEED_GOODS) if guaranteed is None else guaranteed,
        "no_reason": _no_reason(line, category, in_force),
    }


def _no_reason(line: Line, category: str, in_force: InForce) -> str:
    rule, confirmed = line.no_reason, line.no_reason_confirmed
    if rule is NoReason.SUPPORTED:
        return "free"
    if rule in (NoReason.ANYTIME, NoReason.AUTO_REFUND):
        return "automatic"
    if rule is NoReason.CUSTOM_MADE or category in in_force.words(EXCLUDED_BY_LAW):
        return "by_law"
    if category in in_force.words(SEALED_BY_LAW):
        return "sealed_media"
    if rule is None or confirmed is False:
        return "free"
    if rule in AFTER:
        return "conditional" if confirmed else "doubtful"
    return "confirmed" if confirmed else "unclear"
