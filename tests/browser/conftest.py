"""One shop and one browser for all tests of this folder, fresh visits for each; no page calls outside or complains.

Without a browser or a built window the tests are skipped, or fail when REQUIRE_BROWSER=1. SCREENSHOTS=FOLDER keeps what
buyers saw.
"""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PIL import Image
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

from bot.settings import MODEL
from bot.web.pages import DIST
from tests.browser.agent import Agent
from tests.browser.buyer import Buyer
from tests.browser.chromium import FLAGS, MISSING, find
from tests.browser.stack import Stack, running
from tests.browser.witness import Witness

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}
DESK = {"viewport": {"width": 1440, "height": 900}}
DEVICES = {"phone": PHONE, "dark": {**PHONE, "color_scheme": "dark"}, "small": SMALL, "desktop": DESKTOP, "desk": DESK}
PATIENCE_MS = 20_000
COLOURS = 256

Visit = Callable[..., Buyer]
Employ = Callable[..., Agent]
Keep = Callable[[Buyer | Agent, str], None]


def _without(reason: str) -> NoReturn:
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The one browser; it ends with this folder, because its loop stands in the way of other tests' loops."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        place = find(playwright)
        if place is None:
            _without(MISSING)
        opened = _launched(playwright, place)
        yield opened
        opened.close()


def _launched(playwright: Playwright, place: Path) -> Browser:
    try:
        return playwright.chromium.launch(executable_path=place, args=FLAGS)
    except Error as error:
        return _without(f"{place} does not start (apt-get install chromium brings all it needs): {error}")


@pytest.fixture(scope="package")
def stack(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The one shop."""
    if not (DIST / "index.html").is_file():
        _without("the buyer's window is not built: make window")
    if not MODEL.is_file():
        _without("there is no trained model: make train")
    with running(tmp_path_factory.mktemp("shop")) as shop:
        yield shop


@pytest.fixture
def opened(browser: Browser, stack: Stack) -> Iterator[Callable[[str], tuple[Page, Witness]]]:
    """A page of a browser of its own on some device; in the end none has called outside or complained."""
    contexts, witnesses = [], []

    def page(device: str) -> tuple[Page, Witness]:
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **DEVICES[device])
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        witnesses.append(Witness(context, stack.base))
        return context.new_page(), witnesses[-1]

    yield page
    for context in contexts:
        context.close()
    assert [url for witness in witnesses for url in witness.strangers] == []
    assert [words for witness in witnesses for words in witness.complaints] == []


@pytest.fixture
def visit(opened: Callable[[str], tuple[Page, Witness]], stack: Stack) -> Visit:
    """Let a buyer come to the shop's page: ``visit("phone", "buyer-lin")``."""

    def come(device: str, name: str, at_once: bool = True) -> Buyer:
        page, witness = opened(device)
        buyer = Buyer(page, stack.base, name, witness)
        return buyer.come() if at_once else buyer.look()

    return come


@pytest.fixture
def employ(opened: Callable[[str], tuple[Page, Witness]], stack: Stack) -> Employ:
    """Let somebody of the demo's staff sit down at the desk: ``employ("xiaoya")``."""

    def sit(name: str) -> Agent:
        page, witness = opened("desk")
        return Agent(page, stack.base, witness).sign_in(name, stack.password)

    return sit


@pytest.fixture
def axe() -> Callable[[Agent], list[str]]:
    """What axe finds on a page against WCAG 2 A and AA, by rule and place."""
    source = (DIST.parent / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def found(person: Agent) -> list[str]:
        person.page.evaluate(source)
        result = person.page.evaluate("() => axe.run({runOnly: ['wcag2a', 'wcag2aa']})")
        return [f"{each['id']}: {node['target']}" for each in result["violations"] for node in each["nodes"]]

    return found


@pytest.fixture
def keep() -> Keep:
    """Keep what a buyer sees under a name, where SCREENSHOTS says; in few colours, so that it stays small."""
    folder = os.environ.get("SCREENSHOTS")

    def kept(person: Buyer | Agent, name: str) -> None:
        if not folder:
            return
        picture = Image.open(io.BytesIO(person.snapped())).convert("RGB")
        Path(folder).mkdir(parents=True, exist_ok=True)
        few = picture.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
        few.save(Path(folder) / f"{name}.png", optimize=True)

    return kept


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A small picture as a phone makes it."""
    file = tmp_path / "IMG_0618.jpg"
    photograph().save(file, "JPEG", quality=80)
    return file


def photograph() -> Image.Image:
    """Something with light and shade: things laid out on a table."""
    table = Image.new("RGB", (960, 720), "#c9a27a")
    for left, top, colour in [
        (90, 120, "#f4f1ea"),
        (380, 150, "#f4f1ea"),
        (700, 180, "#23262d"),
        (250, 430, "#e8e3d8"),
    ]:
        shade = Image.radial_gradient("L").resize((260, 240)).point(lambda light: 255 - light // 3)
        table.paste(Image.new("RGB", shade.size, colour), (left, top), shade)
    return table
