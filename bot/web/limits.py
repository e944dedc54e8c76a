"""How much one buyer or one address may ask of the door, and how much one call may bring along."""

import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from bot.web.errors import Refusal

MOST_KEYS = 10_000
JSON_BYTES = 64 * 1024
MULTIPART_BYTES = 64 * 1024
EVIDENCE = "/api/evidence"
# what comes after signing in at the desk is limited by session
LIMITED = ("/api/", "/demo/", "/desk/api/sign-in")
HEALTH = "/api/health"


class Buckets:
    """A token bucket a key: ``burst`` at once, then so many a minute. What was not used for longest is forgotten."""

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._burst = float(burst)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Seconds until the key may go on; 0 when it may now, and then it is counted."""
        now = self._clock()
        left, at = self._left.pop(key, (self._burst, now))
        left = min(self._burst, left + (now - at) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._left[key] = (left if wait else left - 1, now)
        if len(self._left) > MOST_KEYS:
            self._left.popitem(last=False)
        return wait


def check(buckets: Buckets, key: str) -> None:
    """Count one call; raises Refusal when it is one too many."""
    wait = buckets.take(key)
    if wait:
        raise Refusal("too_many", wait=wait)


class AddressLimit:
    """Middleware: no address calls the programs' part of the door more often than its bucket allows."""

    def __init__(self, app: ASGIApp, buckets: Buckets) -> None:
        self._app = app
        self._buckets = buckets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        path = scope.get("path", "")
        if scope["type"] == "http" and path.startswith(LIMITED) and path != HEALTH:
            wait = self._buckets.take((scope.get("client") or ("",))[0])
            if wait:
                await Refusal("too_many", wait=wait).response()(scope, receive, send)
                return
        await self._app(scope, receive, send)


class BodyLimit:
    """Middleware: a body is refused as soon as it is known to be too large, by what it says or by what was read."""

    def __init__(self, app: ASGIApp, file_bytes: int) -> None:
        self._app = app
        self._file_bytes = file_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with a count, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._file_bytes + MULTIPART_BYTES if scope["path"] == EVIDENCE else JSON_BYTES
        if _announced(scope) > most:
            await Refusal("too_large").response()(scope, receive, send)
            return
        await self._app(scope, _counted(receive, most), send)


def _announced(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0


def _counted(receive: Receive, most: int) -> Receive:
    read = 0

    async def counted() -> Event:
        nonlocal read
        event = await receive()
        read += len(event.get("body", b""))
        if read > most:
            raise Refusal("too_large")
        return event

    return counted
