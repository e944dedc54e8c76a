"""The door put together: routes, what stands before them, and what lives as long as the server."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from bot.evidence import Intake, Limits
from bot.service import Service
from bot.store import StoreUnavailable
from bot.web import api, demo, openapi, stream, uploading
from bot.web.answering import Answering, Patience
from bot.web.desk.carrying import carry_on
from bot.web.desk.routes import ROUTES as DESK
from bot.web.desk.seen import Seen
from bot.web.desk.store import DeskStore
from bot.web.door import Door
from bot.web.errors import Refusal
from bot.web.headers import Headers
from bot.web.hub import Hub
from bot.web.limits import AddressLimit, BodyLimit, Buckets
from bot.web.pages import DIST, Pages
from bot.web.pictures.store import UploadStore
from bot.web.rasa import Rasa
from bot.web.store import WindowStore
from bot.web.tokens import demo_secret
from bot.web.view import View

logger = logging.getLogger(__name__)
EVIDENCE = "evidence"
BURST = 10
ADDRESS_BURST = 200
SIGN_INS, SIGN_INS_A_MINUTE = 30, 30
# each takes 64 MiB and all cores
HASHES_AT_ONCE = 1


def make(service: Service, patience: Patience | None = None, pages: Path = DIST) -> Starlette:
    """The door of a shop; it answers as long as its lifespan lasts. Raises OSError where var cannot be written."""
    window, door = service.settings.window, _door(service)
    routes = [*api.ROUTES, *stream.ROUTES, *uploading.ROUTES, *openapi.ROUTES, *DESK]
    if window.secret is None:
        routes += demo.ROUTES

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        rasa = Rasa(service.settings.rasa_port)
        door.loop, door.rasa = asyncio.get_running_loop(), rasa
        door.answering = Answering(service, door.store, door.hub, rasa, patience)
        await run_in_threadpool(door.intake.sweep)
        await door.answering.start()
        carrying = asyncio.create_task(carry_on(door))
        try:
            yield
        finally:
            carrying.cancel()
            await door.answering.stop()
            await rasa.close()

    app = Starlette(
        routes=[*routes, *Pages(pages).routes(demo=window.secret is None)],
        middleware=_before(service),
        exception_handlers={Refusal: _refused, 404: _missing, 405: _not_so, 400: _bad, Exception: _failed},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    app.add_exception_handler(StoreUnavailable, _away)
    app.state.door = door
    return app


def _door(service: Service) -> Door:
    window, store = service.settings.window, WindowStore(service.engine)
    limits = Limits(picture_bytes=window.picture_bytes, video_bytes=window.video_bytes)
    return Door(
        service=service,
        store=store,
        desk=DeskStore(service.engine),
        pictures=UploadStore(service.engine),
        view=View(service, store),
        hub=Hub(),
        intake=Intake(service.settings.var / EVIDENCE, limits),
        secret=window.secret or demo_secret(service.settings.var),
        messages=Buckets(window.messages_a_minute, BURST),
        uploads=Buckets(window.uploads_a_minute, BURST),
        desk_calls=Buckets(window.calls_a_minute, ADDRESS_BURST),
        seen=Seen(),
        sign_ins=Buckets(SIGN_INS_A_MINUTE, SIGN_INS),
        signing=asyncio.Semaphore(HASHES_AT_ONCE),
    )


def _before(service: Service) -> list[Middleware]:
    window = service.settings.window
    cors = Middleware(
        CORSMiddleware,
        allow_origins=window.origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
        expose_headers=["Retry-After"],
    )
    return [
        Middleware(Headers, origins=window.origins),
        *([cors] if window.origins else []),
        Middleware(AddressLimit, buckets=Buckets(window.calls_a_minute, ADDRESS_BURST)),
        Middleware(BodyLimit, file_bytes=max(window.picture_bytes, window.video_bytes)),
    ]


async def _refused(_: Request, refusal: Exception) -> Response:
    return refusal.response() if isinstance(refusal, Refusal) else Refusal("trouble").response()


async def _missing(_: Request, __: Exception) -> Response:
    return Refusal("not_found").response()


async def _not_so(request: Request, _: Exception) -> Response:
    matching = [each for each in request.app.routes if each.matches(request.scope)[0] is not Match.NONE]
    response = Refusal("not_found").response()
    response.status_code = 405
    response.headers["Allow"] = ", ".join(sorted({method for each in matching for method in each.methods or ()}))
    return response


async def _bad(_: Request, __: Exception) -> Response:
    return Refusal("bad_request").response()


async def _away(_: Request, error: Exception) -> Response:
    logger.error("%s", error)
    return Refusal("trouble").response()


async def _failed(_: Request, __: Exception) -> Response:
    return Refusal("trouble").response()
