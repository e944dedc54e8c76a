"""Talks to the trained model in this process: Rasa's agent in front, the real actions and a real database behind."""

import asyncio
import logging
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.nlu.once import answer
from bot.nlu.trouble import TroubleBroker
from bot.settings import ROOT

MODEL = ROOT / "models" / "qinqin.tar.gz"


class InProcess(EndpointConfig):
    """The action server without the wire; ``away`` makes it fail as one that cannot be reached does."""

    def __init__(self) -> None:
        super().__init__("http://actions.invalid")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")
        self.away = False

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        if self.away:
            raise ConnectionError("the action server is away")
        result = await self.executor.run(kwargs["json"])
        return result.dict() if hasattr(result, "dict") else result


def _answer_before(tracker: Any, metadata: dict[str, Any] | None) -> list[Any]:
    """The events between the message of this id and the next one of the buyer."""
    events = list(tracker.events)
    starts = [place for place, event in enumerate(events) if event.type_name == "user"]
    same = [place for place in starts if events[place].metadata.get("message_id") == (metadata or {}).get("message_id")]
    end = next((place for place in starts if same and place > same[0]), len(events))
    return events[same[0] : end] if same else []


class Bot:
    """One loaded model; every talk has its own sender."""

    def __init__(self) -> None:
        logging.getLogger("rasa").setLevel(logging.ERROR)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        self.loop = asyncio.new_event_loop()
        self.actions = InProcess()
        self.store = InMemoryTrackerStore(Domain.empty(), event_broker=TroubleBroker())
        generator = EndpointConfig(type="bot.nlu.generator.PhrasingsInTurn")
        self.agent = Agent(generator=generator, tracker_store=self.store, action_endpoint=self.actions)
        self.agent.load_model(str(MODEL))
        self.store.domain = self.agent.domain

    def hear(self, sender: str, text: str, metadata: dict[str, Any] | None) -> list[dict[str, Any]]:
        """What the bot says to one message: text, name of the reply, buttons, facts."""
        return self.loop.run_until_complete(self._hear(sender, text, metadata))

    async def _hear(self, sender: str, text: str, metadata: dict[str, Any] | None) -> list[dict[str, Any]]:
        channel = CollectingOutputChannel()
        before = await self.store.retrieve(sender)
        known = len(before.events) if before else 0
        message = UserMessage(text, channel, sender, input_channel="rest", metadata=metadata)
        await answer(self.agent, message)
        after = await self.store.retrieve(sender)
        events = list(after.events)[known:] if after else []
        return [event.as_dict() for event in events or _answer_before(after, metadata) if event.type_name == "bot"]

    def parse(self, text: str) -> dict[str, Any]:
        """What a text is understood as."""
        return self.loop.run_until_complete(self.agent.parse_message(text))
