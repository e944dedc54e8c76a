"""A person decides on a case: within the role's limit, with a way back for some seconds, and once."""

from datetime import timedelta
from typing import Any

import pytest

from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.clock import Clock
from bot.deciding.deciding import Deciding
from bot.deciding.store import Decision
from bot.service import Service
from tests.desk.desks import Desk
from tests.web.doors import House, until

LIN = "buyer-lin"


@pytest.fixture
def case(home: House) -> Case:
    """A case that waits for a person."""
    return waiting(home.service)


def waiting(service: Service) -> Case:
    order = next(order for order in service.shop.orders_of(LIN) if service.shop.left(order.order_no) > 6000)
    claim = Claim(
        issue="质量问题", order_no=order.order_no, line_no=order.lines[0].line_no, answers={"defect_photo": "told"}
    )
    decision = service.shop.decide(order, claim)
    return service.shop.write(decision, "review", None, LIN, LIN)


def of(desk: Desk, case: Case) -> dict[str, Any]:
    found = desk.get(f"/talks/{LIN}/side")["cases"]
    return next(each for each in found if each["case_no"] == case.case_no)


def test_evidence_is_judged_and_the_judgement_stands_in_the_case(case: Case, base: str) -> None:
    desk = Desk(base)
    assert desk.post(f"/cases/{case.case_no}/evidence", finding="maybe").status_code == 400
    judged = desk.post(f"/cases/{case.case_no}/evidence", finding="holds", note="看得很清楚").json()
    shown = of(desk, case)
    assert (shown["finding"], shown["events"][-1]["decision"]) == ("holds", judged["number"])
    assert shown["events"][-1]["text"] == "凭证成立（看得很清楚）"


def test_a_grant_is_carried_out_once_it_can_no_longer_be_taken_back(case: Case, home: House, base: str) -> None:
    desk = Desk(base)
    assert of(desk, case)["remedies"]
    assert desk.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=1200).status_code == 200
    assert of(desk, case)["standing"] == "review"
    home.service.shop.clock = later(home.service.shop.clock)
    until(lambda: of(desk, case)["standing"] == "granted")
    shown = of(desk, case)
    assert (shown["remedy"], shown["amount"]) == ("refund_only", 1200)
    assert [event["text"] for event in shown["events"]][-1] == "已生效"
    assert any("12.00" in line["text"] for line in desk.talk(LIN)["messages"])


def later(clock: Clock) -> Clock:
    return Clock(clock.now() + timedelta(minutes=1))


def test_what_is_taken_back_in_time_comes_to_nothing(case: Case, home: House, base: str) -> None:
    desk, other = Desk(base), Desk(base, "xiaoqi")
    number = desk.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=1200).json()["number"]
    assert other.post(f"/decisions/{number}/undo").status_code == 409
    assert desk.post(f"/decisions/{number}/undo").status_code == 204
    assert desk.post(f"/decisions/{number}/undo").status_code == 409
    home.service.shop.clock = later(home.service.shop.clock)
    assert list(home.service.deciding.carry_out()) == []
    assert of(desk, case)["standing"] == "review"


def test_what_holds_can_no_longer_be_taken_back(case: Case, home: House, base: str) -> None:
    desk = Desk(base)
    number = desk.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=1200).json()["number"]
    home.service.shop.clock = later(home.service.shop.clock)
    assert desk.post(f"/decisions/{number}/undo").json()["error"] == "changed"


def test_nobody_grants_more_than_their_role_or_the_order_allows(case: Case, home: House, base: str) -> None:
    left = home.service.shop.left(case.draft.order_no)
    agent, owner = Desk(base), Desk(base, "laoban")
    over = agent.me["limit"] + 1
    refused = agent.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=over)
    assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")
    assert owner.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=left + 1).status_code == 400
    assert owner.post(f"/cases/{case.case_no}/grant", remedy="refund_only").status_code == 400
    assert owner.post(f"/cases/{case.case_no}/grant", remedy="exchange", amount=1).status_code == 400
    assert owner.post(f"/cases/{case.case_no}/grant", remedy="gold").status_code == 409
    assert owner.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=over).status_code == 200


def test_a_second_grant_waits_for_what_becomes_of_the_first(case: Case, home: House, base: str) -> None:
    desk = Desk(base)
    number = desk.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=1200).json()["number"]
    assert of(desk, case)["remedies"] == []
    assert desk.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=1200).status_code == 409
    assert desk.post(f"/decisions/{number}/undo").status_code == 204
    assert desk.post(f"/cases/{case.case_no}/grant", remedy="refund_only", amount=1200).status_code == 200


def test_of_two_grants_at_the_same_moment_one_comes_to_nothing(case: Case, home: House) -> None:
    service, now = home.service, home.service.shop.clock.now() - timedelta(minutes=1)
    for _ in range(2):  # both looked before either was kept
        grant = {"remedy": "refund_only", "amount": 1200, "note": ""}
        service.deciding.store.add(Decision(case.case_no, "grant", "laoban", grant, None, now, now))
    assert [done for _, done in service.deciding.carry_out()] == [True, False]
    kinds = [each.kind for each in service.deciding.store.of_cases([case.case_no])]
    assert sorted(kinds) == ["came_to_nothing", "carried_out", "grant", "grant"]


def test_carrying_out_twice_at_once_pays_once(case: Case, home: House) -> None:
    service = home.service
    agent = service.staff.get("laoban")
    assert agent is not None
    service.deciding.grant(case.case_no, agent, "refund_only", 1200, "")
    service.shop.clock = later(service.shop.clock)
    again = Deciding(service.shop, service.deciding.store, service.files.desk)
    one, other = service.deciding.carry_out(), again.carry_out()
    assert next(one)[1]
    assert [*one, *other] == []
    assert service.shop.left(case.draft.order_no) == service.shop.orders.find(case.draft.order_no).paid - 1200  # type: ignore[union-attr]
