"""One owner of a talk at a time: bot, queue, person, and back."""

from typing import Any

from bot.handover.record import Brief
from bot.web.store import WindowStore
from tests.desk.desks import Desk
from tests.web.doors import Client, House, until

LIN = "buyer-lin"


def waits(home: House, *said: str) -> None:
    home.service.shop.hand_over(LIN, LIN, "asked", Brief(said=said, issue="少件"))


def answered(buyer: Client, text: str) -> bool:
    return any(author == "bot" and text in said for author, said in buyer.texts())


def test_a_person_takes_a_talk_answers_and_gives_it_back(home: House, base: str) -> None:
    buyer, desk = Client(base), Desk(base)
    buyer.say("said-0001", "少了一件")
    until(lambda: answered(buyer, "少了一件"))
    waits(home, "少了一件")
    assert buyer.http.get("/api/talk").json()["owner"] == "queue"
    (row,) = desk.queue()
    assert (row["owner"], row["issue"], row["clock"]["kind"]) == ("queue", "少件", "reply")

    assert desk.step(LIN, "take").json()["owner"] == "agent"
    talk = buyer.http.get("/api/talk").json()
    assert (talk["owner"], talk["agent"]) == ("agent", "小雅")
    buyer.say("said-0002", "人呢")
    draft = until(lambda: desk.talk(LIN)["drafts"])[0]
    assert not answered(buyer, "人呢")
    assert desk.talk(LIN)["clock"]["kind"] == "reply"

    assert desk.say(LIN, "words-0001", "亲亲，我在，这就帮您查").status_code == 200
    assert desk.say(LIN, "words-0001", "亲亲，我在，这就帮您查").status_code == 200
    assert [said for author, said in buyer.texts() if author == "agent"] == ["亲亲，我在，这就帮您查"]
    assert desk.talk(LIN)["drafts"] == []
    assert draft["reply_to"] == 4

    assert desk.step(LIN, "return").json()["owner"] == "bot"
    buyer.say("said-0003", "退款几天到")
    until(lambda: answered(buyer, "退款几天到"))
    assert desk.queue() == []


def test_an_answer_that_was_being_made_becomes_a_draft(home: House, base: str) -> None:
    buyer, desk = Client(base), Desk(base)
    home.rasa.slow = 1.0
    buyer.say("said-0001", "少了一件")
    until(lambda: home.rasa.heard)
    assert desk.step(LIN, "take").status_code == 200
    drafts = until(lambda: desk.talk(LIN)["drafts"])
    assert "少了一件" in drafts[0]["text"]
    assert [author for author, _ in buyer.texts()] == ["buyer", "notice"]


def test_what_a_person_leaves_unanswered_the_bot_answers_when_it_returns(home: House, base: str) -> None:
    buyer, desk = Client(base), Desk(base)
    desk_waits(home, desk)
    buyer.say("said-0001", "还在吗")
    until(lambda: desk.talk(LIN)["drafts"])
    assert not answered(buyer, "还在吗")
    desk.step(LIN, "return")
    until(lambda: answered(buyer, "还在吗"))


def desk_waits(home: House, desk: Desk) -> None:
    waits(home)
    assert desk.step(LIN, "take").status_code == 200


def test_two_people_take_a_talk_and_one_is_told_that_it_is_gone(home: House, base: str) -> None:
    waits(home)
    one, other = Desk(base, "xiaoya"), Desk(base, "xiaoqi")
    version = one.talk(LIN)["version"]
    assert one.post(f"/talks/{LIN}/take", version=version).status_code == 200
    late = other.post(f"/talks/{LIN}/take", version=version)
    assert (late.status_code, late.json()["error"]) == (403, "forbidden")
    assert other.say(LIN, "words-0002", "亲亲，我也来了").status_code == 409
    lead = Desk(base, "ajie")
    assert lead.post(f"/talks/{LIN}/take", version=version).json()["error"] == "changed"
    assert lead.step(LIN, "take").json()["agent"] == "阿杰"


