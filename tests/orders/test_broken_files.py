"""Each file in broken/ is refused with the words that broken/expected.yml asks for, and nothing of it is kept."""

from pathlib import Path

import pytest
import yaml

from bot.orders import ImportProblems, OrderStore, import_file, read_orders
from bot.orders.problems import SHOWN
from bot.store import ensure_schema, open_engine
from tests.orders.makers import row, write_csv

BROKEN = Path(__file__).parent / "broken"
EXPECTED: dict[str, list[str]] = yaml.safe_load((BROKEN / "expected.yml").read_text(encoding="utf-8"))


def test_every_broken_file_has_its_words() -> None:
    assert {file.name for file in BROKEN.iterdir()} - {"expected.yml"} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_file_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(ImportProblems) as caught:
        read_orders(BROKEN / name)

    message = str(caught.value)
    assert message.startswith(name)
    assert [words for words in EXPECTED[name] if words not in message] == []


def test_one_fault_is_told_once() -> None:
    for name, words in EXPECTED.items():
        if not name.startswith(("several", "column_is_there_twice")) and name.endswith(".csv"):
            with pytest.raises(ImportProblems) as caught:
                read_orders(BROKEN / name)
            assert len(caught.value.problems) == 1, (name, words)


def test_nothing_is_saved_of_a_file_with_one_bad_row(tmp_path: Path) -> None:
    engine = open_engine("sqlite://")
    ensure_schema(engine)
    store = OrderStore(engine)
    good = [row(订单编号=str(number)) for number in range(9)]

    with pytest.raises(ImportProblems):
        import_file(store, write_csv(tmp_path / "shop.csv", *good, row(订单编号="9", 数量="")), "shop")
    assert store.count() == 0


def test_every_row_is_checked_but_not_every_problem_is_printed(tmp_path: Path) -> None:
    rows = [row(订单编号=str(number), 单价="?") for number in range(SHOWN + 7)]

    with pytest.raises(ImportProblems) as caught:
        read_orders(write_csv(tmp_path / "shop.csv", *rows))
    assert len(caught.value.problems) == SHOWN + 7
    assert "另有 7 处" in str(caught.value)
    assert str(caught.value).count("「单价」") == SHOWN


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportProblems, match=r"找不到文件 .*gone\.csv"):
        read_orders(tmp_path / "gone.csv")
