"""The door's description for programs (OpenAPI 3.1), made from the types that go over the wire, and a page of it."""

from collections.abc import Iterator
from functools import cache
from html import escape
from http import HTTPStatus
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.texts import text
from bot.web import wire
from bot.web.door import answer

REFERENCE = "#/components/schemas/{name}"
FILE = {
    "type": "object",
    "required": ["file", "id"],
    "properties": {
        "file": {"type": "string", "format": "binary"},
        "id": {"type": "string", "pattern": "^[0-9A-Za-z-]{8,64}$"},
        "key": {"type": "string"},
    },
}
SAYS_SOMETHING = [
    {"required": ["text"], "properties": {"text": {"pattern": r"[^\s\x00]"}}},
    {"required": ["evidence"], "properties": {"evidence": {"minItems": 1}}},
    {"required": ["order_no"], "properties": {"order_no": {"type": "string"}}},
]
RETRY = {"Retry-After": {"schema": {"type": "integer"}}}
HEADERS = {401: {"WWW-Authenticate": {"schema": {"type": "string"}}}, 429: RETRY}
ANY_BUYER = (401, 429, 503)
BODY = (400, 413)


class Call(msgspec.Struct, frozen=True):
    """One call of the API: its name in data/scripts, what it takes and what it gives.

    ``kinds`` are what is given, ``again`` whether the same call again gives the same with 200, ``refused`` the statuses
    besides those of every call; ``public`` needs no token and is never refused.
    """

    method: str
    path: str
    name: str
    status: int = 200
    takes: Any = None
    gives: Any = None
    kinds: tuple[str, ...] = ("application/json",)
    query: tuple[str, ...] = ()
    refused: tuple[int, ...] = ()
    again: bool = False
    public: bool = False


CALLS = (
    Call("get", "/api/talk", "talk", gives=wire.TalkView),
    Call("get", "/api/messages", "messages", gives=wire.Messages, query=("before", "limit"), refused=(400,)),
    Call("post", "/api/messages", "say", 202, takes=wire.Outgoing, gives=wire.Message, refused=BODY, again=True),
    Call("get", "/api/events", "events", kinds=("text/event-stream",)),
    Call("get", "/api/orders", "orders", gives=wire.Orders),
    Call("get", "/api/cases", "cases", gives=wire.Cases),
    Call("get", "/api/checklist", "checklist", gives=wire.Checklist | None),
    Call("post", "/api/evidence", "upload", 201, takes=FILE, gives=wire.Evidence, refused=(*BODY, 415)),
    Call("get", "/api/evidence/{id}", "evidence", kinds=("image/jpeg", "video/mp4"), query=("size",), refused=(404,)),
    Call("post", "/api/person", "person", 202, takes=wire.Wanted, gives=wire.Message, refused=BODY, again=True),
    Call("post", "/api/rating", "rating", 204, takes=wire.Rating, refused=BODY),
    Call("get", "/api/health", "health", public=True),
)


@cache
def description() -> dict[str, Any]:
    """The whole of it."""
    types = [each for call in CALLS for each in (call.takes, call.gives) if each is not None and each is not FILE]
    schemas, components = msgspec.json.schema_components([*types, wire.Trouble], ref_template=REFERENCE)
    components["Outgoing"]["anyOf"] = SAYS_SOMETHING
    by_type = dict(zip([*types, wire.Trouble], schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for call in CALLS:
        paths.setdefault(call.path, {})[call.method] = _operation(call, by_type)
    bearer = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": text("web_api.token")}
    return {
        "openapi": "3.1.0",
        "info": {"title": text("web_api.title"), "version": "1"},
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"bearer": bearer}},
    }


def _operation(call: Call, schemas: dict[Any, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": call.name,
        "summary": text(f"web_api.{call.name}"),
        "parameters": [_parameter(call, name) for name in (*_in_path(call), *call.query)],
        "responses": {str(status): response for status, response in _responses(call, schemas)},
    }
    if call.public:
        made["security"] = []
    if call.takes is FILE:
        made["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": FILE}}}
    elif call.takes:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": schemas[call.takes]}}}
    return made


def _responses(call: Call, schemas: dict[Any, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    good: dict[str, Any] = {"description": text(f"web_api.{call.name}")}
    if call.status != 204:
        good["content"] = {kind: {"schema": schemas.get(call.gives, {})} for kind in call.kinds}
    yield call.status, good
    if call.again:
        yield 200, good
    trouble = {"application/json": {"schema": schemas[wire.Trouble]}}
    for status in sorted({*call.refused, *(() if call.public else ANY_BUYER)}):
        yield status, {"description": HTTPStatus(status).phrase, "content": trouble, "headers": HEADERS.get(status, {})}


def _in_path(call: Call) -> tuple[str, ...]:
    return ("id",) if "{id}" in call.path else ()


def _parameter(call: Call, name: str) -> dict[str, Any]:
    path = name in _in_path(call)
    number = name in ("before", "limit")
    schema = {"type": "integer", "minimum": 1} if number else {"type": "string"}
    return {"name": name, "in": "path" if path else "query", "required": path, "schema": schema}


def page() -> str:
    """The same as a plain page: one line a call."""
    title = escape(text("web_api.title"))
    lines = "".join(
        f"<li><code>{call.method.upper()} {escape(call.path)}</code> {escape(text(f'web_api.{call.name}'))}</li>"
        for call in CALLS
    )
    head = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>'
    token = escape(text("web_api.token"))
    return f'{head}<p>{token}</p><ul>{lines}</ul><a href="openapi.json">OpenAPI</a>'


async def as_json(request: Request) -> Response:  # noqa: ARG001 - a route takes it
    """The description."""
    return answer(description())


async def as_page(request: Request) -> Response:  # noqa: ARG001 - a route takes it
    """The page."""
    return HTMLResponse(page())


ROUTES = [Route("/api/openapi.json", as_json), Route("/api/docs", as_page)]
