"""Every route of the desk against everybody who might call it: nobody, and each role."""

from typing import Any

import httpx2
import pytest

from bot.staff.model import ROLES, Role
from bot.web.desk.access import PREFIX, Way
from bot.web.desk.routes import ROUTES, WAYS
from tests.desk.desks import Desk
from tests.web.doors import Client

WHO: dict[Role, str] = {"agent": "xiaoya", "lead": "ajie", "owner": "laoban"}
LIN = "buyer-lin"
FILLED = {"buyer": LIN, "number": "999999", "number:int": "999999", "id": "nobody", "case_no": "SH0000000000"}
SIGNING = {f"{PREFIX}/sign-in", f"{PREFIX}/sign-out", f"{PREFIX}/events"}


def address(way: Way) -> str:
    path = way.path
    for name, value in FILLED.items():
        path = path.replace("{" + name + "}", value)
    return path


def called(http: httpx2.Client, way: Way) -> int:
    return http.request(way.method, address(way), json={} if way.method == "POST" else None).status_code


def may(way: Way, role: Role) -> bool:
    return ROLES.index(role) >= ROLES.index(way.least)


@pytest.fixture
def desks(base: str) -> dict[Role, Desk]:
    Client(base).say("said-0001", "少了一件")
    return {role: Desk(base, who) for role, who in WHO.items()}


def test_each_role_comes_as_far_as_it_may_and_no_further(desks: dict[Role, Desk], base: str) -> None:
    nobody = httpx2.Client(base_url=base + PREFIX, trust_env=False)
    table, wrong = [], []
    for way in WAYS:
        codes = {"nobody": called(nobody, way), **{role: called(desk.http, way) for role, desk in desks.items()}}
        expected: dict[str, bool] = {"nobody": False, **{role: may(way, role) for role in ROLES}}
        table.append(f"{way.method:4} {way.path:34} " + " ".join(f"{who} {code}" for who, code in codes.items()))
        let_in = {who: code not in (401, 403) for who, code in codes.items()}
        wrong += [table[-1]] if let_in != expected or codes["nobody"] != 401 else []
    print("\n" + "\n".join(table))
    assert wrong == []


def test_whatever_changes_something_wants_the_token_of_our_own_page(desks: dict[Role, Desk]) -> None:
    owner = desks["owner"]
    for token in ("", "guessed", desks["lead"].me["csrf"]):
        owner.http.headers["X-CSRF-Token"] = token
        codes = {f"{way.method} {way.path}": called(owner.http, way) for way in WAYS if way.method != "GET"}
        assert {where: code for where, code in codes.items() if code != 403} == {}
    assert owner.http.get("/me").status_code == 200


def test_no_route_is_outside_the_table() -> None:
    listed = {PREFIX + way.path for way in WAYS} | SIGNING
    assert {route.path for route in ROUTES} == listed


def test_a_buyers_token_opens_nothing_at_the_desk(base: str) -> None:
    buyer = Client(base)
    assert buyer.http.get("/desk/api/queue").status_code == 401
    assert buyer.http.get("/desk/api/talks/buyer-sun").status_code == 401


def test_a_signed_in_desk_is_no_buyer(desks: dict[Role, Desk], base: str) -> None:
    cookies: Any = desks["owner"].http.cookies
    assert httpx2.get(f"{base}/api/talk", cookies=cookies, trust_env=False).status_code == 401
