"""Facts, amounts and time left in the words of the shop's staff."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.aftersales.facts import FACTS, UNKNOWN, FactValue
from bot.money import yuan
from bot.texts import SCRIPTS, load, text
from bot.texts import names as named

HOUR = timedelta(hours=1)


def names(group: str) -> Mapping[str, str]:
    """The Chinese names of a group of codes under ``cli``, by code."""
    return named(f"cli.{group}")


def fact_name(name: str) -> str:
    """What a fact is called; a name no longer in use stays as it is."""
    return names("fact").get(name, name)


def value_name(name: str, value: FactValue) -> str:
    """What the value of a fact is called."""
    if isinstance(value, bool):
        return text("cli.flag.on" if value else "cli.flag.off")
    if isinstance(value, int):
        return text("cli.number", number=value) if value >= 0 else text("cli.never")
    if value == UNKNOWN:
        return text("cli.unknown")
    return value_names(name).get(value, value)


def value_names(name: str) -> Mapping[str, str]:
    """What the values of a choice are called, by value, without ``unknown``."""
    called = {key[len("stage.") :]: word for key, word in load(SCRIPTS).items() if key.startswith("stage.")}
    known = called if name == "stage" else names(f"value.{name}")
    return {value: known.get(value, value) for value in FACTS[name].values if value != UNKNOWN} if name in FACTS else {}


def money(amount: int | None) -> str:
    """An amount of 分 in 元; empty where no money moves."""
    return "" if amount is None else text("cli.money", amount=yuan(amount))


def grams(weight: int) -> str:
    """A weight; 0 stands for one that nobody recorded."""
    return text("cli.grams", grams=weight) if weight else text("cli.unweighed")


def hours_left(due_at: datetime, now: datetime) -> float:
    """Hours until a deadline, negative after it."""
    return round((due_at - now) / HOUR, 1)


def left(due_at: datetime, now: datetime) -> str:
    """The time until a deadline, or that it has passed."""
    hours = hours_left(due_at, now)
    return text("cli.overdue", hours=-hours) if due_at < now else text("cli.left", hours=hours)
