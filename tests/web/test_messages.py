"""Saying something and looking at what there is, over HTTP."""

import time
from typing import Any

import jwt
import pytest

from bot.orders.demo import demo_shop
from tests.web.doors import SECRET, Client, House, until

CODES = {400: "bad_request", 401: "unauthorized", 404: "not_found"}


def claims(**more: Any) -> dict[str, Any]:
    return {"sub": "buyer-lin", "exp": int(time.time()) + 600, **more}


WRONG_TOKENS = {
    "none at all": "",
    "no token": "Bearer",
    "not a token": "Bearer abc",
    "another scheme": "Basic " + jwt.encode(claims(), SECRET, "HS256"),
    "another secret": "Bearer " + jwt.encode(claims(), SECRET + "x", "HS256"),
    "alg none": "Bearer " + jwt.encode(claims(), None, "none"),
    "another algorithm": "Bearer " + jwt.encode(claims(), SECRET * 2, "HS512"),
    "expired": "Bearer " + jwt.encode(claims(exp=int(time.time()) - 60), SECRET, "HS256"),
    "good for a week": "Bearer " + jwt.encode(claims(exp=int(time.time()) + 7 * 86400), SECRET, "HS256"),
    "for ever": "Bearer " + jwt.encode({"sub": "buyer-lin"}, SECRET, "HS256"),
    "for nobody": "Bearer " + jwt.encode({"exp": int(time.time()) + 600}, SECRET, "HS256"),
    "for an empty name": "Bearer " + jwt.encode(claims(sub=""), SECRET, "HS256"),
    "for a number": "Bearer " + jwt.encode(claims(sub=7), SECRET, "HS256"),
    "with a zero in the name": "Bearer " + jwt.encode(claims(sub="buyer\x00"), SECRET, "HS256"),
}


@pytest.mark.parametrize("why", WRONG_TOKENS)
def test_a_token_that_is_not_good_gets_one_and_the_same_answer(why: str, lin: Client) -> None:
    lin.http.headers["Authorization"] = WRONG_TOKENS[why]
    answers = [lin.http.get("/api/talk"), lin.http.get("/api/events"), lin.say("12345678-1", "在吗")]
    assert {each.status_code for each in answers} == {401}
    assert len({each.text for each in answers}) == 1
    assert answers[0].json()["error"] == "unauthorized"


def test_what_is_said_is_kept_answered_and_shown(base: str, home: House) -> None:
    chen = Client(base, "buyer-chen")

    first, again = chen.say("12345678-a", "少了一件"), chen.say("12345678-a", "少了一件")

    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json() == again.json()
    assert {name: first.json()[name] for name in ("seq", "id", "from", "text", "buttons", "orders")} == {
        "seq": 1,
        "id": "12345678-a",
        "from": "buyer",
        "text": "少了一件",
        "buttons": [],
        "orders": [],
    }
    assert first.json()["at"].endswith("+08:00")
    until(lambda: len(chen.all()) == 2)
    assert [each for each in home.rasa.heard if each["sender"] == "buyer-chen~1"] == [
        {
            "sender": "buyer-chen~1",
            "message": "少了一件",
            "metadata": {
                "buyer_id": "buyer-chen",
                "message_id": "12345678-a",
                "talk_id": "buyer-chen",
                "first": True,
                "evidence": [],
            },
        }
    ]
    page = chen.http.get("/api/messages", params={"before": 2, "limit": 1}).json()
    assert ([each["seq"] for each in page["messages"]], page["more"]) == ([1], False)


WRONG_BODIES = [
    {"text": "没有编号"},
    {"id": "short", "text": "在吗"},
    {"id": "12345678-\x00", "text": "在吗"},
    {"id": "12345678-b", "text": " \x00 "},
    {"id": "12345678-b", "text": "长" * 2001},
    {"id": "12345678-b", "text": 7},
    {"id": "12345678-b", "text": "图", "evidence": ["a" * 64]},
    {"id": "12345678-b", "text": "图", "evidence": ["\x00"]},
    {"id": "12345678-b", "text": "图", "evidence": ["a"] * 7},
    ["在吗"],
]


