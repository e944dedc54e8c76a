"""Somebody at the desk, who finds things by what they are called."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.witness import Witness


class Agent:
    """One page of the desk."""

    def __init__(self, page: Page, base: str, witness: Witness) -> None:
        self.page, self.witness = page, witness
        self._base = base
        self.rows = page.get_by_role("tabpanel").get_by_role("listitem")
        self.log = page.get_by_role("log", name="聊天记录")
        self.input = page.get_by_label("回复买家")
        self.draft = page.get_by_role("region", name="机器人拟的")
        self.cautions = page.get_by_role("region", name=re.compile("^发之前看"))

    def sign_in(self, name: str, password: str) -> "Agent":
        """Open the desk and come in."""
        self.witness.excuse("401")
        self.page.goto(f"{self._base}/desk")
        self.page.get_by_label("账号").fill(name)
        self.page.get_by_label("密码", exact=True).fill(password)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("tablist", name="分组")).to_be_visible()
        return self

    def look(self, view: str) -> None:
        """Another view of the queue."""
        self.page.get_by_role("tab", name=re.compile(f"^{view}")).click()

    def open(self, buyer: str) -> None:
        """Open a talk of the view."""
        self.rows.filter(has_text=buyer).get_by_role("link").click()
        expect(self.page.get_by_role("heading", name=buyer)).to_be_visible()

    def take(self, buyer: str) -> None:
        """Open a talk and take it."""
        self.open(buyer)
        self.does("接手")
        expect(self.input).to_be_visible()

    def does(self, deed: str) -> None:
        """Press a button of the page."""
        self.page.get_by_role("button", name=deed, exact=True).click()

    def says(self, text: str) -> None:
        """Type and send."""
        self.input.fill(text)
        self.input.press("Enter")

    def sees(self, words: str | re.Pattern[str]) -> Locator:
        """Wait until the talk shows a message with these words."""
        found = self.log.get_by_text(words).last
        expect(found).to_be_visible()
        return found

    def snapped(self) -> bytes:
        """What the agent sees, at rest."""
        return self.page.screenshot(animations="disabled")
