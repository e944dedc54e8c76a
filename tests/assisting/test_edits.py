"""How far an edit is from the draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assisting.edits import distance


@pytest.mark.parametrize(
    ("draft", "sent", "changed"),
    [
        ("", "", 0),
        ("亲亲，退您12元", "亲亲，退您12元", 0),
        ("亲亲，退您12元", "亲亲，退您 12 元\n", 0),
        ("退您12元", "退您13元", 1),
        ("退您12元", "给您退12元", 2),
        ("", "好的", 2),
        ("马上登记", "", 4),
    ],
)
def test_characters_changed(draft: str, sent: str, changed: int) -> None:
    assert distance(draft, sent) == changed


@given(st.text("退您元1 ", max_size=8), st.text("退您元1 ", max_size=8))
def test_there_and_back_is_as_far(draft: str, sent: str) -> None:
    assert distance(draft, sent) == distance(sent, draft)
    assert (distance(draft, sent) == 0) is (draft.replace(" ", "") == sent.replace(" ", ""))
