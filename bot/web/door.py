"""Everything that the routes of one process share, and who is asking."""

import asyncio
import re
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from bot.evidence import Intake
from bot.service import Service
from bot.web.answering import Answering
from bot.web.desk.seen import Seen
from bot.web.desk.store import DeskStore
from bot.web.errors import JSON, Refusal
from bot.web.hub import Hub, Wake
from bot.web.limits import Buckets
from bot.web.pictures.store import UploadStore
from bot.web.rasa import Rasa
from bot.web.store import WindowStore
from bot.web.tokens import BadToken, Buyer, read_token
from bot.web.view import View

T = TypeVar("T")
CLIENT_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


class Door(msgspec.Struct):
    """The parts behind the routes; ``answering`` lives as long as the event ``loop`` of the server."""

    service: Service
    store: WindowStore
    desk: DeskStore
    pictures: UploadStore
    view: View
    hub: Hub
    intake: Intake
    secret: str
    messages: Buckets
    uploads: Buckets
    desk_calls: Buckets
    sign_ins: Buckets
    signing: asyncio.Semaphore
    seen: Seen
    answering: Answering | None = None
    loop: asyncio.AbstractEventLoop | None = None
    rasa: Rasa | None = None

    def wake(self, buyer: str) -> None:
        """A buyer has said something: their streams show it, and it is answered."""
        self.hub.tell(buyer, "said")
        if self.answering:
            self.answering.wake(buyer)

    def tell(self, buyer: str, what: Wake = "changed") -> None:
        """From a thread: something has happened in a talk."""
        if self.loop:
            self.loop.call_soon_threadsafe(self.hub.tell, buyer, what)

    def answer_soon(self, buyer: str) -> None:
        """From a thread: a message of the buyer's waits for the bot again."""
        if self.loop:
            self.loop.call_soon_threadsafe(self.wake, buyer)


def door_of(request: Request) -> Door:
    """The parts behind a request."""
    door: Door = request.app.state.door
    return door


def buyer_of(request: Request) -> Buyer:
    """Who is asking; raises Refusal when no good token says so."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise BadToken
        return read_token(token.strip(), door_of(request).secret)
    except BadToken as error:
        raise Refusal("unauthorized") from error


async def body_of(request: Request, kind: type[T]) -> T:
    """The JSON body of a request; raises Refusal when it is no such thing."""
    try:
        return msgspec.json.decode(await request.body(), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Refusal("bad_request") from error


def client_id(given: object) -> str:
    """An id that a client made; raises Refusal when it is none."""
    if not isinstance(given, str) or not CLIENT_ID.fullmatch(given):
        raise Refusal("bad_request")
    return given


def words(given: str) -> str:
    """Words as they can be stored: no zero characters, which PostgreSQL refuses, no space around."""
    return given.replace("\x00", "").strip()


def answer(content: Any, status: int = 200) -> Response:
    """Content of the wire as a response."""
    return Response(msgspec.json.encode(content), status, media_type=JSON)
