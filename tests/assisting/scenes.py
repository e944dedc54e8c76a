"""What has been decided where the guard's texts come from: real verdicts of the demo shop, and one made up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Remedy
from bot.assisting.guard import Allowed, Due, allowed
from bot.clock import parse_time
from bot.replaying.stage import Stage
from bot.shop import Decision, Shop

NOW = parse_time("2026-06-18T10:00")
BUYER = "buyer-lin"
SHIRTS, CUP, LATE = "2617100108002529", "2617100208288058", "2617100408859116"


def decided(shop: Shop, order_no: str, issue: Issue, **answers: str) -> Decision:
    order = shop.order_of(BUYER, order_no)
    assert order is not None
    return shop.decide(order, Claim(issue, order_no, 1, count=1, answers=answers))


def one_short(shop: Shop) -> Decision:
    return decided(shop, SHIRTS, "少件", goods_photo="claimed", box="intact", signed_by="self")


def leaking(shop: Shop) -> Decision:
    return decided(shop, CUP, "质量问题", defect_photo="claimed", defect="told")


def agreed(shop: Shop, decision: Decision, remedy: Remedy) -> Allowed:
    offer = next(each for each in decision.verdict.offers if each.remedy == remedy)
    case = shop.write(decision, "granted", offer, "talk", BUYER)
    return allowed(shop, [decision.order], None, [case], NOW)


def nothing(shop: Shop) -> Allowed:
    order = shop.order_of(BUYER, SHIRTS)
    assert order is not None
    return allowed(shop, [order], None, [], NOW)


def offered(shop: Shop, decision: Decision) -> Allowed:
    return allowed(shop, [decision.order], decision, [], NOW)


def late(shop: Shop) -> Allowed:
    order = shop.order_of(BUYER, LATE)
    assert order is not None
    return allowed(shop, [order], None, [], NOW)


def between(shop: Shop) -> Allowed:
    """12.50 元 to be paid within 36 hours of the 59.90 元 that were paid."""
    due = Due(NOW + timedelta(hours=36), ("partial_refund",))
    return Allowed(NOW, (1250,), frozenset({1250, 5990}), (5990,), ("partial_refund",), (due,), frozenset({24}))


SCENES: dict[str, Callable[[Shop], Allowed]] = {
    "nothing": nothing,
    "short": lambda shop: offered(shop, one_short(shop)),
    "cup": lambda shop: offered(shop, leaking(shop)),
    "refunded": lambda shop: agreed(shop, one_short(shop), "partial_refund"),
    "returning": lambda shop: agreed(shop, leaking(shop), "return_refund"),
    "late": late,
    "between": between,
}


def seen(stage: Stage) -> dict[str, Any]:
    """Every scene, each in a shop of its own."""
    found = {}
    for name, scene in SCENES.items():
        service = stage.open(BUYER, NOW)
        found[name] = scene(service.shop)
        stage.close(service)
    return found
