"""What has been kept for long enough goes; what belongs to something unfinished stays; on both databases."""

import msgspec
import pytest

from bot.audit.store import AuditStore
from bot.forgetting.ageing import find_old, forget_old
from bot.forgetting.model import Found
from bot.forgetting.old.store import AGEING
from bot.forgetting.retention import Days, Retention
from bot.forgetting.store import BY, ERASED
from bot.store import writing
from bot.web.store import conversations
from tests.forgetting.lives import THEN, World, beside, days_ago, of, order_of, sizes

DAYS = Retention(Days(talks=30, pictures=60, handovers=90, audit=180, sensitive_audit=365), ("talk_seen",))
TALKS = {"messages": 2, "talks": 1, "notes": 1, "drafts": 1, "conversations": 1, "events": 2}


def test_all_that_goes_with_a_buyer_grows_old() -> None:
    assert set(ERASED) <= set(AGEING)


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        (30, {}),
        (30.001, TALKS),
        (60, TALKS),
        (60.001, {**TALKS, "uploads": 1, "files": 2}),
        (90, {**TALKS, "uploads": 1, "files": 2}),
        (90.001, {**TALKS, "uploads": 1, "files": 2, "handovers": 1}),
        (180.001, {**TALKS, "uploads": 1, "files": 2, "handovers": 1, "audit": 3}),
        (365.001, {**TALKS, "uploads": 1, "files": 2, "handovers": 1, "audit": 4}),
    ],
)
def test_each_in_its_time(world: World, days: float, gone: dict[str, int]) -> None:
    world.lives("buyer-sun", days_ago(1))
    fresh = world.everything()
    world.lives("buyer-lin", days_ago(days))
    before = world.everything()

    assert sizes(find_old(world.places, DAYS, THEN)) == gone
    assert world.everything() == before
    assert sizes(forget_old(world.places, DAYS, THEN)) == gone

    beside(world.everything(), fresh)
    assert sizes(find_old(world.places, DAYS, THEN)) == {}


def test_the_books_and_what_waits_on_disk_stay(world: World) -> None:
    world.lives("buyer-lin", days_ago(999))

    forget_old(world.places, DAYS, THEN)

    left = sizes(of(world.everything(), "buyer-lin"))
    assert {name: len(rows) for name, rows in left.items()} == {"orders": 1, "cases": 1, "spool": 1}
    assert len(of(world.everything(), order_of("buyer-lin"))["cases"]) == 1


@pytest.mark.parametrize("unfinished", ["case", "waiting", "owned", "unanswered"])
def test_who_has_something_unfinished_is_left_alone(world: World, unfinished: str) -> None:
    world.lives("buyer-lin", days_ago(999), open_case=unfinished == "case", waiting=unfinished == "waiting")
    if unfinished == "owned":
        own = conversations.c.buyer_id == "buyer-lin"
        with writing(world.engine) as connection:
            connection.execute(conversations.update().where(own).values(agent_id="xiaoya"))
    if unfinished == "unanswered":
        world.said("buyer-lin", days_ago(0), answered=False)
    before = world.everything()

    gone = sizes(forget_old(world.places, DAYS, THEN))

    theirs = of(before, "buyer-lin")
    assert of(world.everything(), "buyer-lin") == theirs | {
        "audit": [row for row in theirs["audit"] if "'searched'" not in row]
    }
    assert set(gone) == {"audit"}  # words that somebody looked for, and a case that is closed
    if unfinished == "case":
        assert gone == {"audit": 1}


def test_what_is_new_in_an_old_talk_keeps_it(world: World) -> None:
    world.said("buyer-lin", days_ago(40))
    world.said("buyer-lin", days_ago(2))

    assert sizes(forget_old(world.places, DAYS, THEN)) == {"messages": 2, "notes": 1, "drafts": 1}

    left = world.everything()
    assert [len(left[name]) for name in ("messages", "conversations", "talks")] == [2, 1, 1]


def test_a_picture_that_was_sent_again_lately_keeps_its_files(world: World) -> None:
    world.sent("buyer-lin", b"the same", days_ago(99))
    world.sent("buyer-sun", b"the same", days_ago(1))

    assert sizes(forget_old(world.places, DAYS, THEN)) == {"uploads": 1}
    assert len(world.everything()["files"]) == 2


def test_it_is_logged_once(world: World) -> None:
    world.said("buyer-lin", days_ago(99))

    forget_old(world.places, DAYS, THEN)
    forget_old(world.places, DAYS, THEN)

    [entry], _ = AuditStore(world.engine).page(None, 9)
    assert (entry.agent_id, entry.what, entry.about) == (BY, "forgotten_old", "")
    assert sizes(entry.details) == {"messages": 2, "talks": 1, "notes": 1, "drafts": 1, "conversations": 1}


def test_nothing_found_is_nothing() -> None:
    assert not Found({"messages": 0}, {"orders": 0})
    assert msgspec.structs.replace(Found({}, {}), renamed={"orders": 1})
