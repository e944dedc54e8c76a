"""Reads clause files and shop settings; a wrong one is refused with file, key and what would be right."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.aftersales.clause import Authority, Clause
from bot.aftersales.loading_checks import Found, wrong
from bot.aftersales.loading_shape import read
from bot.aftersales.policies import BadPolicy, Policies, ShopValue
from bot.clock import Clock, day

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
        problems += _misplaced(clause, path, authority)
        if clause.clause in clauses:
            first = files[clause.clause]
            problems.append(f"{path}: clause: {clause.clause!r} exists already, {first}; give it a name of its own")
            continue
        clauses[clause.clause], files[clause.clause] = clause, path
    settings = read(shop / SETTINGS_FILE, dict[str, ShopValue], problems)
    values = None if settings is None else {name: setting.values for name, setting in settings.items()}
    found = Found(clauses, files, shop / SETTINGS_FILE, values, frozenset(unreadable), _used_on(clauses))
    problems += wrong(found)
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


def _misplaced(clause: Clause, path: Path, authority: Authority) -> Iterator[str]:
    if clause.clause != path.stem:
        yield f"{path}: clause: {clause.clause!r} differs from the file's name; call both the same"
    if clause.authority != authority:
        told = f"says {clause.authority}, but the file lies among those of {authority}"
        yield f"{path}: authority: {told}; write {authority}, or move the file if it is a rule of {clause.authority}"


def _used_on(clauses: dict[str, Clause]) -> date:
    """The day on which values must be in force: today, or the last day on which a clause was checked if that is later.

    The second keeps the clauses usable on a machine whose clock is behind them.
    """
    return max([day(Clock().now()), *(clause.checked_on for clause in clauses.values())])
