"""Buyers who talk at once, each through an open window, and how long each answer takes."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from uuid import uuid4

import aiohttp
import msgspec

from bot.web.benching.servers import SECRET, Servers
from bot.web.tokens import make_token
from bot.web.wire import Message

LINES = tuple((Path(__file__).parent / "lines.txt").read_text(encoding="utf-8").split())
PAUSE_S = (2.0, 6.0)
ANSWER_S = 60.0
FROM_THE_START = {"Last-Event-ID": "0"}
FOR_AN_ANSWER = aiohttp.ClientTimeout(total=None, sock_read=ANSWER_S)


class Load(msgspec.Struct, frozen=True):
    """How many talk at once, how many messages each sends, and the seconds between an answer and the next message."""

    talks: int
    turns: int
    pause_s: tuple[float, float] = PAUSE_S


async def talking(servers: Servers, buyers: Sequence[str], load: Load) -> list[list[float]]:
    """Seconds from sending to the answer standing in the window, by talk and turn."""
    chances = [random.Random(buyer) for buyer in buyers]  # noqa: S311 - when somebody types
    return await asyncio.gather(*(_talk(servers, *each, load) for each in zip(buyers, chances, strict=True)))


async def _talk(servers: Servers, buyer: str, chance: random.Random, load: Load) -> list[float]:
    headers = {"Authorization": f"Bearer {make_token(buyer, SECRET)}"}
    waited = []
    session = aiohttp.ClientSession(servers.door, headers=headers, timeout=FOR_AN_ANSWER)
    async with session as http, http.get("/api/events", headers=FROM_THE_START) as stream:
        answers = _answers(stream)
        for turn in range(load.turns):
            await asyncio.sleep(chance.uniform(*load.pause_s))
            waited.append(await asyncio.wait_for(_said(http, answers, LINES[turn % len(LINES)]), ANSWER_S))
    return waited


async def _said(http: aiohttp.ClientSession, answers: AsyncIterator[Message], text: str) -> float:
    started = time.perf_counter()
    outgoing = {"id": uuid4().hex, "text": text}
    try:
        said = await _sent(http, outgoing)
    except aiohttp.ClientOSError:  # the door closed an idle connection as it was used again; the window repeats, too
        said = await _sent(http, outgoing)
    while (await answers.__anext__()).seq < said.seq:
        pass
    return time.perf_counter() - started


async def _sent(http: aiohttp.ClientSession, outgoing: dict[str, str]) -> Message:
    async with http.post("/api/messages", json=outgoing) as taken:
        taken.raise_for_status()
        return msgspec.json.decode(await taken.read(), type=Message)


async def _answers(stream: aiohttp.ClientResponse) -> AsyncIterator[Message]:
    """What anybody but the buyer says."""
    name = b""
    async for line in stream.content:
        field, _, value = line.rstrip(b"\r\n").partition(b": ")
        name = value if field == b"event" else name
        if field == b"data" and name == b"message":
            message = msgspec.json.decode(value, type=Message)
            if message.author != "buyer":
                yield message


async def one_long_talk(servers: Servers, turns: int) -> list[float]:
    """Seconds that Rasa's own REST channel takes for each turn of one talk in one session."""
    waited = []
    async with aiohttp.ClientSession(timeout=FOR_AN_ANSWER) as http:
        for turn in range(turns):
            started = time.perf_counter()
            said = {"sender": "a-long-talk", "message": LINES[turn % len(LINES)]}
            async with http.post(servers.rest, json=said) as answer:
                answer.raise_for_status()
                await answer.read()
            waited.append(time.perf_counter() - started)
    return waited
