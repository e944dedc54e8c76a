"""What a shop sets is what its buyers hear: steps that wait for a person, addresses by kind of goods."""

import shutil
import time
from pathlib import Path

import msgspec
import pytest

from bot import service
from bot.aftersales.watch import LOOK_EVERY_S
from bot.orders import load_demo
from bot.settings import ROOT, read
from tests.editing import edited
from tests.talking import Bot

NOON = "2026-06-18T10:00"


class Own:
    """A shop with settings of its own."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.settings = place / "policies" / "settings.yml"
        shutil.copytree(ROOT / "data" / "policies" / "shop", self.settings.parent)

    def set(self, old: str, new: str) -> None:
        edited(self.settings, old, new, alone=True)

    def open(self) -> service.Service:
        database = f"sqlite:///{self.place / 'shop.db'}"
        environment = {"DATABASE_URL": database, "CLOCK": NOON, "SHOP_POLICIES": str(self.settings.parent)}
        made = service.build(msgspec.structs.replace(read(environment), var=self.place))
        load_demo(made.shop.orders, made.settings.data, made.shop.clock.now().date())
        service.use(made)
        return made


@pytest.fixture
def own(tmp_path: Path) -> Own:
    return Own(tmp_path)


def talk(bot: Bot, sender: str, *lines: str) -> list[str]:
    return ["\n".join(each["text"] for each in bot.hear(sender, line, {"buyer_id": "buyer-lin"})) for line in lines]


def test_a_step_that_waits_for_a_person_is_offered_as_such_and_written_as_a_review(own: Own, bot: Bot) -> None:
    own.set("    2025-10-01: []\n", "    2025-10-01: [reship]\n")
    shop = own.open().shop
    *_, offered, written = talk(bot, "waits", "袜子少了一双", "照片拍了 箱子没坏 我自己签收的", "可以")

    assert "补发，这一步要专员点头，我先替您提交，专员 6月19日 10:00 前回复" in offered
    assert "SH2606180001" in written
    [case] = shop.cases.all()
    assert (case.draft.standing, case.draft.remedy) == ("review", "reship")
    assert [clock.clause for clock in case.clocks][:1] == ["review_promise"]

    shop.grant(case.case_no, "reship", None)
    [case] = shop.cases.all()
    assert case.draft.standing == "granted"
    assert [clock.clause for clock in case.clocks if clock.met_at is None] == ["reship_promise"]


def test_goods_of_a_kind_go_to_an_address_of_their_own(own: Own, bot: Bot) -> None:
    everywhere = '    2025-10-01: ["亲亲售后演示店退货组", "浙江省杭州市余杭区演示路1号2号仓"]\n'
    of_its_own = '  by_category:\n    家居:\n      2025-10-01: ["家居仓", "演示路9号"]\n'
    own.set(everywhere, everywhere + of_its_own)
    own.open()
    *_, cup = talk(bot, "cup", "水杯不想要了", "没用过都好好的", "可以")
    *_, dress = talk(bot, "dress", "连衣裙不想要了", "没穿过 吊牌都在", "可以")

    assert "家居仓 演示路9号" in cup
    assert "亲亲售后演示店退货组" in dress


def test_a_number_changed_while_the_bot_runs_counts_from_the_next_message(own: Own, bot: Bot) -> None:
    own.open()
    first, *_ = talk(bot, "early", "水杯掉漆了 就一个 照片发了")
    assert "补您5.00元差价" in first
    own.set("    2025-10-01: 500\n", "    2025-10-01: 300\n")
    time.sleep(LOOK_EVERY_S)
    second, *_ = talk(bot, "late", "水杯掉漆了 就一个 照片发了")
    assert "补您3.00元差价" in second
