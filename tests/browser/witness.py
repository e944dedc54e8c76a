"""What a page must not do while a buyer uses it: call anybody but its own shop, or complain."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


class Witness:
    """Hears every page of a context."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self._base = base
        self._excused: list[str] = []
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._thrown)

    def excuse(self, words: str) -> None:
        """From here on a complaint with these words belongs to the test."""
        self._excused.append(words)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self._base}/", f"blob:{self._base}/", "data:", "about:")):
            self.strangers.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in self._excused):
            self.complaints.append(message.text)

    def _thrown(self, error: WebError) -> None:
        self.complaints.append(str(error.error))
