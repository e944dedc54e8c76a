"""What the shop keeps straight over claims, requests and people: nothing is paid twice, no date is said too late."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy.engine import Engine

from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Wish
from bot.aftersales.store import CaseStore
from bot.clock import parse_time
from bot.examples.reading import order_of
from bot.handover.store import HandoverStore
from bot.orders import Order, OrderStore
from bot.shop import Decision, Shop, TooMuch
from bot.store import ensure_schema
from bot.talk.reasons import current_offer
from bot.talk.wording import case_line, request_line
from tests.policy.shipped import shipped_policies

NOW = parse_time("2026-11-05T10:00")
TWO_SHIRTS = {"stage": "paid", "lines": [{"paid": 5990}, {"paid": 5990}]}


class At:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> Any:
        return self.time


@pytest.fixture
def shop(engine: Engine) -> Shop:
    ensure_schema(engine)
    clock: Any = At()
    return Shop(OrderStore(engine), CaseStore(engine), HandoverStore(engine), shipped_policies, clock)


def sold(shop: Shop, **form: Any) -> Order:
    order = order_of(form)
    shop.orders.save([order], "test")
    return order


def claimed(
    shop: Shop, order: Order, issue: Issue, line_no: int = 1, wish: Wish | None = None, **told: str
) -> Decision:
    return shop.decide(order, Claim(issue, order.order_no, line_no, count=1, wish=wish, answers=told))


def agreed(shop: Shop, decision: Decision) -> Case:
    """The case that the buyer's yes to what is offered now writes."""
    offer = current_offer(decision)
    return shop.write(decision, "granted" if offer else "review", offer, "talk", decision.order.buyer_id)


def test_a_line_is_refunded_once_under_whatever_name_and_the_other_line_still_can_be(shop: Shop) -> None:
    order = sold(shop, **TWO_SHIRTS)
    assert agreed(shop, claimed(shop, order, "不想要")).draft.amount == 5990

    assert claimed(shop, order, "取消订单").verdict.script == "utter_order_closed"
    assert claimed(shop, order, "拒收").verdict.offers == ()
    other = current_offer(claimed(shop, order, "取消订单", line_no=2))
    assert other is not None
    assert other.amount == 5990


def test_not_wanting_it_and_cancelling_it_are_one_matter(shop: Shop) -> None:
    order = sold(shop, **TWO_SHIRTS)
    case = agreed(shop, claimed(shop, order, "不想要"))
    for issue, stands in (("取消订单", True), ("拒收", True), ("少件", False)):
        found = shop.standing_case(Claim(issue, order.order_no, 1))  # type: ignore[arg-type]
        assert (found is not None and found.case_no == case.case_no) is stands, issue


def test_what_was_done_stays_paid_before_the_feed_says_so(shop: Shop) -> None:
    order = sold(shop, **TWO_SHIRTS)
    case = agreed(shop, claimed(shop, order, "不想要"))
    shop.cases.close(case.case_no, "done", NOW)
    assert shop.left(order.order_no) == 5990
    assert claimed(shop, order, "不想要").verdict.offers == ()

    told = msgspec.structs.replace(order, refunded=5990)
    shop.orders.save([told], "test")
    assert shop.left(order.order_no) == 5990, "the same money is not counted twice"


@pytest.mark.parametrize("state", ["waiting", "agreed", "returning", "refunding", "intervened"])
def test_what_is_under_way_on_the_platform_is_not_begun_again_here(shop: Shop, state: str) -> None:
    request = {"way": "return_refund", "state": state}
    order = sold(shop, lines=[{}, {}], requests=[request])
    stands = shop.standing_request(order.buyer_id, Claim("不想要", order.order_no, 1))
    assert stands is not None
    assert shop.standing_request(order.buyer_id, Claim("不想要", order.order_no, 2)) is None
    assert shop.standing_request("somebody-else", Claim("不想要", order.order_no, 1)) is None


@pytest.mark.parametrize("state", ["refused", "return_refused", "done", "closed"])
def test_what_was_refused_or_has_ended_may_be_claimed_again(shop: Shop, state: str) -> None:
    order = sold(shop, requests=[{"way": "return_refund", "state": state}])
    assert shop.standing_request(order.buyer_id, Claim("不想要", order.order_no, 1)) is None


def test_a_refund_whose_amount_the_feed_leaves_out_is_taken_for_all_of_the_line(shop: Shop) -> None:
    order = sold(shop, requests=[{"way": "refund_only", "state": "refunding"}])
    assert shop.left(order.order_no) == 0


