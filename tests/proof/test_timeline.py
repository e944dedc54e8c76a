"""The time line: everything in its order, each deadline kept, broken or still running."""

from typing import Any

import msgspec

from bot.orders.model import Request, RequestState, RequestWay
from bot.proof import Material
from bot.proof.exhibits import exhibits
from bot.proof.masking import mask_for
from bot.proof.timeline import Event, timeline
from tests.proof.makers import at


def events(material: Material, **changed: Any) -> tuple[Event, ...]:
    changed_one: Material = msgspec.structs.replace(material, **changed)
    return timeline(changed_one, exhibits(changed_one), mask_for(changed_one))


def test_everything_stands_in_its_order(shirt: Material) -> None:
    told = [(event.who, event.what) for event in events(shirt)]
    begins = [
        "下单",
        "付款",
        "发货",
        "承诺",
        "签收",
        "反映问题",
        "请买家",
        "请买家",
        "发来照片 1",
        "发来照片 2",
        "发来视频 3",
    ]
    assert [what[: len(word)] for (_, what), word in zip(told, begins, strict=False)] == begins
    assert ("客服 小雨", "已电话138****5678告知收货人张*，买家表示收到") in told
    assert list(events(shirt)) == sorted(events(shirt), key=lambda event: event.at)


def test_deadlines_tell_whether_they_were_kept(shirt: Material) -> None:
    states = {event.what.split("：")[0]: event.state for event in events(shirt) if event.state}
    assert states == {
        "承诺 2026-06-15 20:14 前发货": "kept",
        "本店退款操作时限": "kept",
        "专员核实时限": "broken",
        "寄回商品": "running",
    }


def test_what_is_shipped_late_or_never_broke_its_promise(shirt: Material) -> None:
    late = msgspec.structs.replace(shirt.order, promised_ship_at=at("14T12:00"))
    never = msgspec.structs.replace(late, shipped_at=None, parcels=())
    for order in (late, never):
        broken = next(event for event in events(shirt, order=order) if event.what.startswith("承诺"))
        assert (broken.state, broken.at) == ("broken", at("14T12:00"))


def test_a_request_on_the_platform_is_told_with_why_it_was_refused(shirt: Material) -> None:
    request = Request(
        "R1",
        1,
        RequestWay.REFUND_ONLY,
        RequestState.REFUSED,
        at("18T11:00"),
        amount=5267,
        refusal="电话13812345678打不通",
    )
    order = msgspec.structs.replace(shirt.order, requests=(request,))
    told = next(event.what for event in events(shirt, order=order) if "R1" in event.what)
    assert told == "在平台申请仅退款，金额52.67元，售后申请编号 R1；店铺没有同意，说明是：电话138****5678打不通"


def test_an_order_without_parcels_has_its_way_too(shirt: Material) -> None:
    order = msgspec.structs.replace(shirt.order, parcels=())
    assert {"发货", "签收"} <= {event.what for event in events(shirt, order=order)}
