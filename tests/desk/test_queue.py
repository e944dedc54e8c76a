"""The queue: whose clock breaks first, what each view holds, and that two hundred talks ask no more of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import sqlalchemy as sa

from bot.clock import Clock
from bot.handover.record import Brief, Handover
from bot.service import Message, Talk
from bot.web.store import WindowStore
from bot.web.wire import Extras
from tests.desk.desks import Desk
from tests.web.doors import House

LIN = "buyer-lin"


def waiting(
    home: House, buyer: str, minutes_ago: int, priority: str = "normal", task: bool = False, item: str = "条纹袜子"
) -> None:
    shop = home.service.shop
    at = shop.clock.now() - timedelta(minutes=minutes_ago)
    WindowStore(home.service.engine).accept(buyer, f"said-{buyer}", "有人吗", "有人吗", Extras(), at)
    brief = Brief(said=("有人吗",), issue="少件", item=item)
    record = Handover(buyer, buyer, "asked", brief, at, at + timedelta(hours=24), priority=priority, task=task)  # type: ignore[arg-type]
    shop.handovers.open(record)


def test_the_clock_that_breaks_first_is_on_top(home: House, base: str) -> None:
    waiting(home, "buyer-a", 1)
    waiting(home, "buyer-b", 9)
    waiting(home, "buyer-c", 4, priority="urgent")
    rows = Desk(base).queue()
    assert [row["buyer_id"] for row in rows] == ["buyer-b", "buyer-c", "buyer-a"]
    assert [row["clock"]["broken"] for row in rows] == [True, True, False]
    assert (rows[0]["reason"], rows[0]["item"], rows[0]["last_text"]) == ("买家要人工", "条纹袜子", "有人吗")


def test_each_talk_is_in_the_view_it_belongs_to(home: House, base: str) -> None:
    one, other = Desk(base), Desk(base, "xiaoqi")
    for number, buyer in enumerate(("buyer-a", "buyer-b", "buyer-c")):
        waiting(home, buyer, number)
    waiting(home, "buyer-d", 5, task=True)
    one.step("buyer-a", "take")
    other.step("buyer-b", "take")
    views = {view: {row["buyer_id"] for row in one.queue(view)} for view in ("waiting", "mine", "others", "tasks")}
    assert views == {"waiting": {"buyer-c"}, "mine": {"buyer-a"}, "others": {"buyer-b"}, "tasks": {"buyer-d"}}
    counts = one.get("/queue", view="mine")["counts"]
    assert {view: counts[view] for view in views} == dict.fromkeys(views, 1)
    assert {row["buyer_id"] for row in one.queue("all")} == {"buyer-a", "buyer-b", "buyer-c", "buyer-d"}


def test_the_reply_clock_stands_still_while_nobody_is_there(home: House, base: str) -> None:
    home.service.shop.clock = Clock(home.service.shop.clock.now().replace(hour=3))
    waiting(home, "buyer-a", 30)
    (row,) = Desk(base).queue()
    assert not row["clock"]["broken"]
    assert "T09:03" in row["clock"]["due"]


@contextmanager
def counted(home: House) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    sa.event.listen(home.service.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(home.service.engine, "before_cursor_execute", note)


def of_others(statement: str) -> bool:
    """Of signing in, or of the door's own look at decisions once a second."""
    return "FROM agents" in statement or "FROM decisions" in statement


def test_two_hundred_talks_ask_the_database_no_more_than_two(home: House, base: str) -> None:
    desk, counts = Desk(base), []
    for wanted in (2, 200):
        for number in range(len(desk.queue()), wanted):
            waiting(home, f"buyer-{number:03}", number % 7, item=f"{number} 号商品")
        with counted(home) as asked:
            assert len(desk.queue()) == wanted
        counts.append(len([each for each in asked if each.startswith("SELECT") and not of_others(each)]))
    assert counts[0] == counts[1]


def test_while_nobody_is_at_the_desk_a_message_is_left_and_opens_a_task(home: House, base: str) -> None:
    people = home.service.people
    said, _ = people.hand_over(LIN, LIN, Talk(), Message("转人工", "转人工"))
    assert said.name == "utter_handed_over_nobody"
    desk = Desk(base)
    assert [row["buyer_id"] for row in desk.queue("tasks")] == [LIN]
    said, _ = people.hand_over("buyer-sun", "buyer-sun", Talk(), Message("转人工", "转人工"))
    assert said.name == "utter_handed_over"
    desk.post("/presence", presence="away")
    said, _ = people.hand_over("buyer-he", "buyer-he", Talk(), Message("转人工", "转人工"))
    assert said.name == "utter_handed_over_nobody"
