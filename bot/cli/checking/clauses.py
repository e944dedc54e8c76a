"""Clauses and shop settings: readable, complete for what the program needs, and sound on every day to come."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.aftersales import loading_values
from bot.aftersales.facts import Facts
from bot.aftersales.load import load
from bot.aftersales.policies import BadPolicy, Policies
from bot.aftersales.soundness import Unsound, unsound
from bot.cli.checking.problem import Problem, clause_place, from_line, shown
from bot.settings import ROOT, Settings
from bot.telling.words import fact_name, value_name
from bot.texts import text

NUMBERS = tuple(f"{owner}.{key}" for owner, keys in loading_values.NUMBERS.items() for key in keys)
FOLDER = ROOT / "data" / "policies"
KEYS = {"dead": "issues", "later_clock": "clock.hours", "no_number": "values"}
LISTS = tuple(f"{owner}.{key}" for owner, keys in loading_values.LISTS.items() for key in keys)


def read_clauses(settings: Settings) -> tuple[Policies, list[Problem]]:
    """The clauses and what is wrong with their files; no clauses when anything is."""
    try:
        return load(settings.data / "policies", settings.shop_policies), []
    except BadPolicy as bad:
        return Policies({}, {}), [from_line(line) for line in bad.problems]


def clause_problems(policies: Policies, on: date, folders: Sequence[Path] = (FOLDER,)) -> Iterator[Problem]:
    """Values the program needs that are not in force, and all that makes the clauses unsound.

    ``folders`` is where the clauses' files are looked for.
    """
    missing = list(_missing(policies, on))
    yield from missing
    if not missing:
        yield from (told(found, policies, folders) for found in unsound(policies, on))


def _missing(policies: Policies, on: date) -> Iterator[Problem]:
    for names, kind in ((NUMBERS, int), (LISTS, list)):
        for name in names:
            if not isinstance(policies.value(name, None, on), kind):
                owner, _, key = name.rpartition(".")
                file = "settings.yml" if owner == "shop" else f"{owner}.yml"
                yield Problem(file, key, text(f"cli.check.needs_{kind.__name__}", on=on))


def told(found: Unsound, policies: Policies, folders: Sequence[Path] = (FOLDER,)) -> Problem:
    """What is unsound, in words: where, and what to do."""
    titles = [policies.clauses[name].title for name in found.clauses]
    named = [text("cli.check.clause_named", name=n, title=t) for n, t in zip(found.clauses, titles, strict=True)]
    remedy = text(
        f"cli.check.unsound.{found.fault}",
        on=found.on,
        issue=found.issue or "",
        facts=_facts(found.facts),
        first=named[0] if named else "",
        second=named[-1] if named else "",
        needs=found.needs,
    )
    return Problem(_place(found, folders), _key(found), remedy)


def _facts(facts: Facts) -> str:
    return "；".join(f"{fact_name(name)}={value_name(name, value)}" for name, value in facts.items())


def _key(found: Unsound) -> str:
    """The key to mend; where no clause is to blame, the issue that nobody decides."""
    return KEYS.get(found.fault, "when") if found.clauses else found.issue or KEYS[found.fault]


def _place(found: Unsound, folders: Sequence[Path]) -> str:
    """The file and line of the clause to mend, else the folder."""
    return clause_place(found.clauses[0], _key(found), folders) if found.clauses else shown(folders[0])