def test_a_talk_is_handed_on_with_a_note_or_put_back(home: House, base: str) -> None:
    one, other = Desk(base, "xiaoya"), Desk(base, "xiaoqi")
    desk_waits(home, one)
    handed = one.step(LIN, "hand-on", to="xiaoqi", note="买家很急").json()
    assert (handed["agent"], handed["notes"][0]["text"]) == ("小七", "买家很急")
    assert one.step(LIN, "hand-on", to="xiaoqi").status_code == 409
    assert other.step(LIN, "hand-on").json()["owner"] == "queue"
    assert [row["buyer_id"] for row in other.queue()] == [LIN]
    assert other.step(LIN, "hand-on", to="nobody").status_code == 400


def test_closing_asks_for_a_reason_and_remembers_it(home: House, base: str) -> None:
    desk = Desk(base)
    desk_waits(home, desk)
    assert desk.step(LIN, "close", reason="because").status_code == 400
    assert desk.step(LIN, "close", reason="solved").json()["owner"] == "bot"
    (other,) = side(desk)["others"]
    assert (other["agent"], other["result"]) == ("小雅", "问题解决了")


def side(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.get(f"/talks/{LIN}/side")
    return found


def test_by_its_mode_the_bot_drafts_or_is_silent_and_a_person_answers(home: House, base: str) -> None:
    buyer, lead = Client(base), Desk(base, "ajie")
    assert lead.post("/mode", mode="drafts").json()["mode"] == "drafts"
    buyer.say("said-0001", "少了一件")
    until(lead.queue)
    assert until(lambda: lead.talk(LIN)["drafts"])[0]["reply_to"] == 1
    lead.post("/mode", mode="off")
    buyer.say("said-0002", "在吗")
    window = WindowStore(home.service.engine)
    until(lambda: window.next_waiting(LIN) is None)
    assert len(lead.talk(LIN)["drafts"]) == 1
    assert [author for author, _ in buyer.texts()] == ["buyer", "buyer"]


def test_a_handover_that_opens_while_a_person_has_the_talk_joins_theirs(home: House, base: str) -> None:
    desk = Desk(base)
    desk_waits(home, desk)
    waits(home, "又问了一句")
    assert desk.queue() == []
    assert desk.talk(LIN)["brief"]["said"] == ["又问了一句"]
    assert desk.step(LIN, "hand-on").json()["owner"] == "queue"
    assert desk.step(LIN, "hand-on").status_code == 409


def test_all_that_a_person_left_unanswered_is_answered_by_the_bot(home: House, base: str) -> None:
    buyer, desk = Client(base), Desk(base)
    desk_waits(home, desk)
    for number, text in enumerate(("少了两件", "在吗")):
        buyer.say(f"said-000{number}", text)
    until(lambda: len(desk.talk(LIN)["drafts"]) == 2)
    desk.step(LIN, "return")
    until(lambda: answered(buyer, "少了两件") and answered(buyer, "在吗"))
    assert {said["sender"] for said in home.rasa.heard[-2:]} == {f"{LIN}~2"}


def test_who_leaves_lets_go_of_their_talks(home: House, base: str) -> None:
    desk, owner = Desk(base), Desk(base, "laoban")
    desk_waits(home, desk)
    assert owner.post("/agents/xiaoya", active=False).status_code == 200
    assert [row["buyer_id"] for row in owner.queue()] == [LIN]


def test_from_a_colleague_who_is_not_there_anybody_takes_a_talk(home: House, base: str) -> None:
    one, other = Desk(base, "xiaoya"), Desk(base, "xiaoqi")
    desk_waits(home, one)
    assert other.step(LIN, "take").status_code == 403
    one.post("/presence", presence="away")
    assert other.step(LIN, "take").json()["agent"] == "小七"