def test_of_two_requests_on_one_line_both_are_listed_and_the_running_one_counts(shop: Shop) -> None:
    waiting = {"way": "return_refund", "state": "waiting", "expires_at": "2026-11-05 12:00"}
    order = sold(shop, requests=[waiting, {"way": "return_refund", "state": "refused"}])
    assert [each.standing.progress for each in shop.requests(order.buyer_id)] == ["refused", "waiting"]
    assert claimed(shop, order, "退款进度").standing.progress == "waiting"


def test_a_deadline_that_has_passed_is_never_said_as_one_to_come(shop: Shop) -> None:
    late = {"way": "return_refund", "state": "agreed", "expires_at": "2026-11-01 10:00"}
    order = sold(shop, requests=[late])
    decision = claimed(shop, order, "退款进度")
    assert decision.verdict.facts["request_dated"] == "passed"
    [asked] = shop.requests(order.buyer_id)
    assert "11月1日" not in request_line(asked, shop)
    assert "已经过了约定的时间" in request_line(asked, shop)

    case = agreed(shop, claimed(shop, sold(shop, **{**TWO_SHIRTS, "order_no": "2027"}), "不想要"))
    shop.clock.time = NOW + timedelta(days=3)  # type: ignore[attr-defined]
    assert "已经过了约定的时间" in case_line(case, shop)


def test_what_a_clock_says_of_a_return_is_not_said_of_a_mere_refund(shop: Shop) -> None:
    told = {"state": "waiting", "expires_at": "2026-11-06 10:00"}
    order = sold(
        shop, lines=[{}, {}], requests=[{**told, "way": "refund_only"}, {**told, "way": "return_refund", "line_no": 2}]
    )
    by_way = {each.standing.way: each.clock for each in shop.requests(order.buyer_id)}
    refund, back = by_way["refund_only"], by_way["return_refund"]
    assert refund is not None
    assert back is not None
    assert (refund.clause, back.clause) == ("platform", "merchant_review")
    assert refund.due_at == back.due_at
    assert "默认同意" not in refund.then


def test_the_platforms_deadline_moves_only_the_same_kind_of_case(shop: Shop) -> None:
    order = sold(shop)
    case = agreed(shop, claimed(shop, order, "质量问题", wish="exchange", defect="told", defect_photo="claimed"))
    assert case.draft.remedy == "exchange"
    request = {"way": "refund_only", "state": "agreed", "expires_at": "2026-11-06 10:00"}
    sold(shop, requests=[request])
    assert shop.clocks(case) == case.clocks


def test_goods_that_have_come_back_are_not_on_their_way_any_more(shop: Shop) -> None:
    order = sold(shop)
    case = agreed(shop, claimed(shop, order, "不想要", goods_complete="complete"))
    shop.return_shipped(case.case_no, "SF123")
    assert claimed(shop, order, "退款进度").standing.progress == "returning"
    shop.event(case.case_no, "return_received", ("buyer_return", "merchant_confirm"))
    standing = claimed(shop, order, "退款进度").standing
    assert standing.progress == "refunding"
    assert standing.due_at is None, "what is left runs for staff only"


def under_review(shop: Shop) -> Case:
    order = sold(shop)
    decision = claimed(shop, order, "质量问题", wish="exchange", defect="told", defect_photo="claimed")
    return shop.write(decision, "review", None, "talk", order.buyer_id)


def test_two_people_settle_a_case_once(shop: Shop) -> None:
    case = under_review(shop)
    first = shop.grant(case.case_no, "exchange", None)
    assert first is not None
    assert (first.draft.standing, first.draft.freight) == ("granted", "merchant")
    assert shop.grant(case.case_no, "return_refund", 5990) is None
    assert [clock.clause for clock in first.clocks if clock.met_at is None] == ["buyer_return"]


def test_what_was_withdrawn_is_not_granted(shop: Shop) -> None:
    case = under_review(shop)
    shop.cases.close(case.case_no, "withdrawn", NOW)
    assert shop.grant(case.case_no, "exchange", None) is None
    with pytest.raises(TooMuch):
        shop.grant(under_review(shop).case_no, "return_refund", 5991)


def test_a_review_starts_no_clock_of_the_platform_and_the_soonest_comes_first(shop: Shop) -> None:
    clocks = shop.deadlines("review", "质量问题", "return_refund")
    assert [clock.clause for clock in clocks] == ["review_promise", "deemed_refusal"]
    assert list(clocks) == sorted(clocks, key=lambda clock: clock.due_at)
