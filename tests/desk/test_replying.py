"""What a person says: from a draft or not, warned before it goes out, learnt from afterwards."""

import io
import zipfile
from typing import Any

import pytest

from bot.assisting.store import Drafted, write_draft
from bot.handover.record import Brief
from bot.store import writing
from tests.desk.desks import Desk
from tests.desk.test_deciding import waiting
from tests.web.doors import Client, House, until

LIN = "buyer-lin"
SCRIPT = "亲亲，好的，我来帮您办。请问是什么情况呢？是少发了、发错了、质量有问题，还是不想要了？"


@pytest.fixture
def desk(home: House, base: str) -> Desk:
    Client(base).say("said-0001", "少了一件")
    until(lambda: len(Client(base).texts()) == 2)
    made = Desk(base)
    home.service.shop.hand_over(LIN, LIN, "asked", Brief())
    made.step(LIN, "take")
    return made


def drafted(home: House, text: str) -> int:
    now = home.service.shop.clock.now()
    with writing(home.service.engine) as connection:
        write_draft(connection, Drafted(LIN, 1, text, now, "少件", "utter_ask_issue"))
    return home.service.assisting.open_drafts(LIN)[0].number


def outcome(home: House, number: int) -> Any:
    found = home.service.assisting.draft(number)
    assert found is not None
    return found.outcome


def test_a_promise_that_no_verdict_gives_is_held_back_until_somebody_answers_for_it(home: House, desk: Desk) -> None:
    held = desk.say(LIN, "words-0001", "亲亲，这就给您退 88.88 元")
    assert held.status_code == 422
    assert "amount" in {each["kind"] for each in held.json()["cautions"]}
    assert [author for author, _ in texts(desk)] == ["buyer", "bot", "notice"]
    assert desk.say(LIN, "words-0001", "亲亲，这就给您退 88.88 元", overrule="店主电话同意了").status_code == 200
    owner = Desk(str(desk.http.base_url).removesuffix("/desk/api/"), "laoban")
    assert any("店主电话同意了" in each["what"] for each in owner.get("/audit")["seen"])


def texts(desk: Desk) -> list[tuple[str, str]]:
    return [(each["from"], each["text"]) for each in desk.talk(LIN)["messages"]]


def test_what_is_no_promise_goes_out_at_once(desk: Desk) -> None:
    assert desk.post(f"/talks/{LIN}/check", text="亲亲，请问是哪一件少了呢？").json() == {"cautions": []}
    assert desk.say(LIN, "words-0001", "亲亲，请问是哪一件少了呢？").status_code == 200


def test_what_became_of_a_draft_is_kept(home: House, desk: Desk) -> None:
    sent = drafted(home, SCRIPT)
    desk.say(LIN, "words-0001", SCRIPT, draft=sent)
    assert outcome(home, sent) == "sent"
    with writing(home.service.engine) as connection:
        write_draft(connection, Drafted(LIN, 2, "亲亲，第二份", home.service.shop.clock.now()))
    other = home.service.assisting.open_drafts(LIN)[0].number
    assert desk.post(f"/drafts/{other}/ignore").status_code == 204
    assert outcome(home, other) == "ignored"
    assert desk.post("/drafts/99999/ignore").status_code == 404


def test_an_edit_proposes_other_words_which_a_lead_accepts_or_drops(home: House, desk: Desk, base: str) -> None:
    edited = SCRIPT.replace("我来帮您办", "交给我")
    assert desk.say(LIN, "words-0001", edited, draft=drafted(home, SCRIPT)).status_code == 200
    lead = Desk(base, "ajie")
    (proposal,) = lead.get("/proposals")["proposals"]
    assert (proposal["name"], proposal["after"], proposal["by"]) == ("utter_ask_issue", edited, "小雅")
    assert lead.post(f"/proposals/{proposal['number']}", accept=True).status_code == 204
    assert lead.post(f"/proposals/{proposal['number']}", accept=False).status_code == 409
    assert [each.after for each in home.service.assisting.proposed("accepted")] == [edited]


