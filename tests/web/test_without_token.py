"""Without a good token nothing of the API answers but what its description calls open, whatever else is sent along."""

import httpx2
import pytest

from bot.web.openapi import CALLS, Call, description
from tests.web.doors import SECRET, Client

OTHER_SECRET = SECRET[::-1]
BODIES = (b"", b"{", b'{"id": "12345678-a", "text": "\xe5\x9c\xa8\xe5\x90\x97", "stars": 5}', b"\xff" * 1000)


def asked(base: str, call: Call, headers: dict[str, str]) -> set[int]:
    path = call.path.replace("{id}", "a" * 64)
    bodies = BODIES if call.method == "post" else (b"",)
    with httpx2.Client(base_url=base, headers=headers, trust_env=False) as http:
        return {http.request(call.method, path, content=body or None).status_code for body in bodies}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_nothing_but_what_is_open_answers(call: Call, base: str) -> None:
    forged = Client(base, secret=OTHER_SECRET).http.headers["Authorization"]
    wanted = {200} if call.open else {401}
    for headers in ({}, {"Authorization": forged}, {"Content-Type": "multipart/form-data; boundary=x"}):
        assert asked(base, call, headers) == wanted


def test_only_health_is_open() -> None:
    assert [call.name for call in CALLS if call.open] == ["health"]
    assert description()["paths"]["/api/health"]["get"]["security"] == []
