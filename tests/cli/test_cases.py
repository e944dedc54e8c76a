"""What stands, with its clocks; one case in full; events told by staff; talks that wait."""

from datetime import date
from typing import get_args

import msgspec
import pytest

from bot.aftersales.case import Case, Standing
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Event, Issue, Wish
from bot.cli import handovers
from bot.cli.case_events import MEETS
from bot.clock import Clock, parse_time
from bot.examples.reading import with_settings
from bot.handover.record import REASONS, Brief, Handover
from bot.orders import Request, RequestState, RequestWay
from bot.service import Service, build
from bot.shop import Shop
from bot.talk.claims import current_offer
from bot.telling.words import names
from tests.cli.conftest import Cli

DRESS, SHIRTS = "2617100509144645", "2617100108002529"


def written(service: Service, issue: Issue, order_no: str, wish: Wish | None = None, **answers: str) -> Case:
    """A case as a buyer's yes writes it."""
    order = service.shop.orders.find(order_no)
    assert order is not None
    claim = Claim(issue, order_no, 1, count=1, wish=wish, answers=answers, said=("给我退了吧",))
    decision = service.shop.decide(order, claim)
    offer = current_offer(decision)
    standing: Standing = "granted" if offer else "review"
    return service.shop.write(decision, standing, offer, "talk-1", order.buyer_id)


def returned(service: Service) -> Case:
    return written(service, "不想要", DRESS, goods_complete="complete")


def clocks(case: dict[str, object]) -> dict[str, bool]:
    """Which clocks a case has and whether they run."""
    return {clock["clause"]: clock["met_at"] is None for clock in case["clocks"]}  # type: ignore[attr-defined]


def test_cases_come_with_hours_left_the_most_urgent_first(demo_cli: Cli, service: Service) -> None:
    slow = returned(service)
    quick = written(service, "少件", SHIRTS, goods_photo="claimed", box="intact", signed_by="self")
    listed = demo_cli("cases").out
    assert listed.index(quick.case_no) < listed.index(slow.case_no)
    assert "还剩 48.0 小时" in listed
    assert [case["case_no"] for case in demo_cli("cases", "--due", "3d", "--json").json] == [quick.case_no]
    assert "已超时 24.0 小时" in demo_cli("cases", CLOCK="2026-06-21T12:00").out


def test_a_receipt_keeps_the_verdict_of_the_day(demo_cli: Cli, service: Service) -> None:
    case = returned(service)
    said = demo_cli("cases", "show", case.case_no, CLOCK="2026-07-18T12:00")
    for part in (
        "2026-06-18 的结论",
        "退货退款，299.00 元",
        "（no_reason_return）",
        "商品完好：完好",
        "“给我退了吧”",
        "buyer-lin",
    ):
        assert part in said.out
    assert demo_cli("cases", "show", case.case_no, "--json").json["draft"]["verdict"]["outcome"] == "grant"


def test_a_return_walks_from_clock_to_clock_and_is_closed(demo_cli: Cli, service: Service) -> None:
    case_no = returned(service).case_no
    shipped = demo_cli("cases", "mark", case_no, "return_shipped", "--waybill", "SF123", "--json").json
    assert shipped["return_waybill"] == "SF123"
    assert clocks(shipped) == {"buyer_return": False, "merchant_confirm": True}
    received = demo_cli("cases", "mark", case_no, "return_received")
    assert "开始：店铺最晚 6月25日 12:00" in received.out
    assert demo_cli("cases", "mark", case_no, "done").code == 0
    assert demo_cli("cases", "--json").json == []
    [closed] = demo_cli("cases", "--all", "--json").json
    assert (closed["status"], set(clocks(closed).values())) == ("done", {False})
    again = demo_cli("cases", "mark", case_no, "return_received")
    assert (again.code, "已办结" in again.err) == (1, True)


def test_an_unknown_case_is_1(demo_cli: Cli) -> None:
    assert [demo_cli("cases", "show", "SH9").code, demo_cli("cases", "mark", "SH9", "done").code] == [1, 1]


def test_events_end_clocks_that_exist(service: Service) -> None:
    running = {name for name, clause in service.shop.policies.clauses.items() if clause.clock}
    assert {clause for met in MEETS.values() for clause in met} <= running
    assert set(MEETS) == set(get_args(Event)) - {"granted", "review_opened", "applied"}


