"""One buyer is forgotten everywhere, the books stay, and nobody else loses a letter; on both databases."""

import importlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from bot.aftersales.store import CaseStore
from bot.audit.store import AuditStore
from bot.deciding.store import DecisionStore
from bot.forgetting.forgetting import Places, find, forget
from bot.forgetting.model import StillOpen, Unknown, is_pseudonym, pseudonym
from bot.forgetting.pictures import Pictures
from bot.forgetting.renaming.store import RENAMED
from bot.forgetting.store import BY, ERASED, OF_A_CASE, WITHOUT_BUYERS
from bot.orders.model import PSEUDONYM
from bot.orders.store import OrderStore
from bot.settings import ROOT
from bot.store import metadata
from bot.web.store import WindowStore
from tests.forgetting.lives import THEN, WORDS, World, beside, of, order_of, sizes

ALL_OF_ONE = {
    "messages": 2,
    "uploads": 1,
    "talks": 1,
    "notes": 1,
    "drafts": 1,
    "conversations": 1,
    "handovers": 1,
    "files": 2,
    "events": 2,
    "spool": 1,
}
BOOKS_OF_ONE = {"orders": 1, "cases": 1, "decisions": 1, "audit": 4}


@pytest.fixture
def two(world: World) -> World:
    world.lives("buyer-lin")
    world.lives("buyer-sun")
    return world


def names_that_stay(world: World) -> set[str]:
    """Under which names, but for sun's, orders and cases stand."""
    found = {order.buyer_id for order in map(OrderStore(world.engine).find, (order_of("buyer-lin"),)) if order}
    found |= {case.draft.buyer_id for case in CaseStore(world.engine).all(only_open=False)}
    return found - {"buyer-sun"}


def test_every_table_is_known_here() -> None:
    for path in (ROOT / "bot").rglob("store.py"):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))

    known = {table.name for table in (*ERASED, *RENAMED, *OF_A_CASE, *WITHOUT_BUYERS)}

    assert set(metadata.tables) - known == set(), "say in bot/forgetting what becomes of them when a buyer goes"
    assert {table.name for table in metadata.sorted_tables if "buyer_id" in table.c} <= {
        table.name for table in (*ERASED, *RENAMED)
    }


def test_looking_tells_what_there_is_and_changes_nothing(two: World) -> None:
    before = two.everything()

    found = find(two.places, "buyer-lin")

    assert (sizes(found.erased), sizes(found.renamed)) == (ALL_OF_ONE, BOOKS_OF_ONE)
    assert not found.standing
    assert two.everything() == before


def test_nothing_is_left_but_the_books_and_nobody_else_loses_a_letter(world: World) -> None:
    world.lives("buyer-sun")
    alone = world.everything()
    world.lives("buyer-lin")

    done = forget(world.places, "buyer-lin", THEN)

    assert (sizes(done.erased), sizes(done.renamed)) == (ALL_OF_ONE, BOOKS_OF_ONE)
    books = beside(world.everything(), alone)
    assert {name: len(rows) for name, rows in books.items() if rows} == BOOKS_OF_ONE | {"audit": 5}
    assert sizes(of(books, "buyer-lin")) == sizes(of(books, WORDS)) == {}


def test_the_books_stay_under_one_new_name(two: World) -> None:
    case = CaseStore(two.engine).of_buyer("buyer-lin", only_open=False)[0]

    forget(two.places, "buyer-lin", THEN)

    [name] = names_that_stay(two)
    assert is_pseudonym(name)
    order, kept = OrderStore(two.engine).find(order_of("buyer-lin")), CaseStore(two.engine).get(case.case_no)
    assert order is not None
    assert kept is not None
    assert (order.buyer_id, order.paid) == (name, 5990)
    assert kept.draft == msgspec.structs.replace(
        case.draft, buyer_id=name, talk_id=name, claim={**case.draft.claim, "said": [], "links": []}
    )
    assert (kept.status, kept.opened_at, kept.closed_at) == (case.status, case.opened_at, case.closed_at)
    [decision] = DecisionStore(two.engine).of_cases([case.case_no])
    assert decision.details == {"finding": "holds", "note": ""}
    assert OrderStore(two.engine).save([order], "local").unchanged == 1


def test_the_log_keeps_what_was_done_under_the_new_name(two: World) -> None:
    forget(two.places, "buyer-lin", THEN)

    [name] = names_that_stay(two)
    entries, _ = AuditStore(two.engine).page(None, 50)
    last, *_ = entries
    assert (last.agent_id, last.what, last.about, last.at) == (BY, "forgotten", name, THEN)
    assert sizes(last.details) == ALL_OF_ONE | BOOKS_OF_ONE
    about = {entry.what: entry.about for entry in entries if name in entry.about}
    assert about == {"forgotten": name, "talk_seen": name, "searched": f"{name} 退款", "overruled": name}
    assert {"why": "", "words": ""} in [entry.details for entry in entries]


def test_again_there_is_nobody(two: World) -> None:
    forget(two.places, "buyer-lin", THEN)
    before = two.everything()

    with pytest.raises(Unknown):
        forget(two.places, "buyer-lin", THEN)
    with pytest.raises(Unknown):
        find(two.places, "nobody")

    assert two.everything() == before


def test_names_are_drawn_not_derived() -> None:
    assert pseudonym() != pseudonym()
    assert len(pseudonym()) == len(PSEUDONYM) + 12
    assert not is_pseudonym("buyer-lin")


