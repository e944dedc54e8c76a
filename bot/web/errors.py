"""Why a call is refused: a code for programs, a sentence for the buyer, and the status that goes with it."""

import math
from typing import Literal

import msgspec
from starlette.responses import Response

from bot.texts import text
from bot.web.wire import Trouble

Code = Literal[
    "unauthorized",
    "forbidden",
    "too_large",
    "unsupported_media",
    "bad_request",
    "too_many",
    "not_found",
    "changed",
    "trouble",
]
STATUS: dict[Code, int] = {
    "unauthorized": 401,
    "forbidden": 403,
    "too_large": 413,
    "unsupported_media": 415,
    "bad_request": 400,
    "too_many": 429,
    "not_found": 404,
    "changed": 409,
    "trouble": 503,
}
JSON = "application/json"


class Refusal(Exception):
    """A call that is not carried out. ``words`` for the buyer are those of the code by default; ``wait`` in seconds."""

    def __init__(self, code: Code, words: str | None = None, wait: float | None = None) -> None:
        self.code = code
        self.seconds = math.ceil(wait) if wait is not None else None
        self.words = words or text(f"web_error.{code}", seconds=self.seconds)
        super().__init__(f"{code}: {self.words}")

    def response(self) -> Response:
        """The refusal as it goes over the wire."""
        headers = {"Retry-After": str(self.seconds)} if self.seconds is not None else {}
        if self.code == "unauthorized":
            headers["WWW-Authenticate"] = "Bearer"
        body = msgspec.json.encode(Trouble(self.code, self.words))
        return Response(body, STATUS[self.code], headers, JSON)
