"""Everything is in reach without a mouse."""

from playwright.sync_api import Locator, expect

from tests.browser.buyer import Buyer
from tests.browser.conftest import Visit

FOCUSED = "element => element === element.getRootNode().activeElement"


def test_a_person_is_reached_by_keyboard_alone(visit: Visit) -> None:
    buyer = visit("desktop", "buyer-zhou", at_once=False)
    _go(buyer, "Tab", buyer.launcher)
    buyer.page.keyboard.press("Enter")
    expect(buyer.input).to_be_focused()
    _go(buyer, "Shift+Tab", buyer.chat.get_by_role("button", name="转接人工客服"))
    buyer.page.keyboard.press("Enter")
    expect(buyer.chat.get_by_text("您排在第")).to_be_visible()
    expect(buyer.chat.get_by_role("button", name="排队中")).to_be_visible()

    buyer.page.keyboard.press("Escape")
    expect(buyer.input).not_to_be_visible()
    expect(buyer.launcher).to_be_focused()


def _go(buyer: Buyer, key: str, goal: Locator) -> None:
    expect(goal).to_be_visible()
    for _ in range(40):
        buyer.page.keyboard.press(key)
        if goal.evaluate(FOCUSED):
            return
    raise AssertionError(f"{key} does not lead there")
