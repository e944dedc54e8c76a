"""What happens in a talk as it happens: server-sent events that go on where they were broken off."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.door import Door, buyer_of, door_of
from bot.web.hub import Wake
from bot.web.tokens import Buyer
from bot.web.view import shown
from bot.web.wire import Typing

PING_S = 15
LOOK_AGAIN_S = 30.0
MOST_AT_ONCE = 100
LARGEST = 2**31 - 1
TYPING: dict[str, Typing] = {"typing": Typing("bot"), "agent_typing": Typing("agent")}


async def events(request: Request) -> Response:
    """The stream of a buyer: after ``Last-Event-ID``, or from now on; it ends when the token does."""
    buyer, door = buyer_of(request), door_of(request)
    given = request.headers.get("Last-Event-ID", "")
    known = min(int(given[:20]), LARGEST) if given.isascii() and given.isdigit() else None
    listening = door.hub.listening(buyer.id)
    queue = listening.__enter__()  # before the answer begins, so that a window too many is refused as such

    async def stream() -> AsyncIterator[ServerSentEvent]:
        try:
            async for event in _Follower(door, buyer, known).follow(queue):
                yield event
        finally:
            listening.__exit__(None, None, None)

    headers = {"X-Accel-Buffering": "no"}
    return EventSourceResponse(stream(), ping=PING_S, headers=headers, sep="\n")


class _Follower:
    """One open stream: which message it is at, and what it last said of the talk."""

    def __init__(self, door: Door, buyer: Buyer, last: int | None) -> None:
        self._door = door
        self._buyer = buyer
        self._last = last
        self._sent: dict[str, bytes] = {}

    async def follow(self, queue: "asyncio.Queue[Wake]") -> AsyncIterator[ServerSentEvent]:
        """Events until the token runs out."""
        if self._last is None:
            self._last = (await run_in_threadpool(self._door.store.conversation, self._buyer.id)).last_seq
        for event in await run_in_threadpool(self._standing):
            yield event
        woke: Wake = "changed"
        while time.time() < self._buyer.until:
            async for event in self._woken(woke):
                yield event
            woke = await self._next(queue)

    async def _woken(self, woke: Wake) -> AsyncIterator[ServerSentEvent]:
        if woke in TYPING:
            yield _event("typing", msgspec.json.encode(TYPING[woke]))
            return
        async for event in self._said():
            yield event
        if woke == "changed":
            for event in await run_in_threadpool(self._standing):
                yield event

    async def _next(self, queue: "asyncio.Queue[Wake]") -> Wake:
        """What woke the stream; once in a while it looks by itself, since others write to the store too."""
        left = max(0.1, min(LOOK_AGAIN_S, self._buyer.until - time.time()))
        try:
            return await asyncio.wait_for(queue.get(), left)
        except asyncio.TimeoutError:
            return "changed"

    async def _said(self) -> AsyncIterator[ServerSentEvent]:
        while True:
            new = await run_in_threadpool(self._door.store.after, self._buyer.id, self._last or 0, MOST_AT_ONCE)
            for kept in new:
                self._last = kept.seq
                yield _event("message", msgspec.json.encode(shown(kept)), str(kept.seq))
            if len(new) < MOST_AT_ONCE:
                return

    def _standing(self) -> list[ServerSentEvent]:
        """How the talk, the checklist and the cases stand, as far as they differ from what was said of them."""
        return list(self._changed())

    def _changed(self) -> Iterator[ServerSentEvent]:
        view, buyer = self._door.view, self._buyer
        talk = view.talk(buyer)
        still = msgspec.structs.replace(talk, last=0, now=talk.now.min)
        for name, mark, content in (
            ("talk", still, talk),
            ("checklist", *(view.checklist(buyer.id),) * 2),
            ("cases", *(view.cases(buyer.id),) * 2),
        ):
            marked = msgspec.json.encode(mark)
            if self._sent.get(name) != marked:
                self._sent[name] = marked
                yield _event(name, msgspec.json.encode(content))


def _event(name: str, data: bytes, id: str | None = None) -> ServerSentEvent:  # noqa: A002 - its name on the wire
    return ServerSentEvent(data.decode(), event=name, id=id)


ROUTES = [Route("/api/events", events)]
