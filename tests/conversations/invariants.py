"""What holds in every turn of every talk (the always-list of the design), whatever the talk is about."""

import re
from typing import Any

from bot.money import parse_yuan
from bot.service import Service
from tests.talking import Bot

MOST_UTTERANCES = 2
MOST_ASKED = 3
AGREEING = ("肯定",)
AMOUNT = re.compile(r"(\d+\.\d\d)元")
ORDER_NO = re.compile(r"(?<!\d)26\d{14}(?!\d)")
PHONE = re.compile(r"(?<![\dA-Za-z])1[3-9]\d{9}(?!\d)")


def check(
    shop: Service, bot: Bot, buyer: str | None, text: str, said: list[dict[str, Any]], written: int, where: str
) -> None:
    """Raise AssertionError naming the turn when something that must always hold does not."""
    answered_politely(said, where)
    nothing_left_open(said, where)
    asks_little(said, where)
    only_own_orders(shop, buyer, said, where)
    promises_only_what_a_verdict_gives(shop, buyer, said, where)
    if written:
        assert agrees(bot.parse(text)), f"written without a yes: {where}"
        assert written == 1, where
    never_more_than_paid(shop)


def agrees(parsed: dict[str, Any]) -> bool:
    """A yes, a yes word beside the remedy offered, or insisting on an application after a refusal."""
    labels = {each["entity"] for each in parsed["entities"]}
    return parsed["intent"]["name"] in AGREEING or bool(labels & {"told_yes", "insists"})


def answered_politely(said: list[dict[str, Any]], where: str) -> None:
    assert 1 <= len(said) <= MOST_UTTERANCES, where
    assert all("亲亲" in one["text"] for one in said), where
    assert all("一定能看到照片" not in one["text"] for one in said), where


def nothing_left_open(said: list[dict[str, Any]], where: str) -> None:
    for one in said:
        assert not re.search(r"[{}]|None|null|Traceback|  ", one["text"]), where
        assert not PHONE.search(one["text"]), where


def asks_little(said: list[dict[str, Any]], where: str) -> None:
    for one in said:
        asked = one["metadata"].get("asks", "")
        assert len(asked.splitlines()) <= MOST_ASKED, where


def only_own_orders(shop: Service, buyer: str | None, said: list[dict[str, Any]], where: str) -> None:
    own = {order.order_no for order in shop.shop.orders_of(buyer)}
    named = {number for one in said for number in ORDER_NO.findall(one["text"])}
    assert named <= own, where


def promises_only_what_a_verdict_gives(
    shop: Service, buyer: str | None, said: list[dict[str, Any]], where: str
) -> None:
    """Every amount in a reply is one that the offer or the case behind it names, or what the buyer paid."""
    for one in said:
        named = {parse_yuan(amount) for amount in AMOUNT.findall(one["text"])}
        paid = one["metadata"].get("paid")
        behind = " ".join(one["metadata"].get(fact, "") for fact in ("offer", "next")) + (f" {paid}元" if paid else "")
        assert named <= {parse_yuan(amount) for amount in AMOUNT.findall(behind)}, where


def never_more_than_paid(shop: Service) -> None:
    """Open cases and refunds together stay within what was paid for each order."""
    for case in shop.shop.cases.all():
        order = shop.shop.orders.find(case.draft.order_no)
        assert order is not None
        granted = [each.draft for each in shop.shop.cases.on(order.order_no) if each.draft.standing == "granted"]
        assert sum(draft.amount or 0 for draft in granted) + order.refunded <= order.paid
