"""Numbers, lists and sources of clauses and settings in the words of a shop."""

from datetime import date

from bot.aftersales.clause import Clause, Dated, Reference, Value
from bot.aftersales.policies import Policies
from bot.money import yuan
from bot.telling.words import names
from bot.texts import text

MONEY = "分"
SHOP = "shop"


def word(group: str, code: str) -> str:
    """What a code of a group is called; one that nobody has named yet stays as it is."""
    return names(group).get(code, code)


def label(key: str) -> str:
    """What a value of a clause is called."""
    return names("docs.value").get(key, text("cli.docs.code", code=key))


def dated(values: Dated, unit: str, known_since: date | None = None) -> str:
    """Every value with the day from which it counts, left out where that is ``known_since`` and there is no other."""
    if list(values) == [known_since]:
        return value_in(next(iter(values.values())), unit)
    told = [text("cli.docs.from_day", value=value_in(value, unit), day=day) for day, value in sorted(values.items())]
    return text("cli.docs.then").join(told)


def value_in(value: Value, unit: str) -> str:
    """One value with its unit; money also in 元."""
    if value is None:
        return text("cli.docs.ended")
    if isinstance(value, list):
        return text("cli.docs.and").join(value) or text("cli.docs.empty")
    if unit == MONEY:
        return text("cli.docs.money", number=value, yuan=yuan(value))
    return text("cli.docs.number", number=value, unit=unit).strip()


def number_in_words(name: str, clause: Clause, policies: Policies) -> str:
    """A number that a clause names: its own, another clause's or the shop's, with unit, day and where it stands."""
    owner, _, key = name.rpartition(".")
    if owner == SHOP:
        setting = policies.shop[key]
        return text("cli.docs.of_shop", value=dated(setting.values, unit_of_setting(setting.unit)), code=key)
    of = policies.clauses[owner] if owner else clause
    told = dated(of.values[key], unit_of(key), of.since)
    return text("cli.docs.of_clause", value=told, code=owner) if owner else told


def unit_of(key: str) -> str:
    """The unit of a clause's value, told by the end of its name."""
    return names("docs.unit").get(key.rpartition("_")[2], "")


def unit_of_setting(unit: str) -> str:
    """A setting's unit as it stands behind a number."""
    return names("docs.setting_unit").get(unit, unit)


def source(clause: Clause) -> str:
    """Where a clause comes from, since when it counts and when someone last checked it."""
    told = text("cli.docs.semicolon").join(_reference(each) for each in clause.reference)
    until = text("cli.docs.until", day=clause.until) if clause.until else ""
    return text("cli.docs.source", source=told, since=clause.since, until=until, checked_on=clause.checked_on)


def _reference(reference: Reference) -> str:
    if not reference.href:
        return reference.title
    return text("cli.docs.link", title=reference.title, href=reference.href)
