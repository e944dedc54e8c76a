"""Files that cannot be taken: the buyer is told what to do, and a good picture afterwards is taken as ever."""

from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Keep, Visit
from tests.browser.stack import Stack

TWENTY_MB = 20 * 1024**2


def test_a_huge_and_a_fake_picture_are_refused_with_a_way_on(
    visit: Visit, stack: Stack, keep: Keep, photo: Path, tmp_path: Path
) -> None:
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
    assert _sent(stack) == []

    buyer.sends(photo, camera)
    expect(buyer.picture).to_be_visible()
    expect(alert).to_have_count(0)
    assert [each["kind"] for each in _sent(stack)] == ["picture"]
    buyer.picture.click()
    expect(buyer.chat.get_by_role("dialog", name="图片").get_by_role("img")).to_be_visible()


def _sent(stack: Stack) -> list[dict[str, Any]]:
    return [each for message in stack.client("buyer-wu").all() for each in message["evidence"]]
