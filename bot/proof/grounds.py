"""The clauses that the verdict rests on, as they stood on the day."""

from collections.abc import Iterator

from bot.aftersales.clause import Cited
from bot.texts import SCRIPTS, load, text

PREFIX = "proof.number_"


def clause_lines(cited: Cited) -> Iterator[str]:
    """A clause: title, source, since when and when last checked, its reason, the numbers used."""
    authority = text(f"cli.authority.{cited.authority}")
    yield text("proof.clause.title", authority=authority, title=cited.title)
    yield text("proof.clause.source", source=cited.source)
    yield text("proof.clause.since", since=cited.since, checked_on=cited.checked_on)
    numbers = [told for name, number in cited.values.items() if (told := _number(name, number))]
    if numbers:
        yield text("proof.clause.numbers", numbers=text("proof.sep").join(numbers))
    if cited.why:
        yield text("proof.clause.why", why=cited.why)


def _number(name: str, number: int) -> str | None:
    """A number of a clause in words; None for one that only programs count with."""
    key = name.rpartition(".")[2]
    return text(f"proof.number_{key}", number=number) if f"{PREFIX}{key}" in load(SCRIPTS) else None