@pytest.mark.parametrize("body", WRONG_BODIES)
def test_what_cannot_be_taken_is_refused_with_a_word_and_not_kept(body: Any, base: str) -> None:
    sun = Client(base, "buyer-sun")
    answer = sun.http.post("/api/messages", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "bad_request"
    assert "亲" in answer.json()["message"]
    assert sun.all() == []


def test_a_body_that_is_no_json_is_refused(lin: Client) -> None:
    for content in (b"", b"{", b'"\xff"', b'{"id": "12345678-b", "text": "\\ud800"}'):
        assert lin.http.post("/api/messages", content=content).status_code == 400


@pytest.mark.parametrize("query", ["before=x", "before=0", "limit=-1", "limit=²", "before="])
def test_a_page_that_cannot_be_is_refused(query: str, lin: Client) -> None:
    assert lin.http.get(f"/api/messages?{query}").status_code == 400


def test_a_page_beyond_all_numbers_is_the_last_one(lin: Client) -> None:
    assert lin.http.get("/api/messages?before=99999999999999999999&limit=999").status_code == 200


def test_an_address_that_is_not_there_and_a_way_that_is_not_meant(lin: Client) -> None:
    for answer in (lin.http.get("/api/nothing"), lin.http.get("/api/talk/")):
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
    answer = lin.http.put("/api/messages")
    assert (answer.status_code, answer.json()["error"]) == (405, "not_found")
    assert answer.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(("stars", "status"), [("3.0", 204), ("3.5", 400), ("0", 400), ("6", 400), ('"3"', 400)])
def test_stars_are_whole_numbers_from_one_to_five(stars: str, status: int, lin: Client) -> None:
    assert lin.http.post("/api/rating", content=f'{{"stars": {stars}}}').status_code == status


def test_orders_are_the_buyers_own_and_one_goes_with_a_message(lin: Client, base: str, home: House) -> None:
    orders = lin.http.get("/api/orders").json()["orders"]
    own = {order.order_no for order in home.service.shop.orders_of("buyer-lin")}
    assert {order["order_no"] for order in orders} == own
    assert set(orders[0]) == {"order_no", "title", "stage", "placed_on", "paid", "lines", "say"}

    said = lin.say("12345678-o", orders[0]["say"], order_no=orders[0]["order_no"]).json()
    assert said["order"] == orders[0]
    foreign = Client(base, "buyer-chen").say("12345678-o", "这单", order_no=orders[0]["order_no"]).json()
    assert foreign["order"] is None


def test_an_order_that_is_only_shown_is_also_named_to_the_bot(base: str, home: House) -> None:
    wang = Client(base, "buyer-wang")
    order = wang.http.get("/api/orders").json()["orders"][0]["order_no"]
    wang.say("12345678-w", "这个坏了", order_no=order)
    until(lambda: len(wang.all()) == 2)
    assert home.rasa.heard[-1]["message"] == f"这个坏了 {order}"


def test_the_talk_tells_who_has_it_and_what_may_be_sent(lin: Client) -> None:
    talk = lin.http.get("/api/talk").json()
    assert (talk["owner"], talk["place"], talk["due"], talk["agent"], talk["closed"]) == (
        "bot",
        None,
        None,
        None,
        False,
    )
    assert talk["limits"] == {"text": 2000, "picture_bytes": 10485760, "video_bytes": 52428800, "files": 6}
    assert talk["hours"] == "09:00–22:00"
    assert talk["now"].startswith("2026-06-18T12:")


def test_the_order_a_token_came_with_is_told_again(base: str) -> None:
    client = Client(base)
    client.http.headers["Authorization"] = "Bearer " + jwt.encode(claims(order_no="2617"), SECRET, "HS256")
    assert client.http.get("/api/talk").json()["order_no"] == "2617"


def test_a_person_is_asked_for_like_by_words_and_only_once(base: str) -> None:
    zhao = Client(base, "buyer-zhao")
    answers = [zhao.http.post("/api/person", json={"id": "12345678-p"}) for _ in range(2)]
    assert [each.status_code for each in answers] == [202, 200]
    assert answers[0].json()["text"] == "转人工"
    assert [text for who, text in zhao.texts() if who == "buyer"] == ["转人工"]


def test_a_talk_is_rated_with_one_to_five_stars(base: str) -> None:
    wu = Client(base, "buyer-wu")
    assert wu.http.post("/api/rating", json={"stars": 6}).status_code == 400
    assert wu.http.post("/api/rating", json={"stars": 5, "words": "好\x00"}).status_code == 204
    assert wu.http.get("/api/talk").json()["rated"]


def test_every_buyer_of_the_demo_shop_finds_a_case_list_and_no_checklist(base: str, home: House) -> None:
    for each in demo_shop(home.service.settings.data).buyers:
        client = Client(base, each.id)
        assert client.http.get("/api/cases").json() == {"cases": []}
        assert client.http.get("/api/checklist").json() is None
