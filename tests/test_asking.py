"""Asking: nobody is asked for what is known by now, whatever the session still believes."""

from bot.aftersales.claim import Claim
from bot.clock import parse_time
from bot.replaying.stage import Stage
from bot.service import Talk

ANSWERS = {"goods_photo": "claimed", "box": "intact", "signed_by": "self"}


def test_where_nothing_is_missing_the_verdict_is_told(stage: Stage) -> None:
    shop = stage.open(None, parse_time("2026-06-18T10:00"))
    claim = Claim(issue="少件", order_no="2617100108002529", line_no=1, count=1, answers=ANSWERS)
    reply, talk = shop.claims.ask("buyer-lin", Talk(claim=claim, asking="details"), "details")
    stage.close(shop)
    assert (reply.name, talk.asking, talk.step) == ("utter_missing_item_short", None, "offer")


def test_what_is_missing_is_asked_for(stage: Stage) -> None:
    shop = stage.open(None, parse_time("2026-06-18T10:00"))
    claim = Claim(issue="少件", order_no="2617100108002529", line_no=1, count=1, answers={"box": "intact"})
    _, talk = shop.claims.ask("buyer-lin", Talk(claim=claim), "details")
    stage.close(shop)
    assert talk.asking == "details"
    assert set(talk.asked) == {"goods_photo", "signed_by"}
