"""Imports point one way: actions ▸ the service ▸ the talk ▸ the core ▸ nothing of ours."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BASE = ("bot.decoding", "bot.money", "bot.clock", "bot.texts", "bot.settings", "bot.store", "bot.watching")
CORE = ("bot.orders", "bot.aftersales", "bot.evidence", "bot.handover", "bot.knowledge")
DESK = ("bot.deciding", "bot.reports", "bot.proof", "bot.staff", "bot.audit", "bot.assisting", "bot.telling")
TALK = ("bot.talk", "bot.shop", "bot.replies")
FRONT_END = Path("bot/web/ui")
RASAS_CALLS = Path("bot/nlu/swift.py")
ALLOWED = {
    "bot/orders": (*BASE, "bot.orders"),
    "bot/aftersales": (*BASE, *CORE),
    "bot/evidence": (*BASE, "bot.evidence"),
    "bot/handover": (*BASE, *CORE),
    "bot/deciding": (*BASE, *CORE, *TALK, "bot.staff", "bot.deciding"),
    "bot/reports": (*BASE, *CORE, "bot.reports"),
    "bot/proof": (*BASE, *CORE, *TALK, "bot.telling", "bot.proof"),
    "bot/telling": (*BASE, *CORE, *TALK, "bot.telling"),
    "bot/staff": (*BASE, "bot.staff"),
    "bot/audit": (*BASE, "bot.audit"),
    "bot/assisting": (*BASE, *CORE, *TALK, "bot.assisting"),
    "bot/knowledge": (*BASE, *CORE),
    "bot/evaluating": (*BASE, "bot.evaluating"),
    "bot/replaying": (*BASE, "bot.orders", "bot.service", "bot.replaying"),
    "bot/examples": (*BASE, *CORE, "bot.examples"),
    "bot/talk": (*BASE, *CORE, *TALK),
    "bot/shop.py": (*BASE, *CORE),
    "bot/replies.py": BASE,
    "bot/service.py": (*BASE, *CORE, *TALK, *DESK),
    "bot/nlu": (
        "bot.settings",
        "bot.store",
        "bot.nlu",
        "bot.evaluating",
        "bot.service",
        "bot.talk.lexicon",
        "bot.aftersales.clause",
    ),
    "bot/web": (*BASE, *CORE, *TALK, *DESK, "bot.service", "bot.ports", "bot.web"),
    "bot/forgetting": (
        *BASE,
        *CORE,
        *DESK,
        "bot.talk.store",
        "bot.web.store",
        "bot.web.desk.store",
        "bot.web.pictures.store",
        "bot.forgetting",
    ),
    "actions": ("bot.service", "actions"),
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def sources(folder: str) -> list[Path]:
    place = Path(folder)
    return [place] if place.is_file() else sorted(each for each in place.rglob("*.py") if FRONT_END not in each.parents)


def of(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


@pytest.mark.parametrize("folder", ALLOWED)
def test_ours_point_inward(folder: str) -> None:
    wrong = [
        f"{path}: {name}"
        for path in sources(folder)
        for name in imports(path)
        if of(name, "bot", "actions") and not of(name, *ALLOWED[folder])
    ]
    assert wrong == []


def test_rasa_is_imported_by_its_components_only() -> None:
    wrong = [f"{path}: {name}" for path in sources("bot") for name in imports(path) if of(name, "rasa", "rasa_sdk")]
    assert [line for line in wrong if not line.startswith("bot/nlu/")] == []
    assert [f"{path}: {name}" for path in sources("actions") for name in imports(path) if of(name, "rasa")] == []


def test_http_is_spoken_by_the_door_only() -> None:
    spoken = ("starlette", "uvicorn", "sse_starlette", "jwt", "aiohttp")
    wrong = [
        f"{path}: {name}"
        for path in [*sources("bot"), *sources("actions")]
        for name in imports(path)
        if of(name, *spoken) and not path.is_relative_to("bot/web") and path != RASAS_CALLS
    ]
    assert wrong == []


def test_the_database_is_imported_by_stores_only() -> None:
    wrong = [
        f"{path}: {name}"
        for path in [*sources("bot"), *sources("actions")]
        for name in imports(path)
        if of(name, "sqlalchemy", "alembic") and path.name != "store.py" and "migrations" not in path.parts
    ]
    assert wrong == []


def test_every_folder_of_the_house_is_looked_at() -> None:
    rooms = {str(path.parent) for path in sources("bot")} - {
        "bot",
        "bot/migrations",
        "bot/migrations/versions",
    }
    looked_at = {room for room in rooms if any(room == each or room.startswith(f"{each}/") for each in ALLOWED)}
    assert {room for room in rooms - looked_at if not room.startswith("bot/cli")} == set()
