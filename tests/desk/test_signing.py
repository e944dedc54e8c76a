"""Signing in and out, being locked out, and looking after accounts."""

import httpx2
import pytest

from bot.staff.store import MOST_FAILED
from tests.desk.desks import PASSWORD, Desk
from tests.web.doors import House


def sign_in(base: str, name: str, password: str) -> httpx2.Response:
    return httpx2.post(f"{base}/desk/api/sign-in", json={"name": name, "password": password}, trust_env=False)


def test_the_cookie_is_kept_from_scripts_and_other_sites(base: str) -> None:
    cookie = sign_in(base, "xiaoya", PASSWORD).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/desk/api" in cookie


@pytest.mark.parametrize(("name", "password"), [("xiaoya", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(base: str, name: str, password: str) -> None:
    refused = sign_in(base, name, password)
    assert (refused.status_code, refused.json()["message"]) == (401, "账号或密码不对")


def test_too_many_wrong_passwords_lock_the_account_and_nobody_elses(base: str) -> None:
    for _ in range(MOST_FAILED):
        assert sign_in(base, "xiaoya", "wrong").status_code == 401
    locked = sign_in(base, "xiaoya", PASSWORD)
    assert locked.status_code == 429
    assert 0 < int(locked.headers["Retry-After"]) <= 900
    assert sign_in(base, "xiaoqi", PASSWORD).status_code == 200


def test_signing_out_ends_the_session(base: str) -> None:
    desk = Desk(base)
    assert desk.post("/sign-out").status_code == 204
    assert desk.http.get("/me").status_code == 401


def test_another_password_signs_out_everywhere(base: str) -> None:
    here, there = Desk(base), Desk(base)
    assert here.post("/password", old="wrong", new="另一个够长的密码 2027").json()["message"] == "原来的密码不对"
    assert here.post("/password", old=PASSWORD, new="短").status_code == 400
    assert here.post("/password", old=PASSWORD, new="另一个够长的密码 2027").status_code == 204
    assert there.http.get("/me").status_code == 401
    assert sign_in(base, "xiaoya", "另一个够长的密码 2027").status_code == 200


def test_an_owner_adds_and_retires_people_but_never_the_last_owner(home: House, base: str) -> None:
    owner = Desk(base, "laoban")
    new = {"id": "xinlai", "name": "新来", "role": "agent", "password": PASSWORD}
    assert owner.post("/agents", **new).status_code == 200
    assert owner.post("/agents", **new).json()["message"] == "账号 xinlai 已经有人用了"
    assert owner.post("/agents", **{**new, "id": "又 来"}).status_code == 400
    newcomer = Desk(base, "xinlai")
    assert owner.post("/agents/xinlai", active=False).json()["active"] is False
    assert newcomer.http.get("/me").status_code == 401
    assert sign_in(base, "xinlai", PASSWORD).status_code == 401
    assert owner.post("/agents/laoban", role="lead").status_code == 400
    assert owner.get("/me")["role"] == "owner"


def test_who_did_what_is_logged_and_passwords_are_not(home: House, base: str) -> None:
    owner = Desk(base, "laoban")
    owner.post("/agents/xiaoya", password="一个新的密码在这里呢")
    owner.post("/mode", mode="drafts")
    seen = owner.get("/audit")["seen"]
    assert [each["what"] for each in seen[:2]] == ["把机器人改成：机器人只拟稿", "修改账号 "]
    assert "一个新的密码在这里呢" not in owner.http.get("/audit").text
