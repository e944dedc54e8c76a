"""The desk without its page: somebody signed in, who may do what the routes let them."""

from typing import Any

import httpx2

from bot.staff.model import Role
from bot.staff.store import StaffStore

PASSWORD = "一个够长的密码 2026"
PEOPLE: dict[str, tuple[str, Role]] = {
    "xiaoya": ("小雅", "agent"),
    "xiaoqi": ("小七", "agent"),
    "ajie": ("阿杰", "lead"),
    "laoban": ("老板", "owner"),
}


def employ(staff: StaffStore) -> None:
    for id_, (name, role) in PEOPLE.items():
        staff.add(id_, name, role, PASSWORD)


class Desk:
    """A signed-in desk."""

    def __init__(self, base: str, who: str = "xiaoya") -> None:
        self.http = httpx2.Client(base_url=f"{base}/desk/api", timeout=20, trust_env=False)
        signed = self.http.post("/sign-in", json={"name": who, "password": PASSWORD})
        assert signed.status_code == 200, signed.text
        self.me: dict[str, Any] = signed.json()
        self.http.headers["X-CSRF-Token"] = self.me["csrf"]

    def get(self, path: str, **query: Any) -> Any:
        found = self.http.get(path, params=query)
        assert found.status_code == 200, found.text
        return found.json()

    def post(self, path: str, **body: Any) -> httpx2.Response:
        return self.http.post(path, json=body)

    def talk(self, buyer: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get(f"/talks/{buyer}")
        return found

    def step(self, buyer: str, deed: str, **more: Any) -> httpx2.Response:
        return self.post(f"/talks/{buyer}/{deed}", version=self.talk(buyer)["version"], **more)

    def queue(self, view: str = "waiting") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.get("/queue", view=view)["rows"]
        return rows

    def say(self, buyer: str, name: str, text: str, **more: Any) -> httpx2.Response:
        return self.post(f"/talks/{buyer}/messages", id=name, text=text, **more)
