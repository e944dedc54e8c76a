"""What a browser is told beside the content: what may load, who may frame it, how long it keeps."""

from collections.abc import Mapping, Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'"
OWN = "; ".join(
    [
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "connect-src 'self'",
    ]
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
FOREVER = "public, max-age=31536000, immutable"
SAME = {"Cross-Origin-Resource-Policy": "same-origin"}


def headers_of(path: str, origins: Sequence[str]) -> dict[str, str]:
    """The headers of an address; ``origins`` are the pages that may frame the window."""
    if path == "/window":
        frame = " ".join(["frame-ancestors 'self'", *origins])
        return {"Content-Security-Policy": f"{NOTHING}; {OWN}; media-src blob:; {frame}", "Cache-Control": "no-cache"}
    if path == "/desk":
        policy = f"{NOTHING}; {OWN}; media-src blob: 'self'; frame-ancestors 'none'"
        return {"Content-Security-Policy": policy, "Cache-Control": "no-cache", **SAME}
    if path == "/":
        policy = f"{NOTHING}; {OWN}; frame-src 'self'; frame-ancestors 'none'"
        return {"Content-Security-Policy": policy, "Cache-Control": "no-cache", **SAME}
    if path == "/widget.js":
        return {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
    if path.startswith("/assets/"):
        return {"Cache-Control": FOREVER, **SAME}
    closed = {"Content-Security-Policy": f"{NOTHING}; frame-ancestors 'none'", **SAME}
    return {"Cache-Control": "private, max-age=3600" if path.startswith("/api/evidence/") else "no-store", **closed}


class Headers:
    """Middleware that adds them; a refusal is never kept by a cache."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the headers added to the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        added = {**ALWAYS, **headers_of(scope["path"], self._origins)}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(raw=message["headers"]), added, message["status"])
            await send(message)

        await self._app(scope, receive, with_headers)


def _add(headers: MutableHeaders, added: Mapping[str, str], status: int) -> None:
    for name, value in added.items():
        headers[name] = value
    if status >= 400:
        headers["Cache-Control"] = "no-store"
