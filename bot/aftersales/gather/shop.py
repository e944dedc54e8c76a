"""What the shop's settings make of the value at stake (rulings R6, R11, R12)."""

from bot.aftersales.amounts import Amounts
from bot.aftersales.facts import Facts
from bot.aftersales.in_force import InForce


def what_the_shop_makes_of_it(amounts: Amounts, in_force: InForce) -> Facts:
    """Whether the value is within the shop's limits, and whether there is an amount to speak of at all."""
    value = amounts.stake

    def within(setting: str) -> bool:
        return value is not None and value <= in_force.number(setting)

    return {
        "priced": bool(amounts.by_basis["pieces"]),
        "keeps_trusted": within("shop.trust_goods_stay"),
        "return_trusted": within("shop.trust_goods_return"),
        "cheap": within("shop.return_freight"),
        "goodwill": bool(value) and within("shop.goodwill_reship"),
        "compensation": bool(amounts.by_basis["compensation"]),
    }
