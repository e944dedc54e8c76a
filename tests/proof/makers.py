"""A case of the demo shop with everything that belongs to it."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.clock import parse_time
from bot.orders import Order
from bot.orders.demo import load_demo
from bot.proof import Decided, Material, Said, Shown
from bot.proof.material import Asked
from bot.service import Service, build
from bot.settings import read
from bot.talk.reasons import current_offer
from tests.evidence.files import encoded, scene

ORDER = "2617100108002529"
CLOCK = "2026-06-18T10:00"
VIDEO = b"\x00\x00\x00\x18ftypisom" + b"\x00" * 2048
PRIVATE = ("13812345678", "文三路", "张三", "330102199003071234", "6222021234567890123", "7859008212003", "buyer-lin")


def at(time: str) -> datetime:
    return parse_time(f"2026-06-{time}")


def service(folder: Path) -> Service:
    made = build(read({"DATABASE_URL": f"sqlite:///{folder / 'shop.db'}", "CLOCK": CLOCK}))
    load_demo(made.shop.orders, made.settings.data, made.today())
    return made


def missing_shirt(made: Service, **told: Any) -> tuple[Case, Order]:
    """The case of a shirt that is missing by its weight, as the talk writes it."""
    order = made.shop.orders.find(ORDER)
    assert order is not None
    answers = {"goods_photo": "claimed", "box": "intact", "signed_by": "self"}
    claim = Claim("少件", ORDER, 1, count=1, wish="refund", answers=answers, said=("T恤少发了一件",), **told)
    decision = made.shop.decide(order, claim)
    offer = decision.verdict.serving("refund") or current_offer(decision)
    return made.shop.write(decision, "granted", offer, "talk", order.buyer_id), order


def shown(content: bytes, time: str, **more: Any) -> Shown:
    kind = more.pop("kind", "picture")
    return Shown(sha256(content).hexdigest(), kind, len(content), at(time), content, **more)


def material(folder: Path) -> Material:
    case, order = missing_shirt(service(folder))
    case = msgspec.structs.replace(case, opened_at=at("18T10:06"))
    met = msgspec.structs.replace(case.clocks[0], started_at=at("18T10:06"), met_at=at("18T15:20"))
    late = msgspec.structs.replace(met, title="专员核实时限", due_at=at("18T18:00"), met_at=at("18T19:30"))
    runs = msgspec.structs.replace(met, title="寄回商品", who="buyer", due_at=at("25T18:00"), met_at=None)
    goods = shown(
        encoded(scene(1200, 900), quality=80),
        "18T10:04",
        asked_for="goods_photo",
        asked_at=at("18T10:01"),
        notes=("三件里只看到两件，收件人张三的面单入镜",),
    )
    box = shown(encoded(scene(700, 1100, seed=4), quality=80), "18T10:05")
    video = shown(VIDEO, "18T10:05", kind="video")
    return Material(
        case=msgspec.structs.replace(case, clocks=(met, late, runs)),
        order=order,
        now=at("20T09:30"),
        talk=talk(goods, box, video),
        evidence=(goods, box, video),
        asked=(Asked("waybill_photo", at("18T10:01")),),
        decisions=(
            Decided(
                at("18T15:20"),
                "小雨",
                "核对称重后同意退一件的钱52.67元，商品不用寄回。",
                case.draft.verdict["cites"][0]["title"],
            ),
            Decided(at("19T09:00"), "小雨", "已电话13812345678告知收货人张三，买家表示收到。"),
        ),
        names=("林小满",),
        shop="亲亲优选小店",
    )


def talk(goods: Shown, box: Shown, video: Shown) -> tuple[Said, ...]:
    ask = "亲亲，实在不好意思。麻烦您告诉我：\n1. 把收到的全部东西摆在一起，拍一张照片\n2. 外箱是完好的，还是有破损"
    return (
        Said("buyer", "亲 T恤少发了一件啊😭 订单2617100108002529", at("18T10:00")),
        Said("bot", ask, at("18T10:01")),
        Said("buyer", "拍了发你了 箱子没破 我自己签的", at("18T10:04"), evidence=(goods.id, box.id, video.id)),
        Said("notice", "客服小雨为您服务", at("18T10:07")),
        Said("agent", "亲亲，运单7859008212003的重量我查过了，给您退一件的钱。", at("18T10:08"), name="小雨"),
        Said("buyer", "收件人张三，电话138 1234 5678，地址：浙江省杭州市西湖区文三路12号3幢402室", at("18T10:10")),
        Said("buyer", "身份证330102199003071234 卡号6222021234567890123 我是林小满", at("18T10:11")),
        Said("agent", "亲亲，退款原路退回，不需要这些，已经帮您遮住了~", at("18T10:12"), name="小雨"),
    )
