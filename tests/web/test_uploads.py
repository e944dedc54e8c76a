"""Pictures come in once, are shown to their own buyer only, and go with a message."""

from io import BytesIO
from typing import Any

import httpx2
import pytest
from PIL import Image

from tests.web.doors import Client, House, until


def picture(colour: str = "red", kind: str = "JPEG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, kind)
    return file.getvalue()


def upload(client: Client, name: str, content: bytes, **fields: Any) -> httpx2.Response:
    file = {"file": ("x.jpg", content, "image/jpeg")}
    return client.http.post("/api/evidence", data={"id": name, **fields}, files=file)


def test_a_picture_comes_in_once_and_is_its_buyers_alone(lin: Client, base: str) -> None:
    first, again = upload(lin, "upload-0001", picture()), upload(lin, "upload-0001", picture("blue"))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert {name: first.json()[name] for name in ("kind", "width", "height")} == {
        "kind": "picture",
        "width": 640,
        "height": 480,
    }

    address = f"/api/evidence/{first.json()['id']}"
    own, thumb = lin.http.get(address), lin.http.get(address, params={"size": "thumb"})
    assert (own.headers["Content-Type"], len(own.content)) == ("image/jpeg", first.json()["bytes"])
    assert Image.open(BytesIO(thumb.content)).width == 320
    stranger = Client(base, "buyer-chen")
    assert stranger.http.get(address).status_code == 404
    assert stranger.say("12345678-s", "", evidence=[first.json()["id"]]).status_code == 400
    assert httpx2.get(base + address, trust_env=False).status_code == 401


@pytest.mark.parametrize(
    ("fields", "heard"),
    [
        ({}, "图发了"),
        ({"key": "box_photo"}, "外箱拍了"),
        ({"key": "waybill_photo"}, "面单拍了"),
        ({"key": "../x"}, "图发了"),
    ],
)
def test_a_message_of_a_picture_alone_is_a_sentence_to_the_bot(fields: Any, heard: str, base: str, home: House) -> None:
    sun = Client(base, "buyer-sun")
    number = len(sun.all())
    sent = upload(sun, f"upload-{number:04}", picture(), **fields).json()
    message = sun.say(f"12345678-{number}", "", evidence=[sent["id"]])
    assert (message.status_code, message.json()["text"], message.json()["evidence"]) == (202, "", [sent])
    until(lambda: len(sun.all()) == number + 2)
    assert (home.rasa.heard[-1]["message"], home.rasa.heard[-1]["metadata"]["evidence"]) == (heard, [sent["id"]])


def test_words_and_a_picture_are_heard_together(base: str, home: House) -> None:
    wang = Client(base, "buyer-wang")
    sent = upload(wang, "upload-0001", picture()).json()
    wang.say("12345678-1", "盒子破了", evidence=[sent["id"], sent["id"]])
    until(lambda: len(wang.all()) == 2)
    assert home.rasa.heard[-1]["message"] == "盒子破了，图发了"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "bad_request"),
        (b"MZ" + b"\x00" * 99, 415, "unsupported_media"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 99, 415, "unsupported_media"),
        (picture()[:200], 400, "bad_request"),
        (b"\xff\xd8\xff" + b"\x00" * (10 * 1024 * 1024), 413, "too_large"),
    ],
    ids=["empty", "program", "heic", "cut off", "too large"],
)
def test_what_is_no_picture_is_refused_with_a_word_on_what_to_do(
    content: bytes, status: int, code: str, lin: Client
) -> None:
    answer = upload(lin, "upload-bad-1", content)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert len(answer.json()["message"]) > 8


def test_a_form_that_lacks_something_is_refused(lin: Client) -> None:
    for call in (
        {"data": {"id": "upload-0009"}},
        {"files": {"file": ("x.jpg", picture())}},
        {"data": {"id": "x"}, "files": {"file": ("x.jpg", picture())}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}},
    ):
        assert lin.http.post("/api/evidence", **call).status_code == 400, call


@pytest.mark.parametrize("name", ["..%2F..%2Fweb_secret", "abc", "a" * 64, "%00"])
def test_no_other_file_can_be_fetched(name: str, lin: Client) -> None:
    assert lin.http.get(f"/api/evidence/{name}").status_code == 404
