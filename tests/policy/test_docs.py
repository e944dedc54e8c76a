"""docs/policies.md explains every word a clause file may use."""

from typing import Any, get_args

import pytest

from bot.aftersales.clause import Basis, Event, Freight, Outcome, Remedy
from tests.policy.shipped import ROOT

DOCS = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [Outcome, Remedy, Basis, Freight, Event], ids=["outcome", "remedy", "amount", "freight", "starts"]
)
def test_every_word_of_a_clause_is_explained(words: Any) -> None:
    assert [word for word in get_args(words) if word not in DOCS] == []
