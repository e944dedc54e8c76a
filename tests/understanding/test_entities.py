"""What stands in a line besides its intent, as the value it has: numbers, 分, days."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.entities import LexiconEntities
from bot.nlu.patterns import read
from bot.talk.dates import dated, named_day
from bot.talk.message import Entity, Message
from bot.talk.reading import masked

LINES = yaml.safe_load((Path(__file__).parent / "entities.yml").read_text(encoding="utf-8"))
THURSDAY = date(2026, 6, 18)


@pytest.fixture(scope="module")
def extractor() -> LexiconEntities:
    return LexiconEntities(read())


def understood(extractor: LexiconEntities, said: str) -> Message:
    found = tuple(Entity(each["entity"], each["value"], each["start"], each["end"]) for each in extractor.extract(said))
    return dated(Message(said, entities=found), THURSDAY)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"])
def test_values_in_a_line(extractor: LexiconEntities, line: dict[str, Any]) -> None:
    message = understood(extractor, line["text"])
    wanted = {label: str(value) if isinstance(value, date) else value for label, value in line.items()}
    del wanted["text"]
    assert {label: message.first(label) for label in wanted} == wanted


@pytest.mark.parametrize(
    ("code", "today", "day"),
    [
        ("06-18", date(2026, 6, 18), date(2026, 6, 18)),
        ("06-19", date(2026, 6, 18), date(2025, 6, 19)),
        ("31", date(2026, 3, 1), date(2026, 1, 31)),
        ("02-29", date(2026, 6, 18), date(2024, 2, 29)),
        ("w4", date(2026, 6, 18), date(2026, 6, 18)),
        ("w5", date(2026, 6, 18), date(2026, 6, 12)),
        ("w1-2", date(2026, 6, 18), date(2026, 6, 1)),
        ("d-1", date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_day_is_the_latest_that_fits(code: str, today: date, day: date) -> None:
    assert named_day(code, today) == day


def test_private_numbers_are_hidden(extractor: LexiconEntities) -> None:
    said = "我电话138 1234 5678 身份证110101199003071234 银行卡6222021234567890123"
    kept = masked(understood(extractor, said))
    assert "1234 5678" not in kept
    assert "19900307" not in kept
    assert "202123456789" not in kept
