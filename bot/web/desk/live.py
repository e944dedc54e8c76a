"""What stirs, as it stirs: server-sent events that tell a desk what to look at again."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.desk.access import COOKIE, PREFIX, signed_in
from bot.web.door import Door, door_of
from bot.web.hub import Stirred, Wake

PING_S = 15
LOOK_S = 15.0
REST_S = 0.4
TYPISTS = {"typing": "bot", "agent_typing": "agent"}


class _About(msgspec.Struct, omit_defaults=True):
    buyer_id: str
    who: str = ""


async def events(request: Request) -> Response:
    """``queue`` when the queue may look different, ``talk`` and ``typing`` with the buyer; it ends with the session."""
    await signed_in(request)
    stream = _stirred(door_of(request), request.cookies[COOKIE])
    return EventSourceResponse(stream, ping=PING_S, headers={"X-Accel-Buffering": "no"}, sep="\n")


async def _stirred(door: Door, token: str) -> AsyncIterator[ServerSentEvent]:
    with door.hub.overhearing() as queue:
        yield ServerSentEvent("{}", event="queue")
        while await run_in_threadpool(door.service.staff.session, token):
            for buyer, what in await _next(queue):
                yield _event(buyer, what)
            yield ServerSentEvent("{}", event="queue")


def _event(buyer: str, what: Wake) -> ServerSentEvent:
    about = _About(buyer, TYPISTS.get(what, ""))
    return ServerSentEvent(msgspec.json.encode(about).decode(), event="typing" if about.who else "talk")


async def _next(queue: "asyncio.Queue[Stirred]") -> list[Stirred]:
    """What has stirred, each talk once; nothing after a while, since other processes change the queue too."""
    try:
        first = await asyncio.wait_for(queue.get(), LOOK_S)
    except asyncio.TimeoutError:
        return []
    await asyncio.sleep(REST_S)
    more = [queue.get_nowait() for _ in range(queue.qsize())]
    return list(dict.fromkeys([first, *more]))


EVENTS = Route(f"{PREFIX}/events", events)
