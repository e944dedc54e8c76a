"""docs/policies.md names every setting with its value, and every word a clause file may use."""

from datetime import date
from typing import Any, get_args

import pytest

from bot.aftersales.clause import Basis, Event, Freight, Outcome, Remedy, value_on
from tests.policy.reading import ROOT, shipped_policies

DOCS = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", shipped_policies().shop)
def test_every_setting_stands_in_the_table_with_its_value(name: str) -> None:
    row = next((line for line in DOCS.splitlines() if line.startswith(f"| `{name}` |")), "")
    value = value_on(shipped_policies().shop[name].values, date(2026, 11, 21))

    assert row, f"docs/policies.md: the table of settings has no row for {name}"
    assert f"| {shipped_policies().shop[name].unit} |" in row
    assert isinstance(value, list) or row.endswith(f"| {value} |")


@pytest.mark.parametrize(
    "words", [Outcome, Remedy, Basis, Freight, Event], ids=["outcome", "remedy", "amount", "freight", "starts"]
)
def test_every_word_of_a_clause_is_explained(words: Any) -> None:
    assert [word for word in get_args(words) if word not in DOCS] == []
