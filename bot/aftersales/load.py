"""Reads clause files and shop settings; a wrong one is refused with file, line, key and what would be right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.aftersales.clause import Authority, Clause
from bot.aftersales.loading_checks import mistakes
from bot.aftersales.loading_lines import Wrong, with_lines
from bot.aftersales.loading_shape import read
from bot.aftersales.loading_values import Found
from bot.aftersales.policies import SHOP, BadPolicy, Policies, ShopValue
from bot.clock import Clock, day
from bot.texts import text

SETTINGS_FILE = "settings.yml"
NO_CLAUSES = (SETTINGS_FILE, "escalation.yml", "knowledge.yml", "desk.yml", "incidents.yml", "retention.yml")


def load(policies: Path, shop: Path, instead: Path | None = None) -> Policies:
    """All clauses under ``policies``/law and /platform and under ``shop``; raises BadPolicy naming every problem.

    ``instead`` is one file as it would be: it takes the place of the clause of its name, or of the shop's settings.
    """
    problems: list[str] = []
    clauses: dict[str, Clause] = {}
    files: dict[str, Path] = {}
    unreadable = set()
    tried = _name_of(instead, problems) if instead else None
    for path, authority in _with(_files(policies, shop), instead, tried):
        clause = read(path, Clause, problems)
        if clause is None:
            unreadable.add(path.stem)
            continue
        problems += with_lines(_misplaced(clause, path, authority) if path != instead else ())
        if clause.clause in clauses:
            told = text("policy.name_taken", name=clause.clause, file=files[clause.clause])
            problems += with_lines([Wrong(path, "clause", told)])
            continue
        clauses[clause.clause], files[clause.clause] = clause, path
    settings_file = instead if instead and tried is None else shop / SETTINGS_FILE
    settings = read(settings_file, dict[str, ShopValue], problems)
    found = Found(clauses, files, settings_file, settings, frozenset(unreadable), _used_on(clauses))
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
        yield from ((path, authority) for path in sorted(folder.rglob("*.yml")) if path.name not in NO_CLAUSES)


def _name_of(path: Path, problems: list[str]) -> str | None:
    """The clause that a file holds; None when it holds settings, or nothing that can be read (then it is told)."""
    raw = read(path, dict[str, Any], problems)
    name = (raw or {}).get("clause")
    return str(name) if name else None


def _with(
    files: Iterator[tuple[Path, Authority]], instead: Path | None, name: str | None
) -> Iterator[tuple[Path, Authority]]:
    """The files with the one that is tried in the place of the clause of its name, else at the end."""
    waiting = instead is not None and name is not None
    for path, authority in files:
        if waiting and instead and path.stem == name:
            waiting = False
            yield instead, authority
        else:
            yield path, authority
    if waiting and instead:
        yield instead, SHOP


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
