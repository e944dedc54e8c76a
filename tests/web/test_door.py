"""What stands before the routes: headers, origins, rates, sizes, pages, the demo shop, the description."""

import stat
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from bot.settings import SettingError, read
from bot.web.limits import Buckets
from bot.web.tokens import demo_secret
from tests.web.doors import SECRET, Client, House, house

SHOP = "https://shop.example.com"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("house")
    return house(f"sqlite:///{folder / 'shop.db'}", folder / "var", origins=(SHOP,), messages_a_minute=1)


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    for name in ("index.html", "demo.html", "widget.js", "assets/window-1.js"):
        (folder / name).write_text(name)
    return folder


@pytest.fixture(scope="module")
def closed(strict: House, dist: Path) -> Iterator[str]:
    """The door of a shop that vouches for its own buyers."""
    with strict.door(pages=dist) as address:
        yield address


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, dist: Path) -> Iterator[tuple[str, House]]:
    """The door of the demo shop."""
    folder = tmp_path_factory.mktemp("house")
    made = house(f"sqlite:///{folder / 'shop.db'}", folder / "var", secret=None)
    with made.door(pages=dist) as address:
        yield address, made


def get(address: str, **headers: str) -> httpx2.Response:
    return httpx2.get(address, headers=headers, trust_env=False)


def test_the_window_may_be_framed_by_the_shop_only_and_runs_its_own_scripts(closed: str) -> None:
    page = get(f"{closed}/window")
    policy = page.headers["Content-Security-Policy"]
    assert page.text == "index.html"
    assert f"frame-ancestors 'self' {SHOP}" in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert page.headers["Cache-Control"] == "no-cache"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_files_are_kept_as_long_as_their_names_allow(closed: str) -> None:
    assert get(f"{closed}/widget.js").headers["Cache-Control"] == "no-cache"
    assert "immutable" in get(f"{closed}/assets/window-1.js").headers["Cache-Control"]
    missing = get(f"{closed}/assets/gone.js")
    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")
    again = get(f"{closed}/window", **{"If-None-Match": get(f"{closed}/window").headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["..%2Findex.html", "%2e%2e/demo.html", "..%5cindex.html", "%00"])
def test_nothing_but_the_built_files_is_served(name: str, closed: str) -> None:
    assert get(f"{closed}/assets/{name}").status_code == 404


def test_a_front_end_that_is_not_built_is_in_trouble_and_the_api_is_not(strict: House, tmp_path: Path) -> None:
    other = house(strict.url, strict.var)
    with other.door(pages=tmp_path / "none") as base:
        assert get(f"{base}/window").status_code == 503
        assert get(f"{base}/api/health").json() == {"status": "ok"}


def test_the_shops_page_may_call_and_another_may_not(closed: str) -> None:
    wanted = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    allowed = httpx2.options(f"{closed}/api/messages", headers={"Origin": SHOP, **wanted}, trust_env=False)
    assert allowed.headers["Access-Control-Allow-Origin"] == SHOP
    foreign = httpx2.options(f"{closed}/api/messages", headers={"Origin": SHOP + "x", **wanted}, trust_env=False)
    assert "Access-Control-Allow-Origin" not in foreign.headers
    assert get(f"{closed}/api/talk", Origin=SHOP).headers["Access-Control-Allow-Origin"] == SHOP


def test_a_buyer_who_says_too_much_too_fast_is_told_when_to_go_on(closed: str) -> None:
    lin = Client(closed)
    answers = [lin.say(f"12345678-{number}", "在吗") for number in range(12)]
    assert [each.status_code for each in answers] == [202] * 10 + [429] * 2
    assert 50 < int(answers[-1].headers["Retry-After"]) <= 60
    assert answers[-1].headers["Retry-After"] in answers[-1].json()["message"]
    assert Client(closed, "buyer-chen").say("12345678-1", "在吗").status_code == 202


def test_a_bucket_fills_again_with_time() -> None:
    now = [0.0]
    buckets = Buckets(60, 2, lambda: now[0])
    assert [buckets.take("a"), buckets.take("a"), buckets.take("a"), buckets.take("b")] == [0, 0, 1, 0]
    now[0] = 0.5
    assert buckets.take("a") == 0.5
    now[0] = 1.0
    assert [buckets.take("a"), buckets.take("a")] == [0, 1]


def test_an_address_that_calls_too_often_is_stopped_before_any_token_is_read(tmp_path: Path) -> None:
    made = house(f"sqlite:///{tmp_path / 'shop.db'}", tmp_path / "var", calls_a_minute=1)
    with made.door() as base, httpx2.Client(base_url=base, trust_env=False) as client:
        statuses = [client.get("/api/talk").status_code for _ in range(201)]
        assert set(statuses[:200]) == {401}
        assert statuses[200] == 429
        assert client.get("/api/health").status_code == 200


@pytest.mark.parametrize("told", [True, False])
def test_a_body_that_is_too_large_is_refused_while_it_is_read(told: bool, closed: str) -> None:
    zhou = Client(closed, "buyer-zhou")
    body = b'{"id": "12345678-1", "text": "' + b"x" * 70_000 + b'"}'
    answer = zhou.http.post("/api/messages", content=body if told else iter([body[:40_000], body[40_000:]]))
    assert (answer.status_code, answer.json()["error"]) == (413, "too_large")
    assert zhou.all() == []


def test_the_demo_shop_gives_tokens_to_its_own_buyers_only(demo: tuple[str, House]) -> None:
    base, made = demo
    buyers = get(f"{base}/demo/buyers").json()["buyers"]
    assert buyers[0]["id"] == "buyer-lin"
    assert buyers[0]["orders"] == len(made.service.shop.orders_of("buyer-lin"))
    given = httpx2.post(f"{base}/demo/token", json={"buyer_id": "buyer-sun"}, trust_env=False).json()["token"]
    assert get(f"{base}/api/talk", Authorization=f"Bearer {given}").status_code == 200
    for wanted in ({"buyer_id": "somebody"}, {"buyer_id": 7}, {}):
        assert httpx2.post(f"{base}/demo/token", json=wanted, trust_env=False).status_code in (400, 404)
    page = get(f"{base}/")
    assert page.text == "demo.html"
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_shop_with_a_secret_of_its_own_has_no_demo(closed: str) -> None:
    for answer in (get(f"{closed}/"), get(f"{closed}/demo/buyers"), httpx2.post(f"{closed}/demo/token")):
        assert answer.status_code == 404


def test_the_demo_secret_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    first = demo_secret(tmp_path / "var")
    assert demo_secret(tmp_path / "var") == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "var" / "web_secret").stat().st_mode) == 0o600


