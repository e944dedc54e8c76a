"""The files of the front end: the window, the launcher, the demo shop's page, and what they load."""

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from bot.texts import text
from bot.web.errors import Refusal

DIST = Path(__file__).parent / "ui" / "dist"


class Pages:
    """The built front end in a folder; what was not built yet is in trouble, not missing."""

    def __init__(self, folder: Path = DIST) -> None:
        self._folder = folder
        self._files = StaticFiles(directory=folder, check_dir=False)

    def routes(self, demo: bool) -> list[Route]:
        """The pages by their addresses; the demo shop's only while it is on."""
        pages = [
            Route("/window", self.window),
            Route("/desk", self.desk),
            Route("/widget.js", self.widget),
            Route("/assets/{name}", self.asset),
        ]
        return [Route("/", self.shop), *pages] if demo else pages

    async def window(self, request: Request) -> Response:
        """The page inside the frame."""
        return await self._file(request, "index.html")

    async def desk(self, request: Request) -> Response:
        """The desk of the shop's staff; what it shows comes after a sign-in."""
        return await self._file(request, "desk.html")

    async def widget(self, request: Request) -> Response:
        """The launcher that a shop's page loads."""
        return await self._file(request, "widget.js")

    async def shop(self, request: Request) -> Response:
        """The demo shop."""
        return await self._file(request, "demo.html")

    async def asset(self, request: Request) -> Response:
        """A file whose name carries its contents."""
        return await self._file(request, f"assets/{request.path_params['name']}")

    async def _file(self, request: Request, name: str) -> Response:
        if not self._folder.is_dir():
            raise Refusal("trouble", text("web.no_pages"))
        try:
            return await self._files.get_response(name, request.scope)
        except HTTPException as error:
            raise Refusal("not_found") from error
