"""The guard finds what agents promise beyond what was decided, and nothing else."""

from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import yaml

from bot.aftersales.assess import NoVerdict
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Problem
from bot.assisting.guard import Allowed, Caution, Due, allowed, check, read_rules
from bot.orders.demo import demo_shop
from bot.replaying.stage import Stage
from bot.replies import worded
from bot.service import Service
from bot.settings import ROOT
from bot.talk.message import Talk
from bot.talk.wording import next_words, offer_words
from tests.assisting.scenes import BUYER, NOW, leaking, one_short, seen

CASES = Path(__file__).with_name("guard.yml")
TOLD: dict[str, str] = {
    "goods_photo": "claimed",
    "defect_photo": "claimed",
    "box": "intact",
    "signed_by": "self",
    "defect": "told",
    "received": "told",
    "differs": "told",
}
NOT_IN_THE_VERDICT = "utter_wrong_item_review"


def texts() -> list[Any]:
    content = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        pytest.param(scene, case["says"], case.get("finds", []), id=f"{scene}: {case['says']}")
        for scene, cases in content.items()
        for case in cases
    ]


@pytest.fixture(scope="module")
def scenes(stage: Stage) -> dict[str, Allowed]:
    return seen(stage)


@pytest.fixture(scope="module")
def service(stage: Stage) -> Service:
    return stage.open(BUYER, NOW)


def found(caution: Caution) -> str:
    words = f"{caution.kind} {caution.words}"
    return words if caution.kind == "words" else f"{words} → {caution.instead}"


@pytest.mark.parametrize(("scene", "says", "finds"), texts())
def test_what_an_agent_types_is_held_against_what_was_decided(
    scenes: dict[str, Allowed], scene: str, says: str, finds: list[str]
) -> None:
    cautions = check(says, scenes[scene], read_rules())
    assert [found(caution) for caution in cautions] == finds
    assert all(says[each.start : each.end] == each.words and each.why for each in cautions)


def test_there_are_enough_of_both_kinds() -> None:
    promising = sum(bool(case.values[2]) for case in texts())
    assert len(texts()) >= 120
    assert promising >= 60
    assert len(texts()) - promising >= 60


def test_what_stands_instead_is_itself_let_pass(scenes: dict[str, Allowed]) -> None:
    for says in ("给您补发一件，6月19日 10:00 前寄出", "您付了158元，退您158元", "¥52.70 给您原路退回"):
        [caution] = check(says, scenes["short"], read_rules())
        right = says[: caution.start] + caution.instead + says[caution.end :]
        assert check(right, scenes["short"], read_rules()) == [], right


def test_of_a_verdict_what_is_offered_now_stands_first(scenes: dict[str, Allowed]) -> None:
    assert scenes["cup"].amounts == (500, 7900)
    assert scenes["cup"].ways[:3] == ("partial_refund", "exchange", "return_refund")
    assert scenes["short"].amounts == (5267,)
    assert scenes["nothing"].amounts == ()


def test_a_deadline_already_promised_may_be_said_again(service: Service) -> None:
    order = service.shop.order_of(BUYER, "2617100108002529")
    assert order is not None
    by = NOW.replace(hour=18)
    assert check("专员今天下午回复您", allowed(service.shop, [order], None, [], NOW, answer_by=by), read_rules()) == []


def test_a_draft_of_half_an_hour_ago_is_no_broken_promise(scenes: dict[str, Allowed]) -> None:
    due = Due(NOW.replace(day=19, minute=20), ("partial_refund",))
    later = msgspec.structs.replace(scenes["between"], dues=(due,))
    assert check("6月19日 10:00 前退您12.5元", later, read_rules()) == []


def test_nothing_that_the_bot_says_itself_is_a_promise_too_many(service: Service) -> None:
    shop, rules, said, wrong = service.shop, read_rules(), 0, []
    for order in (order for buyer in demo_shop(ROOT / "data").buyers for order in shop.orders_of(buyer.id)):
        for issue in get_args(Problem):
            for told in ({}, TOLD):
                try:
                    decision = shop.decide(order, Claim(issue, order.order_no, 1, count=1, answers=told))
                except NoVerdict:
                    continue
                may = allowed(shop, [order], decision, [], NOW)
                reply = service.claims.tell(decision, Talk(claim=decision.claim))[0]
                known = reply.name == NOT_IN_THE_VERDICT
                for words in (worded(reply), *(offer_words(decision, each, shop) for each in decision.verdict.offers)):
                    said += 1
                    cautions = [] if known else check(words, may, rules)
                    wrong += [(words, each) for each in cautions if each.kind != "words"]
    assert wrong == []
    assert said > 500


def test_every_kind_of_caution_has_words_on_every_order(service: Service) -> None:
    shop = service.shop
    for order in (order for buyer in demo_shop(ROOT / "data").buyers for order in shop.orders_of(buyer.id)):
        may = allowed(shop, [order], None, [], NOW)
        cautions = check("给您维修，来回运费我们出，10分钟内退您777元，收到后3小时内给您发新的", may, read_rules())
        assert {caution.kind for caution in cautions} == {"remedy", "date", "amount"}
        assert all(caution.why and caution.instead for caution in cautions)


def test_what_the_bot_says_of_a_case_is_what_the_case_gives(stage: Stage) -> None:
    for decide in (one_short, leaking):
        for number in range(3 if decide is leaking else 2):
            shop = stage.open(BUYER, NOW).shop
            decision = decide(shop)
            case = shop.write(decision, "granted", decision.verdict.offers[number], "talk", BUYER)
            may = allowed(shop, [decision.order], None, [case], NOW)
            assert check(next_words(case, shop), may, read_rules()) == []


def test_a_wrong_pattern_is_named(tmp_path: Path) -> None:
    path = tmp_path / "promises.yml"
    shipped = (ROOT / "data" / "lexicon" / "promises.yml").read_text(encoding="utf-8")
    path.write_text(shipped.replace("'^(无理由|", "'^((无理由|"), encoding="utf-8")
    with pytest.raises(ValueError, match="无理由"):
        read_rules(path)
