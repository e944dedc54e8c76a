"""The routes of the buyer's window. Who may ask, what is asked, one call, the answer."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.texts import text
from bot.web.door import answer, body_of, buyer_of, door_of, words
from bot.web.errors import Refusal
from bot.web.limits import check
from bot.web.saying import accept
from bot.web.view import shown
from bot.web.wire import Messages, Outgoing, Rating, Wanted

MOST_MESSAGES = 100
USUAL_MESSAGES = 50
LARGEST = 2**31 - 1
MOST_WORDS = 500
STARS = range(1, 6)


async def talk(request: Request) -> Response:
    """Who has the talk, and what may be sent."""
    buyer = buyer_of(request)
    return answer(await run_in_threadpool(door_of(request).view.talk, buyer))


async def messages(request: Request) -> Response:
    """A page of the talk, newest last."""
    buyer, door = buyer_of(request), door_of(request)
    before = _number(request, "before", LARGEST, None)
    limit = _number(request, "limit", MOST_MESSAGES, USUAL_MESSAGES) or USUAL_MESSAGES
    page, more = await run_in_threadpool(door.store.page, buyer.id, before, limit)
    return answer(Messages([shown(each) for each in page], more))


async def say(request: Request) -> Response:
    """The buyer says something: 202 when it is new, 200 when the same was said before."""
    buyer = buyer_of(request)
    return await _said(request, buyer.id, await body_of(request, Outgoing))


async def person(request: Request) -> Response:
    """The button that is always in reach: the same as saying 转人工."""
    buyer = buyer_of(request)
    wanted = await body_of(request, Wanted)
    return await _said(request, buyer.id, Outgoing(wanted.id, text("web.person")))


async def _said(request: Request, buyer: str, said: Outgoing) -> Response:
    door = door_of(request)
    check(door.messages, buyer)
    kept, new = await run_in_threadpool(accept, door, buyer, said)
    if new:
        door.wake(buyer)
    return answer(shown(kept), 202 if new else 200)


async def orders(request: Request) -> Response:
    """The buyer's own orders."""
    return answer(await run_in_threadpool(door_of(request).view.orders, buyer_of(request).id))


async def cases(request: Request) -> Response:
    """The buyer's own cases."""
    return answer(await run_in_threadpool(door_of(request).view.cases, buyer_of(request).id))


async def checklist(request: Request) -> Response:
    """What is asked for on the problem at hand, or null."""
    return answer(await run_in_threadpool(door_of(request).view.checklist, buyer_of(request).id))


async def rating(request: Request) -> Response:
    """What the buyer thinks of the talk."""
    buyer, door = buyer_of(request), door_of(request)
    check(door.messages, buyer.id)
    given = await body_of(request, Rating)
    if given.stars not in STARS:
        raise Refusal("bad_request", text("web.stars"))
    now = door.service.shop.clock.now()
    await run_in_threadpool(door.store.rate, buyer.id, int(given.stars), words(given.words)[:MOST_WORDS], now)
    door.hub.tell(buyer.id, "changed")
    return Response(status_code=204)


async def health(request: Request) -> Response:  # noqa: ARG001 - a route takes it
    """That the door is open."""
    return answer({"status": "ok"})


def _number(request: Request, name: str, most: int, usual: int | None) -> int | None:
    """A positive number of the query, cut to ``most``; raises Refusal when it is none."""
    given = request.query_params.get(name)
    if given is None:
        return usual
    if not (given.isascii() and given.isdigit()) or int(given[:20]) < 1:
        raise Refusal("bad_request")
    return min(int(given[:20]), most)


ROUTES = [
    Route("/api/talk", talk),
    Route("/api/messages", messages),
    Route("/api/messages", say, methods=["POST"]),
    Route("/api/person", person, methods=["POST"]),
    Route("/api/orders", orders),
    Route("/api/cases", cases),
    Route("/api/checklist", checklist),
    Route("/api/rating", rating, methods=["POST"]),
    Route("/api/health", health),
]
