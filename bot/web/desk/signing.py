"""Signing in and out: a session in a cookie that scripts cannot read, and a token that only our own page knows."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.service import Service
from bot.staff.model import Session
from bot.staff.store import Locked, NotSignedIn
from bot.talk.wording import service_times
from bot.texts import names, text
from bot.web.desk.access import COOKIE, PREFIX, Refused, answered, check_csrf, signed_in
from bot.web.desk.wire.people import Me, SignIn
from bot.web.door import answer, body_of, door_of, words
from bot.web.keeping import mode_of
from bot.web.limits import check
from bot.web.wire import Choice

LONGEST_NAME = 64
RETURNED = "returned"


async def sign_in(request: Request) -> Response:
    """Name and password against a session; a wrong one tells nothing of which was wrong."""
    door, given = door_of(request), await body_of(request, SignIn)
    service, name = door.service, words(given.name)[:LONGEST_NAME]
    check(door.sign_ins, request.client.host if request.client else "")
    try:
        async with door.signing:
            token, session = await run_in_threadpool(service.staff.sign_in, name, given.password)
    except NotSignedIn as error:
        raise Refused("unauthorized", text("desk_error.wrong")) from error
    except Locked as error:
        minutes = max(1, round(error.seconds / 60))
        raise Refused("too_many", text("desk_error.locked", minutes=minutes), error.seconds) from error
    now = service.shop.clock.now()
    await run_in_threadpool(service.audit.add, now, session.agent.id, "signed_in")
    response = answer(await run_in_threadpool(me_of, service, session))
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, path=PREFIX, httponly=True, samesite="strict", secure=secure)
    return response


async def sign_out(request: Request) -> Response:
    """The session ends."""
    session = await signed_in(request)
    check_csrf(request, session)
    await run_in_threadpool(door_of(request).service.staff.sign_out, request.cookies[COOKIE])
    response = answered(None)
    response.delete_cookie(COOKIE, path=PREFIX, httponly=True, samesite="strict")
    return response


def me_of(service: Service, session: Session) -> Me:
    """Who is signed in, as their desk needs it."""
    agent, rules, now = session.agent, service.files.desk(), service.shop.clock.now()
    reasons = [Choice(words, code) for code, words in names("desk.result").items() if code != RETURNED]
    return Me(
        id=agent.id,
        name=agent.name,
        role=agent.role,
        csrf=session.csrf,
        presence=agent.presence,
        mode=mode_of(service),
        limit=rules.limits[agent.role],
        undo_s=rules.undo_seconds,
        close_reasons=reasons,
        shop_hours="–".join(service_times(service.shop, now)),
    )


ROUTES = [
    Route(f"{PREFIX}/sign-in", sign_in, methods=["POST"]),
    Route(f"{PREFIX}/sign-out", sign_out, methods=["POST"]),
]
