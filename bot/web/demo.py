"""Tokens for the buyers of the demo shop, so that the window can be tried before a shop vouches for its own."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.orders.demo import demo_shop
from bot.web.door import Door, answer, body_of, door_of
from bot.web.errors import Refusal
from bot.web.tokens import make_token
from bot.web.wire import DemoBuyer, DemoBuyers, DemoToken, DemoWanted


async def buyers(request: Request) -> Response:
    """Who buys in the demo shop."""
    return answer(await run_in_threadpool(_buyers, door_of(request)))


def _buyers(door: Door) -> DemoBuyers:
    found = demo_shop(door.service.settings.data).buyers
    orders = door.service.shop.orders_of
    return DemoBuyers([DemoBuyer(each.id, each.name, len(orders(each.id))) for each in found])


async def token(request: Request) -> Response:
    """A token for one of them; for nobody else."""
    door, wanted = door_of(request), await body_of(request, DemoWanted)
    if wanted.buyer_id not in {each.id for each in demo_shop(door.service.settings.data).buyers}:
        raise Refusal("not_found")
    return answer(DemoToken(make_token(wanted.buyer_id, door.secret)))


ROUTES = [Route("/demo/buyers", buyers), Route("/demo/token", token, methods=["POST"])]
