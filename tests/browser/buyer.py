"""A buyer at the demo shop's page, who finds things by what they are called."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.witness import Witness

# The demo shop's page asks who buys; a reload keeps the answer.
CHOOSE = "try {{ sessionStorage.setItem('qinqin.demo.buyer', '{}') }} catch {{}}"


class Buyer:
    """One page of the shop with its window; ``chat`` is what is inside the window."""

    def __init__(self, page: Page, base: str, name: str, witness: Witness) -> None:
        self.page, self.name, self.witness = page, name, witness
        self._base = base
        page.add_init_script(CHOOSE.format(name))
        self.chat = page.get_by_title("客服聊天窗口").content_frame
        self.log = self.chat.get_by_role("log", name="聊天记录")
        self.input = self.chat.get_by_label("输入消息")
        self.messages = self.log.get_by_role("article")
        self.picture = self.log.get_by_role("button", name=re.compile("^查看图片"))
        self.checklist = self.chat.get_by_role("region", name="还需要您提供")
        self.launcher = page.get_by_role("button", name=re.compile("^联系客服"), expanded=False)

    def look(self) -> "Buyer":
        """Open the shop's page."""
        self.page.goto(f"{self._base}/")
        return self

    def come(self) -> "Buyer":
        """Open the page and the window in it."""
        return self.look().open()

    def another_tab(self) -> "Buyer":
        """The same buyer in the same browser once more."""
        return Buyer(self.page.context.new_page(), self._base, self.name, self.witness)

    def open(self) -> "Buyer":
        """Open the window and wait until it has its talk."""
        self.launcher.click()
        expect(self.input).to_be_visible()
        expect(self.chat.get_by_text("正在连接…")).to_have_count(0)
        return self

    def reload(self) -> "Buyer":
        """The page anew, as a thumb does that pulls it down."""
        self.page.reload()
        return self.open()

    def say(self, text: str) -> None:
        """Type and send."""
        self.input.fill(text)
        self.input.press("Enter")

    def choose(self, name: str) -> None:
        """Tap a button of the talk that is still to be used."""
        self.log.get_by_role("button", name=name, disabled=False).last.click()

    def hears(self, words: str | re.Pattern[str]) -> Locator:
        """Wait until the bot has said something with these words; what it said."""
        said = self.log.get_by_role("article", name=re.compile("^小亲")).filter(has_text=words).last
        expect(said).to_be_visible()
        return said

    def said(self, words: str) -> Locator:
        """The buyer's own messages with these words, taken or still on their way."""
        return self.log.locator("[data-from=buyer]").filter(has_text=words)

    def ticked(self, words: str) -> Locator:
        """What of the checklist was provided, of the entries with these words."""
        return self.checklist.get_by_role("listitem").filter(has_text=words).filter(has_text="已提供")

    def sends(self, file: Path, button: Locator) -> None:
        """Choose a file after a tap on a button."""
        with self.page.expect_file_chooser() as chooser:
            button.click()
        chooser.value.set_files(file)

    def fits(self) -> bool:
        """Whether nothing in the window is wider than the window."""
        return bool(self.chat.locator("html").evaluate("page => page.scrollWidth <= page.clientWidth"))

    def snapped(self) -> bytes:
        """What the buyer sees, at rest."""
        expect(self.chat.get_by_text("小亲正在输入")).to_have_count(0)
        return self.page.screenshot(animations="disabled")