def test_talks_that_wait_come_with_reason_and_brief_from_disk_too(
    demo_cli: Cli, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"wish": "reship", "said": ("少了一件",), "facts": {"box": "intact"}}
    brief = Brief(order_no=SHIRTS, issue="少件", advice="missing_item_equal_insists", **told)
    service.shop.hand_over("talk-1", "buyer-lin", "review", brief)
    late = Handover(
        "talk-2", None, "trouble", Brief(said=("在吗",)), service.shop.clock.now(), service.shop.clock.now()
    )
    service.spool.add(late)
    monkeypatch.setattr(handovers, "build", lambda _: build(service.settings))
    said = demo_cli("handovers").out
    assert said.index("系统故障") < said.index("待核实")
    for part in (f"订单 {SHIRTS}", "想要补发", "外箱：完好", "“少了一件”", "给客服：先友好协商"):
        assert part in said
    listed = demo_cli("handovers", "--json").json
    assert [(each["talk_id"], each["pictures_seen_before"]) for each in listed] == [("talk-2", []), ("talk-1", [])]


def test_every_reason_to_hand_over_has_a_chinese_name() -> None:
    assert set(REASONS) <= set(names("reason"))


def test_what_was_applied_for_on_the_platform_is_listed_with_the_platforms_own_deadline(demo_cli: Cli) -> None:
    listed = demo_cli("cases").out
    assert "平台上的售后申请" in listed
    due = {each["request"]["number"]: each["clock"] for each in demo_cli("cases", "requests", "--json").json}
    ours = {clock["clause"] for clock in due.values() if clock}
    assert ours == {"merchant_review", "buyer_return", "merchant_confirm", "platform"}
    assert [each["request"]["progress"] for each in demo_cli("cases", "requests", "--due", "2d", "--json").json] == [
        "waiting"
    ]
    assert "系统默认同意" in demo_cli("cases", "requests", "--due", "2d").out


def test_a_deadline_of_the_platform_beats_the_one_we_reckoned(demo_cli: Cli, service: Service) -> None:
    case = returned(service)
    order = service.shop.orders.find(DRESS)
    assert order is not None
    theirs = parse_time("2026-06-20T08:00")
    agreed = Request("TK1", 1, RequestWay.RETURN_REFUND, RequestState.AGREED, expires_at=theirs)
    service.shop.orders.save([msgspec.structs.replace(order, requests=(agreed,))], "demo")

    [running] = service.shop.clocks(case)
    assert (running.clause, running.due_at) == ("buyer_return", theirs)
    assert case.next_clock is not None
    assert case.next_clock.due_at > theirs


def test_a_person_settles_what_was_under_review(demo_cli: Cli, service: Service) -> None:
    case = written(service, "少件", SHIRTS, goods_photo="none", box="intact", signed_by="self")
    assert case.draft.standing == "review"
    assert demo_cli("cases", "mark", case.case_no, "granted").code == 2, "which remedy?"
    dear = demo_cli("cases", "mark", case.case_no, "granted", "--remedy", "部分退款", "--amount", "99999")
    assert (dear.code, "最多还能退" in dear.err) == (2, True)

    settled = demo_cli("cases", "mark", case.case_no, "granted", "--remedy", "partial_refund", "--amount", "52.67").out
    assert "店铺最晚 6月19日 12:00" in settled
    [now] = demo_cli("cases", "--json").json
    assert (now["standing"], now["remedy"], now["amount"]) == ("granted", "partial_refund", 5267)
    assert clocks(now)["refund_promise"] is True
    assert clocks(now)["review_promise"] is False
    assert demo_cli("cases", "mark", case.case_no, "granted").code == 1


def test_what_the_platform_rules_starts_the_24_hours_even_for_a_case_under_review(
    demo_cli: Cli, service: Service
) -> None:
    case = written(service, "少件", SHIRTS, goods_photo="none", box="intact", signed_by="self")
    ruled = demo_cli("cases", "mark", case.case_no, "platform_ruled", "--json").json
    assert clocks(ruled) == {"review_promise": False, "deemed_refusal": False, "ruled_reship": True} | {
        name: False for name in clocks(ruled) if name == "merchant_review"
    }


def test_a_case_keeps_to_the_hours_of_its_own_day(demo_cli: Cli, service: Service) -> None:
    """An exchange agreed under 48 hours is not pressed into 24 because the shop has changed them since."""
    case_no = returned(service).case_no
    case = service.shop.cases.get(case_no)
    assert case is not None
    changed = with_settings(service.shop.policies, {"inspect_hours": {date(2025, 10, 1): 48, date(2026, 6, 20): 24}})
    later = Shop(
        service.shop.orders,
        service.shop.cases,
        service.shop.handovers,
        lambda: changed,
        Clock(parse_time("2026-06-21T12:00")),
    )
    after = later.event(case_no, "return_received")
    assert after is not None
    due = {clock.clause: clock.due_at for clock in after.clocks}
    assert due["inspection"] == parse_time("2026-06-23T12:00")
