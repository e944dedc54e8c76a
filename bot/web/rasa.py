"""Rasa's REST channel as the door hears it, and whether the action server behind it is there."""

import asyncio
from typing import Any

import aiohttp
import msgspec

from bot.web.store import Said
from bot.web.wire import Choice, Extras

HOST = "127.0.0.1"
PATIENCE_S = 60.0
HEALTH_S = aiohttp.ClientTimeout(total=5.0)


class Away(RuntimeError):
    """Rasa gives no answer now; the same message may be sent again."""


class _Heard(msgspec.Struct):
    text: str = ""
    buttons: tuple[Choice, ...] = ()


class Rasa:
    """One connection pool to the Rasa server of this machine; open it within a running event loop.

    Rasa answers without its action server too, and what it says then is final: that it is in trouble. So nothing is
    said to it while the action server is away.
    """

    def __init__(self, port: int, action_port: int, patience: float = PATIENCE_S) -> None:
        self._url = f"http://{HOST}:{port}/webhooks/rest/webhook"
        self._actions = f"http://{HOST}:{action_port}/health"
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=patience))

    async def say(self, sender: str, text: str, metadata: dict[str, Any]) -> list[Said]:
        """What the bot says to a message; raises Away."""
        await self._acts()
        body = msgspec.json.encode({"sender": sender, "message": text, "metadata": metadata})
        headers = {"Content-Type": "application/json"}
        try:
            async with self._session.post(self._url, data=body, headers=headers) as answer:
                answer.raise_for_status()
                heard = msgspec.json.decode(await answer.read(), type=list[_Heard])
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, msgspec.MsgspecError) as error:
            raise Away(f"{self._url}: {error!r}") from error
        return [Said(each.text, Extras(buttons=each.buttons)) for each in heard if each.text or each.buttons]

    async def _acts(self) -> None:
        try:
            async with self._session.get(self._actions, timeout=HEALTH_S) as answer:
                status = answer.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise Away(f"{self._actions}: {error!r}") from error
        if status >= 500:
            raise Away(f"{self._actions}: {status}")

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()
