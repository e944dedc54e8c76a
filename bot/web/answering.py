"""Every message of a buyer gets one answer, in its order, whatever dies in between."""

import asyncio
import logging
import time
from datetime import timedelta
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool

from bot.service import Service
from bot.store import StoreUnavailable
from bot.texts import text
from bot.web.hub import Hub
from bot.web.keeping import Keeping, Way
from bot.web.rasa import Actions, Away, Rasa
from bot.web.store import Kept, WindowStore
from bot.web.view import talk_id

logger = logging.getLogger(__name__)

AT_ONCE = 16
NEW_VISIT = timedelta(hours=24)


class Patience(msgspec.Struct, frozen=True):
    """How long to wait, in seconds: before the first repeat, at most between two, before the buyer is told.

    ``actions`` is how long the action server may be away before Rasa is asked without it and calls a person.
    """

    first: float = 0.5
    longest: float = 5.0
    notice: float = 10.0
    actions: float = 30.0


class Answering:
    """One worker for each buyer who waits; to be used from one event loop only."""

    def __init__(
        self, service: Service, store: WindowStore, hub: Hub, rasa: Rasa, patience: Patience | None = None
    ) -> None:
        self._service, self._store, self._hub, self._rasa = service, store, hub, rasa
        self._keeping = Keeping(service, store)
        self._patience = patience or Patience()
        self._actions = Actions(service.settings.action_port, self._patience.actions)
        self._due: set[str] = set()
        self._workers: dict[str, asyncio.Task[None]] = {}
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def start(self) -> None:
        """Answer everything that waits from before; raises StoreUnavailable."""
        for buyer in await run_in_threadpool(self._store.buyers_waiting):
            self.wake(buyer)

    async def stop(self) -> None:
        """End the workers; what they were at waits for the next start."""
        workers = list(self._workers.values())
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await self._actions.close()

    def wake(self, buyer: str) -> None:
        """A buyer has said something."""
        self._due.add(buyer)
        if buyer not in self._workers:
            self._workers[buyer] = asyncio.create_task(self._work(buyer))

    async def _work(self, buyer: str) -> None:
        try:
            while buyer in self._due:
                self._due.discard(buyer)
                await self._all_of(buyer)
        finally:
            del self._workers[buyer]

    async def _all_of(self, buyer: str) -> None:
        """Answer a buyer until nothing waits; a failure of any kind is tried again, so nothing is ever skipped."""
        failures = _Failures(self._patience)
        while True:
            message = None
            try:
                message = await run_in_threadpool(self._store.next_waiting, buyer)
                if message is None:
                    return
                await self._answer(message)
                failures = _Failures(self._patience)
            except (Away, StoreUnavailable) as error:
                logger.warning("no answer yet for %s: %s", buyer, error)
                await self._wait(message, failures)
            except Exception:
                logger.exception("no answer yet for %s", buyer)
                await self._wait(message, failures)

    async def _answer(self, message: Kept) -> None:
        way, metadata = await run_in_threadpool(self._way, message)
        async with self._at_once:
            if way == "says":
                await self._say(message, metadata)
            else:
                await self._draft(message, metadata, way)
        self._hub.tell(message.buyer_id, "changed")

    async def _say(self, message: Kept, metadata: dict[str, Any]) -> None:
        self._hub.tell(message.buyer_id, "typing")
        await self._actions.check()
        said = await self._rasa.say(message.sender or "", message.spoken or "", metadata)
        await run_in_threadpool(self._keeping.keep_answer, message, said)

    async def _draft(self, message: Kept, metadata: dict[str, Any], way: Way) -> None:
        drafting = None
        if way != "silent":
            await self._actions.check()
            drafting = await self._rasa.draft(message.sender or "", message.spoken or "", metadata)
        await run_in_threadpool(self._keeping.keep_draft, message, drafting, way)

    async def _wait(self, message: Kept | None, failures: "_Failures") -> None:
        if message and failures.worth_telling():
            await self._tell(message)
        await asyncio.sleep(failures.pause())

    async def _tell(self, message: Kept) -> None:
        try:
            await run_in_threadpool(self._keeping.keep_notice, message, text("web.away"))
        except StoreUnavailable as error:
            logger.warning("%s", error)
        self._hub.tell(message.buyer_id, "changed")

    def _way(self, message: Kept) -> tuple[Way, dict[str, Any]]:
        last = self._store.last_said(message.buyer_id)
        metadata = {
            "buyer_id": message.buyer_id,
            "message_id": message.client_id,
            "talk_id": talk_id(message.buyer_id),
            "first": last is None or message.at - last > NEW_VISIT,
            "evidence": [each.id for each in message.extras.evidence],
        }
        return self._keeping.way(message), metadata


class _Failures:
    """The failures in a row of one message, and what they call for."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._since = time.monotonic()
        self._count = 0
        self._told = False

    def worth_telling(self) -> bool:
        """Whether it has lasted long enough to tell the buyer; true once."""
        now = time.monotonic()
        self._since = self._since if self._count else now
        late = not self._told and now - self._since >= self._patience.notice
        self._told = self._told or late
        return late

    def pause(self) -> float:
        """Seconds until the next try: twice as long each time."""
        self._count += 1
        return min(self._patience.first * 2.0 ** (self._count - 1), self._patience.longest)
