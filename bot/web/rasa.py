"""Rasa's REST channel as the door hears it, and whether the action server behind it is there."""

import asyncio
import time
from typing import Any

import aiohttp
import msgspec

from bot.ports import HOST
from bot.web.store import Said
from bot.web.wire import Choice, Extras

PATIENCE_S = 60.0
LOOK_S = 5.0
TRUSTED_S = 1.0
BROKEN = 500


class Away(RuntimeError):
    """Rasa gives no answer now; the same message may be sent again."""


class _Heard(msgspec.Struct):
    text: str = ""
    buttons: tuple[Choice, ...] = ()
    draft: dict[str, Any] = {}


class Drafting(msgspec.Struct, frozen=True):
    """A draft: its words, the intent of the message, the name of the reply, where the talk would stand (a slot).

    ``acts``: saying it in earnest would have written a case, a handover or the like.
    """

    text: str
    intent: str | None = None
    script: str | None = None
    talk: Any = None
    acts: bool = False


class Rasa:
    """One connection pool to the Rasa server of this machine; open it within a running event loop."""

    def __init__(self, port: int, patience: float = PATIENCE_S) -> None:
        self._url = f"http://{HOST}:{port}/webhooks/rest/webhook"
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience))

    async def say(self, sender: str, text: str, metadata: dict[str, Any]) -> list[Said]:
        """What the bot says to a message; raises Away."""
        heard = await self._heard(sender, text, metadata)
        return [Said(each.text, Extras(buttons=each.buttons)) for each in heard if each.text or each.buttons]

    async def draft(self, sender: str, text: str, metadata: dict[str, Any]) -> Drafting:
        """What the bot would say to a message, without anything coming of it; raises Away."""
        heard = await self._heard(sender, text, {**metadata, "draft": True})
        about = heard[0].draft if heard else {}
        words = "\n".join(each.text for each in heard if each.text)
        return Drafting(words, about.get("intent"), about.get("script"), about.get("talk"), about.get("acts") is True)

    async def _heard(self, sender: str, text: str, metadata: dict[str, Any]) -> list[_Heard]:
        body = msgspec.json.encode({"sender": sender, "message": text, "metadata": metadata})
        headers = {"Content-Type": "application/json"}
        try:
            async with self._session.post(self._url, data=body, headers=headers) as answer:
                answer.raise_for_status()
                return msgspec.json.decode(await answer.read(), type=list[_Heard])
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, msgspec.MsgspecError) as error:
            raise Away(f"{self._url}: {error!r}") from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()


class Actions:
    """The action server of this machine; open it within a running event loop.

    Without it Rasa answers that it is in trouble and calls a person, which is too much for a restart of seconds.
    """

    def __init__(self, port: int, patience: float) -> None:
        self._url = f"http://{HOST}:{port}/health"
        self._patience = patience
        self._away_since: float | None = None
        self._trusted_until = 0.0
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LOOK_S))

    async def check(self) -> None:
        """Raise Away while it is away, until that lasts so long that Rasa is to say so."""
        now = time.monotonic()
        if now < self._trusted_until:
            return
        if await self._there():
            self._trusted_until, self._away_since = now + TRUSTED_S, None
            return
        self._away_since = now if self._away_since is None else self._away_since
        if now - self._away_since < self._patience:
            raise Away(f"{self._url} is silent")

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()

    async def _there(self) -> bool:
        try:
            async with self._session.get(self._url) as answer:
                return answer.status < BROKEN
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False
