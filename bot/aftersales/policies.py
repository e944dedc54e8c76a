"""All clauses and shop settings as loaded, and what a named value comes to on a day."""

from datetime import date

import msgspec

from bot.aftersales.clause import Clause, Dated, Value, value_on


class BadPolicy(ValueError):
    """A policy file cannot be used. ``problems`` holds one line each: file, key, what is wrong and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ShopValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a shop may set: its unit, its values by the day they take effect, and what it is for."""

    title: str
    unit: str
    values: Dated


class Policies(msgspec.Struct, frozen=True):
    """All clauses by name and the shop's own settings by name."""

    clauses: dict[str, Clause]
    shop: dict[str, ShopValue]
    texts: dict[str, str] = {}

    def number(self, name: str, of: Clause | None, on: date) -> int:
        """A number on a day: a value of the clause ``of``, or ``clause.value``, or ``shop.setting``."""
        value = self.value(name, of, on)
        if not isinstance(value, int):
            raise BadPolicy([f"{name}: no number in force on {on}"])
        return value

    def value(self, name: str, of: Clause | None, on: date) -> Value:
        """A value on a day, named as in `number`; None where nothing is in force."""
        dated = self._dated(name, of)
        return value_on(dated, on) if dated is not None else None

    def knows(self, name: str, of: Clause | None) -> bool:
        """Whether such a value exists at all."""
        return self._dated(name, of) is not None

    def _dated(self, name: str, of: Clause | None) -> Dated | None:
        owner, _, key = name.rpartition(".")
        if owner == "shop":
            return self.shop[key].values if key in self.shop else None
        clause = self.clauses.get(owner) if owner else of
        return clause.values.get(key) if clause else None
