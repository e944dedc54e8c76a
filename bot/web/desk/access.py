"""The way to everything at the desk: who is signed in, what their role may, one call, the answer."""

import hmac
import logging
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.service import Service
from bot.staff.model import Agent, Role, Session
from bot.texts import text
from bot.web.desk.store import Changed, DeskStore, NotTheirs
from bot.web.door import Door, answer, body_of, door_of
from bot.web.errors import Code, Refusal
from bot.web.limits import check

logger = logging.getLogger(__name__)
COOKIE = "qinqin_desk"
CSRF = "X-CSRF-Token"
PREFIX = "/desk/api"
UNSAFE = "POST"


class Refused(Refusal):
    """A call of the desk that is not carried out, in words for staff."""

    def __init__(self, code: Code, words: str | None = None, wait: float | None = None) -> None:
        super().__init__(code, words or text(f"desk_error.{code}", seconds=wait), wait)


class Call(msgspec.Struct):
    """One call: the parts behind it, who makes it, what the address and the body say."""

    door: Door
    session: Session
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None

    @property
    def me(self) -> Agent:
        """Who calls."""
        return self.session.agent

    @property
    def service(self) -> Service:
        """The shop."""
        return self.door.service

    @property
    def desk(self) -> DeskStore:
        """Who has which talk."""
        return self.door.desk

    def log(self, what: str, about: str = "", **details: Any) -> None:
        """Put it into the audit log."""
        self.service.audit.add(self.service.shop.clock.now(), self.me.id, what, about, **details)

    def log_look(self, what: str, about: str, **details: Any) -> None:
        """Log that something was looked at, once in a while of one session."""
        if self.door.seen.first(self.session.csrf, what, about, *map(str, details.values())):
            self.log(what, about, **details)

    def tell(self, buyer: str) -> None:
        """Wake whoever looks at a talk: its buyer, and the desks."""
        self.door.tell(buyer)


Work = Callable[[Call], Any]


class Way(msgspec.Struct, frozen=True):
    """One thing that may be asked of the desk: by which method and address, from which role up, with which body.

    ``work`` gets the call in a thread of its own and gives a struct of the wire, a Response, or nothing.
    """

    method: str
    path: str
    work: Work
    body: Any = None
    least: Role = "agent"

    def route(self) -> Route:
        """As the door wants it."""

        async def endpoint(request: Request) -> Response:
            session = await signed_in(request, self.least)
            check(door_of(request).desk_calls, session.csrf)
            if self.method == UNSAFE:
                check_csrf(request, session)
            body = await body_of(request, self.body) if self.body else None
            call = Call(door_of(request), session, request.path_params, request.query_params, body)
            return answered(await run_in_threadpool(_carried_out, self.work, call))

        return Route(PREFIX + self.path, endpoint, methods=[self.method])


def _carried_out(work: Work, call: Call) -> Any:
    try:
        return work(call)
    except (Changed, NotTheirs) as error:
        raise Refused("changed") from error


async def signed_in(request: Request, least: Role = "agent") -> Session:
    """Who calls; raises Refused when nobody is signed in, or somebody who may not."""
    token = request.cookies.get(COOKIE)
    session = await run_in_threadpool(door_of(request).service.staff.session, token) if token else None
    if session is None:
        raise Refused("unauthorized")
    if not session.agent.may(least):
        raise Refused("forbidden")
    return session


def check_csrf(request: Request, session: Session) -> None:
    """Raises Refused where the call does not come from our own page."""
    if not hmac.compare_digest(request.headers.get(CSRF, "").encode(), session.csrf.encode()):
        raise Refused("forbidden", text("desk_error.csrf"))


def answered(content: Any) -> Response:
    """What a work came to as a response."""
    if isinstance(content, Response):
        return content
    return Response(status_code=204) if content is None else answer(content)