@pytest.mark.parametrize(("open_case", "waiting"), [(True, False), (False, True)])
def test_what_is_not_finished_stands_in_the_way(world: World, open_case: bool, waiting: bool) -> None:
    world.lives("buyer-lin", open_case=open_case, waiting=waiting)
    before = world.everything()

    with pytest.raises(StillOpen) as refused:
        forget(world.places, "buyer-lin", THEN)

    assert (len(refused.value.standing.cases), refused.value.standing.handovers) == (open_case, waiting)
    assert find(world.places, "buyer-lin").standing == refused.value.standing
    assert world.everything() == before

    forget(world.places, "buyer-lin", THEN, open_too=True)

    assert [case.status for case in CaseStore(world.engine).all(only_open=False)] == ["open" if open_case else "done"]
    assert sizes(of(world.everything(), WORDS)) == {}


def test_a_picture_that_another_has_sent_too_stays(two: World) -> None:
    shared = two.sent("buyer-lin", b"the same", THEN)
    two.sent("buyer-sun", b"the same", THEN)

    assert find(two.places, "buyer-lin").erased["files"] == 2
    assert forget(two.places, "buyer-lin", THEN).erased["files"] == 2

    assert len(of(two.everything(), shared)["files"]) == 2
    assert len(of(two.everything(), "buyer-sun 的照片")["files"]) == 2
    assert of(two.everything(), "buyer-lin 的照片")["files"] == []


class Stuck(Pictures):
    """A folder in which nothing may be removed."""

    def remove(self, ids: Iterable[str]) -> int:
        raise PermissionError(next(iter(ids)))


def test_what_fails_half_way_is_done_again(two: World, tmp_path: Path) -> None:
    places = Places(two.engine, two.places.events, Stuck(two.var), two.places.spooled)
    before = two.everything()

    with pytest.raises(PermissionError):
        forget(places, "buyer-lin", THEN)

    in_the_shop = set(metadata.tables) | {"files"}
    assert {n: r for n, r in two.everything().items() if n in in_the_shop} == {
        n: r for n, r in before.items() if n in in_the_shop
    }
    assert sizes(forget(two.places, "buyer-lin", THEN).erased) == {
        name: count for name, count in ALL_OF_ONE.items() if name not in ("events", "spool")
    }


@pytest.mark.parametrize("other", ["BUYER-LIN", "buyer-lin2", "buyer_lin", "%", "buyer-lin~x", "buyer-lin 2", "林"])
def test_alike_is_not_the_same(world: World, other: str) -> None:
    world.lives("buyer-lin")
    alone = world.everything()
    world.lives(other)

    forget(world.places, other, THEN)

    beside(world.everything(), alone)
    assert sizes(find(world.places, "buyer-lin").erased) == ALL_OF_ONE


def test_the_entry_of_another_whose_name_begins_alike_stays(world: World) -> None:
    log = AuditStore(world.engine)
    log.add(THEN, "xiaoya", "talk_seen", "buyer-lin 2")
    log.add(THEN, "xiaoya", "searched", "buyer-linda 退款")
    log.add(THEN, "laoban", "agent_added", "buyer-lin", role="agent")
    log.add(THEN, "xiaoya", "handed_on", "buyer-sun", to="buyer-lin")
    log.add(THEN, "xiaoya", "overruled", "buyer-sun", why=WORDS)
    before = world.everything()["audit"]
    world.lives("buyer-lin")

    forget(world.places, "buyer-lin", THEN)

    assert set(before) <= set(world.everything()["audit"])


def test_a_handover_that_names_nobody_goes_by_its_talk(two: World) -> None:
    two.handed(None, THEN, talk="buyer-lin~3")
    two.handed(None, THEN, talk="buyer-sun~3")
    two.spooled("buyer-lin~4", None, THEN)
    two.spooled("buyer-lina~4", None, THEN)

    erased = forget(two.places, "buyer-lin", THEN).erased

    assert (erased["handovers"], erased["spool"]) == (2, 2)
    assert len(of(two.everything(), "buyer-sun~3")["handovers"]) == 1
    assert len(of(two.everything(), "buyer-lina~4")["spool"]) == 1


def test_a_broken_line_on_disk_stays_as_it_is(two: World) -> None:
    spool = two.var / "handovers.jsonl"
    spool.write_bytes(spool.read_bytes() + b'{"talk_id": "li')

    forget(two.places, "buyer-lin", THEN)

    first, last = spool.read_bytes().splitlines()
    assert (b'"buyer_id":"buyer-sun"' in first, last) == (True, b'{"talk_id": "li')


def test_who_comes_back_is_somebody_new(two: World) -> None:
    forget(two.places, "buyer-lin", THEN)

    two.said("buyer-lin", THEN)

    assert WindowStore(two.engine).conversation("buyer-lin").last_seq == 2
    assert find(two.places, "buyer-lin").renamed == dict.fromkeys(BOOKS_OF_ONE, 0)


def test_the_order_imported_again_keeps_its_new_name(two: World) -> None:
    orders = OrderStore(two.engine)
    as_exported = orders.find(order_of("buyer-lin"))
    assert as_exported is not None
    forget(two.places, "buyer-lin", THEN)

    orders.save([as_exported, msgspec.structs.replace(as_exported, order_no="2600000000000001")], "shop")

    assert orders.of_buyer("buyer-lin")[0].order_no == "2600000000000001"
    kept = orders.find(as_exported.order_no)
    assert kept is not None
    assert is_pseudonym(kept.buyer_id)
