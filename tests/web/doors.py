"""A door for tests: a real server on a free port, a shop of its own, and a Rasa that repeats itself as ours does."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.orders.demo import load_demo
from bot.ports import HOST, free_ports
from bot.service import Service, build
from bot.settings import Settings, Window, read
from bot.web.answering import Patience
from bot.web.app import make
from bot.web.tokens import make_token

SECRET = "a secret of thirty-two characters or more"
QUICK = Patience(first=0.05, longest=0.05, notice=0.3, actions=0.6)


class FakeRasa:
    """Says what was said back, the same for the same id, as OnceRest does; ``away`` it fails, ``slow`` in seconds.

    It is the action server behind it as well, which may be ``idle``.
    """

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.answers: dict[str, str] = {}
        self.away, self.idle, self.slow = False, False, 0.0
        hear, health = Route("/webhooks/rest/webhook", self.hear, methods=["POST"]), Route("/health", self.health)
        self.app = Starlette(routes=[hear, health])

    async def health(self, _: Request) -> JSONResponse:
        return JSONResponse({}, 503 if self.idle else 200)

    async def hear(self, request: Request) -> JSONResponse:
        said = await request.json()
        self.heard.append(said)
        if self.away:
            return JSONResponse({}, 500)
        await asyncio.sleep(self.slow)
        key = f"{said['sender']} {said['metadata'].get('message_id')}"
        known = self.answers.setdefault(key, f"{len(self.answers) + 1}：{said['message']}")
        about = {"draft": {"intent": "少件", "script": None, "talk": None}} if said["metadata"].get("draft") else {}
        return JSONResponse([{"recipient_id": said["sender"], "text": known, **about}])


@contextlib.contextmanager
def served(app: Any, port: int) -> Iterator[str]:
    """A server on a port in a thread of its own; its address."""
    quiet: Any = {"log_level": "warning", "access_log": False}
    server = uvicorn.Server(uvicorn.Config(app, HOST, port, ws="none", timeout_graceful_shutdown=1, **quiet))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


def until(holds: Any, seconds: float = 10.0) -> Any:
    """Wait for something to be so; what it came to. Raises AssertionError when it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come")


def shop(url: str, var: Path, rasa_port: int, window: Window) -> Service:
    """A service with the demo shop's orders, at noon of its day."""
    ports = {"RASA_PORT": str(rasa_port), "ACTION_PORT": str(rasa_port)}
    settings: Settings = read({"DATABASE_URL": url, "CLOCK": "2026-06-18T12:00", **ports})
    made = build(msgspec.structs.replace(settings, var=var, window=window))
    load_demo(made.shop.orders, made.settings.data, made.today())
    return made


class Client:
    """A buyer's window without the window."""

    def __init__(self, base: str, buyer: str = "buyer-lin", secret: str = SECRET) -> None:
        headers = {"Authorization": f"Bearer {make_token(buyer, secret)}"}
        self.http = httpx2.Client(base_url=base, headers=headers, timeout=10, trust_env=False)

    def say(self, name: str, text: str, **more: Any) -> httpx2.Response:
        return self.http.post("/api/messages", json={"id": name, "text": text, **more})

    def all(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.http.get("/api/messages").json()["messages"]
        return found

    def texts(self) -> list[tuple[str, str]]:
        return [(each["from"], each["text"]) for each in self.all()]

    @contextlib.contextmanager
    def stream(self, last: int | None = None) -> Iterator[Iterator[tuple[str, str | None, Any]]]:
        headers = {} if last is None else {"Last-Event-ID": str(last)}
        with self.http.stream("GET", "/api/events", headers=headers) as response:
            assert response.status_code == 200, response.read()
            yield events(response.iter_lines())


def events(lines: Iterator[str]) -> Iterator[tuple[str, str | None, Any]]:
    """The events of a stream: name, id, data."""
    name, seq, data = "message", None, None
    for line in lines:
        if not line and data is not None:
            yield name, seq, msgspec.json.decode(data)
            name, seq, data = "message", None, None
        field, _, value = line.partition(": ")
        name = value if field == "event" else name
        seq = value if field == "id" else seq
        data = value if field == "data" else data


class House:
    """A shop's database and its Rasa, on which doors are opened and closed."""

    def __init__(self, url: str, var: Path, window: Window) -> None:
        self.url, self.var, self.window = url, var, window
        self.rasa = FakeRasa()
        self.rasa_port, self.port = free_ports(2)
        self.service = shop(url, var, self.rasa_port, window)

    @contextlib.contextmanager
    def door(self, **more: Any) -> Iterator[str]:
        app = make(self.service, QUICK, **more)
        with served(app, self.port) as base:
            yield base

    @contextlib.contextmanager
    def open(self) -> Iterator[str]:
        with served(self.rasa.app, self.rasa_port), self.door() as base:
            yield base


def house(url: str, var: Path, **window: Any) -> House:
    """A house whose door counts generously."""
    given = {"secret": SECRET, "messages_a_minute": 6000, "uploads_a_minute": 6000, "calls_a_minute": 60_000, **window}
    return House(url, var, Window(**given))
