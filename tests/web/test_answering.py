"""Every message gets one answer, in its order, whatever dies in between; on both databases."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import parse_time
from bot.ports import free_ports
from bot.web.app import make
from bot.web.store import Said, WindowStore
from bot.web.wire import Extras
from tests.web.doors import QUICK, Client, House, house, served, until

NOON = parse_time("2026-06-18T12:00")


@pytest.fixture
def home(database_url: str, tmp_path: Path) -> Iterator[House]:
    made = house(database_url, tmp_path / "var")
    yield made
    made.service.engine.dispose()


def waits(home: House, client_id: str, text: str) -> None:
    WindowStore(home.service.engine).accept("buyer-lin", client_id, text, text, Extras(), NOON)


def test_an_answer_lost_between_rasa_and_the_store_is_asked_for_again_and_is_the_same(home: House) -> None:
    waits(home, "m1", "少了一件")
    home.rasa.answers["buyer-lin~1 m1"] = "第一次的回答"  # Rasa has answered; the door died before it kept it

    with home.open() as base:
        lin = Client(base)
        until(lambda: len(lin.all()) == 2)
        assert lin.texts() == [("buyer", "少了一件"), ("bot", "第一次的回答")]


def test_after_a_restart_what_waits_is_answered_once_and_what_was_answered_is_not(home: House) -> None:
    waits(home, "m1", "在吗")
    waits(home, "m2", "少了一件")
    for _ in range(2):
        with home.open() as base:
            until(lambda base=base: len(Client(base).all()) == 4)

    assert [each["metadata"]["message_id"] for each in home.rasa.heard] == ["m1", "m2"]


def test_while_rasa_is_away_the_buyer_is_told_once_and_answered_later(home: House) -> None:
    with home.door() as base:
        lin = Client(base)
        lin.say("12345678-1", "少了一件")
        until(lambda: len(lin.all()) == 2)
        lin.say("12345678-2", "在吗")
        home.rasa.away = True
        with served(home.rasa.app, home.rasa_port):
            until(lambda: len(home.rasa.heard) > 3)
            assert [who for who, _ in lin.texts()] == ["buyer", "notice", "buyer"]
            home.rasa.away = False
            until(lambda: len(lin.all()) == 5)

        assert lin.texts()[3:] == [("bot", "1：少了一件"), ("bot", "2：在吗")]
        assert [each["seq"] for each in lin.all()] == [1, 2, 3, 4, 5]


def test_while_the_action_server_is_away_rasa_is_asked_only_when_it_lasts(home: House) -> None:
    home.rasa.idle = True
    with home.open() as base:
        lin = Client(base)
        lin.say("12345678-1", "少了一件")
        until(lambda: len(lin.all()) == 3)
        assert [who for who, _ in lin.texts()] == ["buyer", "notice", "bot"]


def test_messages_in_quick_succession_are_answered_in_their_order(home: House) -> None:
    home.rasa.slow = 0.02
    with home.open() as base:
        lin, chen = Client(base), Client(base, "buyer-chen")
        for number in range(6):
            lin.say(f"12345678-{number}", f"第{number}句")
            chen.say(f"12345678-{number}", f"第{number}句")
        until(lambda: len(lin.all()) == len(chen.all()) == 12)

    for buyer in ("buyer-lin", "buyer-chen"):
        heard = [each["message"] for each in home.rasa.heard if each["metadata"]["buyer_id"] == buyer]
        assert heard == [f"第{number}句" for number in range(6)]


def test_the_same_message_from_many_tries_at_once_is_heard_once(home: House) -> None:
    with home.open() as base:
        lin = Client(base)
        tries = [threading.Thread(target=lambda: Client(base).say("12345678-x", "少了一件")) for _ in range(8)]
        for each in tries:
            each.start()
        for each in tries:
            each.join()
        until(lambda: len(lin.all()) == 2)

    assert len(home.rasa.heard) == 1


def test_an_answer_that_was_kept_meanwhile_is_not_kept_again(home: House) -> None:
    waits(home, "m1", "在吗")
    store = WindowStore(home.service.engine)
    message = store.next_waiting("buyer-lin")
    assert message is not None
    home.rasa.slow = 0.3
    with home.open() as base:
        until(lambda: home.rasa.heard)
        store.answered(message, [Said("另一个进程答了")], NOON)
        home.rasa.slow = 0.0
        Client(base).say("12345678-1", "少了一件")
        until(lambda: len(Client(base).all()) == 4)
        assert [text for who, text in Client(base).texts() if who == "bot"] == ["另一个进程答了", "2：少了一件"]


def test_two_doors_on_one_database_answer_each_message_once_and_in_order(home: House) -> None:
    home.rasa.slow = 0.02
    with home.open() as base, served(make(home.service, QUICK), free_ports(1)[0]) as other:
        doors = Client(base), Client(other)
        for number in range(8):
            doors[number % 2].say(f"12345678-{number}", f"第{number}句")
        until(lambda: len(doors[0].all()) == 16)
        answers = [text for who, text in doors[0].texts() if who == "bot"]

    assert answers == [f"{number + 1}：第{number}句" for number in range(8)]


def test_only_the_first_word_of_a_visit_is_the_first(home: House) -> None:
    with home.open() as base:
        lin = Client(base)
        for number in range(2):
            lin.say(f"12345678-{number}", "在吗")
            until(lambda number=number: len(lin.all()) == 2 * number + 2)

    assert [each["metadata"]["first"] for each in home.rasa.heard] == [True, False]
