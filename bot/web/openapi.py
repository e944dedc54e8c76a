"""The door's description for programs (OpenAPI 3.1), made from the types that go over the wire, and a page of it."""

from functools import cache
from html import escape
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


class Call(msgspec.Struct, frozen=True):
    """One call of the API: its name in data/scripts, what it takes and what it gives; ``kind`` is what is given.

    ``again`` is the status when the same came before, ``open`` tells that no token is needed.
    """

    method: str
    path: str
    name: str
    status: int = 200
    takes: Any = None
    gives: Any = None
    kind: str = "application/json"
    query: tuple[str, ...] = ()
    again: int | None = None
    open: bool = False


CALLS = (
    Call("get", "/api/talk", "talk", gives=wire.TalkView),
    Call("get", "/api/messages", "messages", gives=wire.Messages, query=("before", "limit")),
    Call("post", "/api/messages", "say", 202, takes=wire.Outgoing, gives=wire.Message, again=200),
    Call("get", "/api/events", "events", kind="text/event-stream"),
    Call("get", "/api/orders", "orders", gives=wire.Orders),
    Call("get", "/api/cases", "cases", gives=wire.Cases),
    Call("get", "/api/checklist", "checklist", gives=wire.Checklist | None),
    Call("post", "/api/evidence", "upload", 201, takes=FILE, gives=wire.Evidence),
    Call("get", "/api/evidence/{id}", "evidence", kind="image/jpeg", query=("size",)),
    Call("post", "/api/person", "person", 202, takes=wire.Wanted, gives=wire.Message, again=200),
    Call("post", "/api/rating", "rating", 204, takes=wire.Rating),
    Call("get", "/api/health", "health", open=True),
)


@cache
def description() -> dict[str, Any]:
    """The whole of it."""
    types = [each for call in CALLS for each in (call.takes, call.gives) if each is not None and each is not FILE]
    schemas, components = msgspec.json.schema_components([*types, wire.Trouble], ref_template=REFERENCE)
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
    summary = text(f"web_api.{call.name}")
    good: dict[str, Any] = {"description": summary}
    if call.status != 204:
        good["content"] = {call.kind: {"schema": schemas.get(call.gives, {})}}
    trouble = {"description": "", "content": {"application/json": {"schema": schemas[wire.Trouble]}}}
    made: dict[str, Any] = {
        "operationId": call.name,
        "summary": summary,
        "parameters": [_parameter(call, name) for name in (*_in_path(call), *call.query)],
        "responses": {**{str(status): good for status in (call.status, call.again) if status}, "default": trouble},
    }
    if call.open:
        made["security"] = []
    if call.takes is FILE:
        made["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": FILE}}}
    elif call.takes:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": schemas[call.takes]}}}
    return made


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
