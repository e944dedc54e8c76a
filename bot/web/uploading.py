"""Pictures and videos on their way in, and back to their own buyer only."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.evidence import Refused
from bot.web.door import Door, answer, buyer_of, client_id, door_of
from bot.web.errors import Refusal
from bot.web.limits import check
from bot.web.pictures.store import Upload
from bot.web.wire import Evidence

EVIDENCE_ID = re.compile(r"[0-9a-f]{64}")
FACT = re.compile(r"[a-z_]{1,40}")


async def upload(request: Request) -> Response:
    """Take one file: 201, also when the same came before under the same id."""
    buyer, door = buyer_of(request), door_of(request)
    check(door.uploads, buyer.id)
    async with request.form(max_files=1, max_fields=4) as form:
        file, given = form.get("file"), client_id(form.get("id"))
        if not isinstance(file, UploadFile):
            raise Refusal("bad_request")
        key = form.get("key")
        asked_for = key if isinstance(key, str) and FACT.fullmatch(key) else ""
        kept = await run_in_threadpool(_take, door, buyer.id, given, file, asked_for)
    return answer(kept.evidence, 201)


def _take(door: Door, buyer: str, given: str, file: UploadFile, asked_for: str) -> Upload:
    known = door.pictures.get(buyer, given)
    if known:
        return known
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
        try:
            taken = door.intake.take(path)
        except Refused as refused:
            raise Refusal(refused.code, str(refused)) from refused
    evidence = Evidence(taken.id, taken.kind, taken.width, taken.height, taken.bytes)
    notes: dict[str, Any] = msgspec.to_builtins(taken.notes)
    return door.pictures.keep(buyer, given, Upload(evidence, notes, asked_for), door.service.shop.clock.now())


async def fetch(request: Request) -> Response:
    """The file, to the buyer who sent it; to everybody else it does not exist."""
    buyer, door = buyer_of(request), door_of(request)
    wanted, small = request.path_params["id"], request.query_params.get("size") == "thumb"
    found = await run_in_threadpool(_find, door, buyer.id, wanted, small)
    if found is None:
        raise Refusal("not_found")
    path, media_type = found
    return FileResponse(path, media_type=media_type)


def _find(door: Door, buyer: str, wanted: str, small: bool) -> tuple[Path, str] | None:
    if not EVIDENCE_ID.fullmatch(wanted) or not door.pictures.own(buyer, [wanted]):
        return None
    return door.intake.file(wanted, small)


ROUTES = [Route("/api/evidence", upload, methods=["POST"]), Route("/api/evidence/{id}", fetch)]
