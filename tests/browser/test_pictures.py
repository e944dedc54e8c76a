"""Pictures count for what they were asked for; files that cannot be taken are refused with a word on what to do."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Keep, Visit
from tests.browser.stack import Stack

TWENTY_MB = 20 * 1024**2


def test_a_huge_and_a_fake_picture_are_refused_with_a_way_on(
    visit: Visit, stack: Stack, keep: Keep, photo: Path, tmp_path: Path
) -> None:
    before = _sent(stack)
    buyer = visit("small", "buyer-wu")
    camera = buyer.chat.get_by_role("button", name="拍照")
    alert, remove = buyer.log.get_by_role("alert"), buyer.log.get_by_role("button", name="移除")

    huge = tmp_path / "huge.jpg"
    huge.write_bytes(photo.read_bytes() + bytes(TWENTY_MB))
    buyer.sends(huge, camera)
    expect(alert).to_have_text("照片一张最大 10 MB，这张超了，麻烦截个图再发一次")
    expect(buyer.log.get_by_role("button", name="重试")).to_have_count(0)
    keep(buyer, "small")
    assert buyer.fits()
    remove.click()
    expect(alert).to_have_count(0)

    buyer.witness.excuse("415")
    fake = tmp_path / "fake.jpg"
    fake.write_text("这不是照片", encoding="utf-8")
    buyer.sends(fake, camera)
    expect(alert).to_contain_text("这里只能收照片和视频")
    remove.click()
    assert _sent(stack) == before

    buyer.sends(photo, camera)
    expect(buyer.picture).to_have_count(len(before) + 1)
    expect(alert).to_have_count(0)
    assert len(_sent(stack)) == len(before) + 1
    buyer.picture.last.click()
    expect(buyer.chat.get_by_role("dialog", name="图片").get_by_role("img")).to_be_visible()


def test_a_picture_is_kept_as_what_it_was_asked_for(visit: Visit, stack: Stack, photo: Path) -> None:
    before = _sent(stack)
    buyer = visit("phone", "buyer-wu")
    buyer.say("黑胶唱片快递摔坏了")
    box = buyer.checklist.get_by_role("listitem").filter(has_text="外箱拍一张")
    buyer.sends(photo, box.get_by_role("button", name="去拍"))
    expect(buyer.picture).to_have_count(len(before) + 1)
    assert stack.upload("buyer-wu", _sent(stack)[-1]["id"]).asked_for == "box_photo"


def _sent(stack: Stack) -> list[dict[str, Any]]:
    return [each for message in stack.client("buyer-wu").all() for each in message["evidence"]]
