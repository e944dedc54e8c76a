"""A buyer who lacks something gets it settled in the window, with a picture, on a phone and at a desk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Keep, Visit

MISSING = {
    "phone": ("buyer-zhou", "儿童经典科普绘本", "点读贴纸配套练习本"),
    "desktop": ("buyer-lin", "纯棉重磅圆领短袖T恤", "纯棉重磅圆领短袖T恤男女同款"),
}


@pytest.mark.parametrize("device", MISSING)
def test_a_missing_item_from_the_launcher_to_the_case(visit: Visit, keep: Keep, photo: Path, device: str) -> None:
    name, order, item = MISSING[device]
    buyer = visit(device, name)
    buyer.chat.get_by_role("button", name="少发了东西").click()
    buyer.log.get_by_role("group", name="请选择订单").get_by_role("button", name=order).click()
    buyer.choose(item)

    ticks = buyer.checklist.get_by_role("listitem")
    expect(ticks).to_have_count(3)
    expect(buyer.ticked("")).to_have_count(0)
    buyer.sends(photo, buyer.checklist.get_by_role("button", name=re.compile("去拍|上传")))
    expect(buyer.ticked("")).to_have_text([re.compile("拍一张照片")])
    expect(buyer.picture).to_be_visible()
    keep(buyer, f"{device}-checklist")

    buyer.say("少了一件，箱子没破，我自己签收的")
    buyer.choose("可以，就这样办")
    expect(buyer.checklist).to_have_count(0)
    card = buyer.log.locator(".CaseCard")
    expect(card).to_have_count(1)
    expect(card).to_contain_text(f"少件 · {item}")
    expect(card).to_contain_text(re.compile("SH260618"))
    expect(card.get_by_role("listitem")).to_contain_text(["已登记12:0", "6月20日 12:0"])
    keep(buyer, device)