def test_things_are_found(home: House, desk: Desk) -> None:
    order = home.service.shop.orders_of(LIN)[0]
    assert desk.get("/search", q=order.order_no)["hits"][0]["buyer_id"] == LIN
    assert [(hit["kind"], hit["text"]) for hit in desk.get("/search", q="少了")["hits"]] == [("words", "1：少了一件")]
    assert {hit["kind"] for hit in desk.get("/search", q="buyer-li")["hits"]} == {"buyer"}
    assert desk.get("/search", q="100%")["hits"] == []
    assert desk.get("/search", q="x")["hits"] == []
    scripts = desk.get("/scripts", q="运费", buyer=LIN)["scripts"]
    assert scripts
    assert all("运费" in each["text"] or "运费" in each["name"] for each in scripts)


def test_words_pasted_from_elsewhere_get_a_reply(desk: Desk, home: House) -> None:
    order = home.service.shop.orders_of(LIN)[0]
    advice = desk.post("/paste", text="收到货少了一件", order_no=order.order_no).json()
    assert (advice["intent"], "收到货少了一件" in advice["reply"]) == ("少件", True)
    assert home.rasa.heard[-1]["metadata"]["draft"] is True
    assert desk.post("/paste", text="在吗", order_no="0000").status_code == 404
    assert desk.post("/paste", text=" ").status_code == 400


def test_the_proof_of_a_case_is_one_click(home: House, desk: Desk) -> None:
    case = waiting(home.service)
    told = desk.http.get(f"/cases/{case.case_no}/proof.txt").text
    assert case.draft.order_no in told
    assert len(told) <= 500
    pdf = desk.http.get(f"/cases/{case.case_no}/proof.pdf")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    inside = zipfile.ZipFile(io.BytesIO(desk.http.get(f"/cases/{case.case_no}/proof.zip").content)).namelist()
    assert {"proof.pdf", "proof.txt", "timeline.csv", "SHA256SUMS"} <= set(inside)
    assert desk.http.get("/cases/SH000/proof.txt").status_code == 404


def test_beside_a_talk_stand_its_orders_cases_and_pictures(home: House, desk: Desk) -> None:
    case = waiting(home.service)
    side = desk.get(f"/talks/{LIN}/side")
    assert {order["order_no"] for order in side["orders"]} == {o.order_no for o in home.service.shop.orders_of(LIN)}
    (shown,) = side["cases"]
    assert (shown["case_no"], shown["standing"], bool(shown["receipt"])) == (case.case_no, "review", True)
    assert [clock["kind"] for clock in shown["clocks"]]


def test_a_stranger_to_the_shop_has_no_talk(desk: Desk) -> None:
    assert desk.http.get("/talks/nobody-at-all").status_code == 404


def test_what_was_said_is_not_held_back_when_the_same_comes_again(home: House, desk: Desk) -> None:
    amount = "亲亲，给您退 88.88 元"
    number = drafted(home, amount)
    first = desk.say(LIN, "words-0001", amount, draft=number)
    again = desk.say(LIN, "words-0001", amount, draft=number)
    assert (first.status_code, again.status_code, again.json()["seq"]) == (200, 200, first.json()["seq"])


def test_another_script_than_the_draft_proposes_a_line_to_learn_from(home: House, desk: Desk, base: str) -> None:
    drafted(home, SCRIPT)
    other = home.service.script_topics.phrasings("utter_cancel_unpaid")[0]
    assert desk.say(LIN, "words-0001", other.format_map(Blanks()), overrule="就是这单").status_code == 200
    (proposal,) = Desk(base, "ajie").get("/proposals")["proposals"]
    assert (proposal["kind"], proposal["name"], proposal["after"]) == ("line", "取消订单", "少了一件")


class Blanks(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "某某"