def test_the_description_names_every_call_and_every_type(closed: str) -> None:
    told = get(f"{closed}/api/openapi.json").json()
    assert set(told["paths"]["/api/messages"]) == {"get", "post"}
    assert set(told["components"]["schemas"]["Message"]["properties"]) >= {"seq", "from", "orders", "at"}
    page = get(f"{closed}/api/docs")
    assert all(path in page.text for path in told["paths"])
    assert "http" not in page.text.replace("https", "http").split("<h1>")[0]


@pytest.mark.parametrize(
    "environ",
    [
        {"WEB_SECRET": "short"},
        {"WEB_ORIGINS": "shop.example.com"},
        {"WEB_ORIGINS": "https://shop.example.com/path"},
        {"WEB_ORIGINS": "https://a.example *"},
        {"WEB_PORT": "0"},
        {"WEB_PICTURE_MB": "0"},
        {"WEB_MESSAGES_A_MINUTE": "many"},
    ],
)
def test_a_setting_that_cannot_be_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(SettingError, match=next(iter(environ))):
        read(environ)


def test_settings_of_the_window_are_read() -> None:
    window = read({"WEB_SECRET": SECRET, "WEB_ORIGINS": f"{SHOP}, http://localhost:3000", "WEB_VIDEO_MB": "20"}).window
    assert (window.secret, window.origins) == (SECRET, (SHOP, "http://localhost:3000"))
    assert (window.port, window.video_bytes) == (5080, 20 * 1024 * 1024)
