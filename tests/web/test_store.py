"""What is said in the window is kept once and in its order, on both databases."""

import threading
from datetime import datetime

import pytest
from sqlalchemy.engine import Engine

from bot.clock import SHANGHAI
from bot.web.store import LONGEST_SESSION, SETTLED_SESSION, Kept, Said, WindowStore
from bot.web.wire import Choice, Extras

NOON = datetime(2026, 6, 18, 12, tzinfo=SHANGHAI)


@pytest.fixture
def store(engine: Engine) -> WindowStore:
    return WindowStore(engine)


def say(store: WindowStore, client_id: str, text: str = "少了一件", buyer: str = "buyer-lin") -> Kept:
    return store.accept(buyer, client_id, text, text, Extras(), NOON)[0]


def test_the_same_id_is_the_same_message_and_another_buyers_is_another(store: WindowStore) -> None:
    first, new = store.accept("buyer-lin", "one", "少了一件", "少了一件", Extras(), NOON)
    again, anew = store.accept("buyer-lin", "one", "说了别的", "说了别的", Extras(), NOON)
    other, _ = store.accept("buyer-sun", "one", "少了一件", "少了一件", Extras(), NOON)

    assert (new, anew, first == again) == (True, False, True)
    assert (other.seq, other.sender) == (1, "buyer-sun~1")


def test_an_answer_is_kept_whole_and_once(store: WindowStore) -> None:
    asked = say(store, "one")
    buttons = Extras(buttons=(Choice("可以", "可以"),))

    assert store.answered(asked, [Said("亲亲，在的"), Said("哪一单呢", buttons)], NOON)
    assert not store.answered(asked, [Said("又来一遍")], NOON)

    page, more = store.page("buyer-lin", None, 50)
    assert [(each.seq, each.author, each.text, each.reply_to) for each in page] == [
        (1, "buyer", "少了一件", None),
        (2, "bot", "亲亲，在的", 1),
        (3, "bot", "哪一单呢", 1),
    ]
    assert page[2].extras == buttons
    assert page[2].at == NOON
    assert not more
    assert store.next_waiting("buyer-lin") is None


def test_what_waits_is_found_oldest_first(store: WindowStore) -> None:
    say(store, "one")
    say(store, "two")
    say(store, "three", buyer="buyer-sun")

    assert sorted(store.buyers_waiting()) == ["buyer-lin", "buyer-sun"]
    first = store.next_waiting("buyer-lin")
    assert first is not None
    assert first.client_id == "one"
    store.answered(first, [], NOON)
    second = store.next_waiting("buyer-lin")
    assert second is not None
    assert second.client_id == "two"


def test_a_page_before_a_seq_and_what_came_after_one(store: WindowStore) -> None:
    for number in range(5):
        say(store, f"m{number}")

    page, more = store.page("buyer-lin", 4, 2)

    assert ([each.seq for each in page], more) == ([2, 3], True)
    assert [each.seq for each in store.after("buyer-lin", 3)] == [4, 5]


def test_many_at_once_get_numbers_without_gap_or_double(store: WindowStore) -> None:
    threads = [threading.Thread(target=say, args=(store, f"m{number % 6}")) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    page, _ = store.page("buyer-lin", None, 50)
    assert [each.seq for each in page] == [1, 2, 3, 4, 5, 6]
    assert {each.client_id for each in page} == {f"m{number}" for number in range(6)}


def test_a_session_ends_when_all_is_settled_and_never_grows_beyond_its_length(store: WindowStore) -> None:
    senders = []
    for number in range(SETTLED_SESSION + 1):
        message = say(store, f"s{number}")
        store.answered(message, [], NOON, settled=True)
        senders.append(message.sender)
    senders += [say(store, f"m{number}").sender for number in range(LONGEST_SESSION + 1)]

    assert senders[:SETTLED_SESSION] == ["buyer-lin~1"] * SETTLED_SESSION
    assert senders[SETTLED_SESSION:] == ["buyer-lin~2"] * LONGEST_SESSION + ["buyer-lin~3"] * 2


def test_a_notice_is_given_once_for_a_message(store: WindowStore) -> None:
    message = say(store, "one")

    assert [store.notice(message, "网络忙", NOON) for _ in range(2)] == [True, False]
    assert [each.author for each in store.after("buyer-lin", 0)] == ["buyer", "notice"]
    assert store.next_waiting("buyer-lin") == message
    assert store.last_said("buyer-lin") is None


def test_a_rating_replaces_the_one_before(store: WindowStore) -> None:
    assert store.conversation("buyer-lin").stars is None
    store.rate("buyer-lin", 2, "慢", NOON)
    store.rate("buyer-lin", 5, "好", NOON)
    assert store.conversation("buyer-lin").stars == 5
    assert say(store, "one").seq == 1
