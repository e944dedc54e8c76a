"""The browser of the tests: CHROMIUM, else Debian's, else Playwright's own, which ``python -m tests.browser.chromium``
fetches when there is no other.
"""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

DEBIANS = Path("/usr/bin/chromium")
MISSING = (
    "no Chromium for the tests in a browser: apt-get install chromium, or set CHROMIUM to one,"
    " or let python -m tests.browser.chromium fetch one"
)
# A container has no sandbox and no graphics card; and no test asks anything of the world outside.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def find(playwright: Playwright) -> Path | None:
    """The browser to test in; None when this machine has none."""
    own = Path(playwright.chromium.executable_path)
    named = os.environ.get("CHROMIUM")
    places = [Path(named)] if named else [DEBIANS, *shells(own), own]
    return next((place for place in places if place.is_file()), None)


def shells(own: Path) -> list[Path]:
    """Where Playwright keeps the smaller Chromium without windows, beside the one with windows."""
    return sorted(own.parents[2].glob("chromium_headless_shell-*/*/*headless*shell"), reverse=True)


def fetch() -> None:
    """Playwright's own Chromium without windows, unless there is one to test in."""
    with sync_playwright() as playwright:
        if find(playwright):
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium-headless-shell"], check=False)
    with sync_playwright() as playwright:
        if not find(playwright):
            print(MISSING, file=sys.stderr)


if __name__ == "__main__":
    fetch()
