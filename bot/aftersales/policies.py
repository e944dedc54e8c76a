"""All clauses and shop settings as loaded, and what a named value comes to on a day."""

from datetime import date

import msgspec

from bot.aftersales.clause import Authority, Clause, Dated, Value, value_on
from bot.aftersales.in_force import InForce

SHOP: Authority = "shop"


class BadPolicy(ValueError):
    """A policy file cannot be used. ``problems`` holds one line each: file, key, what is wrong and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ShopValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a shop may set: its unit, its values by the day they take effect, and what it is for.

    ``by_category`` holds other values for kinds of goods, by our name of the category.
    """

    title: str
    unit: str
    values: Dated
    by_category: dict[str, Dated] = {}


class Policies:
    """All clauses by name and the shop's own settings by name."""

    def __init__(self, clauses: dict[str, Clause], shop: dict[str, ShopValue]) -> None:
        self.clauses = clauses
        self.shop = shop
        self._days: dict[date, InForce] = {}

    def on(self, day: date) -> InForce:
        """What is in force on a day."""
        if day not in self._days:
            self._days[day] = InForce(day, self.clauses.values(), lambda name, of: self.value(name, of, day))
        return self._days[day]

    def number(self, name: str, of: Clause | None, on: date) -> int:
        """A number on a day: a value of the clause ``of``, or ``clause.value``, or ``shop.setting``."""
        return self.on(on).number(name, of)

    def value(self, name: str, of: Clause | None, on: date) -> Value:
        """A value on a day, named as in `number`; None where nothing is in force."""
        dated = self._dated(name, of)
        return value_on(dated, on) if dated is not None else None

    def for_goods(self, setting: str, category: str, on: date) -> Value:
        """A setting ``shop.…`` for one kind of goods: what it says for the category, else what it says for all."""
        known = self.shop.get(setting.removeprefix(f"{SHOP}."))
        dated = known.by_category.get(category) if known else None
        special = value_on(dated, on) if dated else None
        return special if special is not None else self.value(setting, None, on)

    def _dated(self, name: str, of: Clause | None) -> Dated | None:
        owner, _, key = name.rpartition(".")
        if owner == SHOP:
            return self.shop[key].values if key in self.shop else None
        clause = self.clauses.get(owner) if owner else of
        return clause.values.get(key) if clause else None
