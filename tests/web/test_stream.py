"""What happens is seen as it happens, and a stream that broke off goes on where it was."""

from itertools import islice
from typing import Any

from bot.web.hub import MOST_STREAMS
from bot.web.tokens import make_token
from tests.web.doors import SECRET, Client, House, until


def said(events: Any, count: int) -> list[tuple[str | None, str]]:
    messages = ((seq, data["text"]) for name, seq, data in events if name == "message")
    return list(islice(messages, count))


def test_a_stream_begins_with_how_things_stand_and_goes_on_with_what_is_said(lin: Client) -> None:
    with lin.stream() as events:
        first = [next(events) for _ in range(3)]
        assert [(name, seq) for name, seq, _ in first] == [("talk", None), ("checklist", None), ("cases", None)]
        lin.say("12345678-1", "少了一件")
        seen = []
        for event in events:
            seen.append(event)
            if event[0] == "message" and event[2]["from"] == "bot":
                break

    assert [name for name, _, _ in seen] == ["message", "typing", "message"]
    assert [seq for name, seq, _ in seen if name == "message"] == ["1", "2"]
    assert seen[1][2] == {"who": "bot"}


def test_a_stream_that_broke_off_gets_what_it_missed_once(base: str) -> None:
    chen = Client(base, "buyer-chen")
    for number in range(3):
        chen.say(f"12345678-{number}", f"第{number}句")
        until(lambda number=number: len(chen.all()) == 2 * number + 2)

    with chen.stream(last=2) as events:
        chen.say("12345678-9", "最后一句")
        found = said(events, 6)

    assert [seq for seq, _ in found] == ["3", "4", "5", "6", "7", "8"]


def test_without_a_place_it_begins_after_the_newest(base: str) -> None:
    sun = Client(base, "buyer-sun")
    sun.say("12345678-0", "在吗")
    for number, place in enumerate(({}, {"Last-Event-ID": "x"}, {"Last-Event-ID": "-1"}), 1):
        until(lambda number=number: len(sun.all()) == 2 * number)
        sun.http.headers.update(place)
        with sun.stream() as events:
            next(events)
            sun.say(f"12345678-{number}", "新的")
            assert said(events, 1)[0][1] == "新的"


def test_two_windows_of_a_buyer_see_the_same_and_a_stranger_nothing(base: str) -> None:
    wang, zhao = Client(base, "buyer-wang"), Client(base, "buyer-zhao")
    with wang.stream() as one, Client(base, "buyer-wang").stream() as two, zhao.stream() as other:
        wang.say("12345678-1", "我的话")
        assert said(one, 2) == said(two, 2)
        zhao.say("12345678-1", "别人的话")
        assert said(other, 1) == [("1", "别人的话")]


def test_a_window_too_many_is_told_so_and_one_that_closed_leaves_its_place(base: str, home: House) -> None:
    lin = Client(base, "buyer-zhou")
    open_ones = [Client(base, "buyer-zhou").stream() for _ in range(MOST_STREAMS)]
    heard = [each.__enter__() for each in open_ones]
    assert {next(each)[0] for each in heard} == {"talk"}
    refused = lin.http.get("/api/events")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "30")
    for each in open_ones:
        each.__exit__(None, None, None)

    def comes_in() -> bool:
        with lin.http.stream("GET", "/api/events") as response:
            return response.status_code == 200

    assert until(comes_in)


def test_a_stream_ends_with_its_token(base: str) -> None:
    token = make_token("buyer-wu", SECRET, seconds=1)
    wu = Client(base)
    wu.http.headers["Authorization"] = f"Bearer {token}"
    with wu.http.stream("GET", "/api/events") as response:
        assert "event: talk" in "".join(response.iter_text())
