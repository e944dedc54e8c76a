"""Reads clause files and shop settings; a wrong one is refused with file, line, key and what would be right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.aftersales.clause import Authority, Clause
from bot.aftersales.loading_checks import mistakes
from bot.aftersales.loading_lines import Wrong, with_lines
from bot.aftersales.loading_shape import read
from bot.aftersales.loading_values import Found
from bot.aftersales.policies import BadPolicy, Policies, ShopValue
from bot.clock import Clock, day
from bot.texts import text

SETTINGS_FILE = "settings.yml"


def load(policies: Path, shop: Path) -> Policies:
    """All clauses under ``policies``/law and /platform and under ``shop``; raises BadPolicy naming every problem."""
    problems: list[str] = []
    clauses: dict[str, Clause] = {}
    files: dict[str, Path] = {}
    unreadable = set()
    for path, authority in _files(policies, shop):
        clause = read(path, Clause, problems)
        if clause is None:
            unreadable.add(path.stem)
            continue
        problems += with_lines(_misplaced(clause, path, authority))
        if clause.clause in clauses:
            told = text("policy.name_taken", name=clause.clause, file=files[clause.clause])
            problems += with_lines([Wrong(path, "clause", told)])
            continue
        clauses[clause.clause], files[clause.clause] = clause, path
    settings = read(shop / SETTINGS_FILE, dict[str, ShopValue], problems)
    found = Found(clauses, files, shop / SETTINGS_FILE, settings, frozenset(unreadable), _used_on(clauses))
    problems += with_lines(mistakes(found))
    if problems:
        raise BadPolicy(problems)
    return Policies(clauses=clauses, shop=settings or {})


def _files(policies: Path, shop: Path) -> Iterator[tuple[Path, Authority]]:
    folders: tuple[tuple[Path, Authority], ...] = (
        (policies / "law", "law"),
        (policies / "platform", "platform"),
        (shop, "shop"),
    )
    for folder, authority in folders:
        yield from ((path, authority) for path in sorted(folder.rglob("*.yml")) if path.name != SETTINGS_FILE)


def _misplaced(clause: Clause, path: Path, authority: Authority) -> Iterator[Wrong]:
    if clause.clause != path.stem:
        yield Wrong(path, "clause", text("policy.other_name", name=clause.clause, stem=path.stem))
    if clause.authority != authority:
        told = text("policy.other_authority", given=clause.authority, right=authority)
        yield Wrong(path, "authority", told)


def _used_on(clauses: dict[str, Clause]) -> date:
    """The day on which values must be in force: today, or the last day on which a clause was checked if that is later.

    The second keeps the clauses usable on a machine whose clock is behind them.
    """
    return max([day(Clock().now()), *(clause.checked_on for clause in clauses.values())])
