"""Talks to the trained model in this process: Rasa's agent in front, the real actions and a real database behind."""

import asyncio
import logging
from copy import copy
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.loading import load_data
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.nlu.once import answer
from bot.nlu.trouble import TroubleBroker
from bot.settings import MODEL


class BadScripts(ValueError):
    """A file of scripts cannot be read as such; the message says which and why."""


class UnfitModel(ValueError):
    """A model cannot be loaded beside the words and the code as they are now; the message says why."""


class InProcess(EndpointConfig):
    """The action server without the wire; ``away`` makes it fail as one that cannot be reached does."""

    def __init__(self) -> None:
        super().__init__("http://actions.invalid", selective_domain=True)
        self.executor = ActionExecutor()
        self.executor.register_package("actions")
        self.away = False

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        """What the action named in ``json`` comes to, as the action server would answer."""
        if self.away:
            raise ConnectionError("the action server is away")
        result = await self.executor.run(kwargs["json"])
        return result.dict() if hasattr(result, "dict") else result


class Talker:
    """One loaded model; every talk has its own sender, and the service in use is the shop.

    Raises FileNotFoundError when there is no model at ``model``, UnfitModel when it cannot be loaded.
    """

    def __init__(self, model: Path = MODEL) -> None:
        if not model.exists():
            raise FileNotFoundError(model)
        logging.getLogger("rasa").setLevel(logging.ERROR)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        self.loop = asyncio.new_event_loop()
        self.actions = InProcess()
        self.store = InMemoryTrackerStore(Domain.empty(), event_broker=TroubleBroker())
        generator = EndpointConfig(type="bot.nlu.generator.PhrasingsInTurn")
        self.agent = Agent(generator=generator, tracker_store=self.store, action_endpoint=self.actions)
        try:
            self.agent.load_model(str(model))
        except RasaException as error:
            raise UnfitModel(str(error.__cause__ or error)) from error
        self.store.domain = self.agent.domain

    def afresh(self, scripts: Path) -> "Talker":
        """The same model without any talk so far, saying what the scripts of a folder say now, trained or not.

        Raises BadScripts.
        """
        other = copy(self)
        other.store = InMemoryTrackerStore(self.agent.domain, event_broker=TroubleBroker())
        other.agent, nlg = copy(self.agent), copy(self.agent.nlg)
        other.agent.processor, nlg.responses = copy(self.agent.processor), _replies(scripts)
        for each in (other.agent, other.agent.processor):
            each.tracker_store, each.nlg = other.store, nlg
        return other

    def hear(
        self, sender: str, text: str, metadata: dict[str, Any] | None, parsed: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """What the bot says to one message: text, name of the reply, buttons, facts.

        ``parsed`` is what the text is understood as, where that is known already.
        """
        return self.loop.run_until_complete(self._hear(sender, text, metadata, parsed))

    async def _hear(
        self, sender: str, text: str, metadata: dict[str, Any] | None, parsed: dict[str, Any] | None
    ) -> list[dict[str, Any]]:
        channel = CollectingOutputChannel()
        before = await self.store.retrieve(sender)
        known = len(before.events) if before else 0
        message = UserMessage(text, channel, sender, parse_data=parsed, input_channel="rest", metadata=metadata)
        await answer(self.agent, message)
        after = await self.store.retrieve(sender)
        events = list(after.events)[known:] if after else []
        return [event.as_dict() for event in events or _answer_before(after, metadata) if event.type_name == "bot"]

    def parse(self, text: str) -> dict[str, Any]:
        """What a text is understood as."""
        parsed: dict[str, Any] = self.loop.run_until_complete(self.agent.parse_message(text))
        return parsed


def _answer_before(tracker: Any, metadata: dict[str, Any] | None) -> list[Any]:
    """The events between the message of this id and the next one of the buyer."""
    events = list(tracker.events)
    starts = [place for place, event in enumerate(events) if event.type_name == "user"]
    same = [place for place in starts if events[place].metadata.get("message_id") == (metadata or {}).get("message_id")]
    end = next((place for place in starts if same and place > same[0]), len(events))
    return events[same[0] : end] if same else []


def _replies(scripts: Path) -> dict[str, Any]:
    return {name: said for path in sorted(scripts.glob("*.yml")) for name, said in _of_file(path).items()}


def _of_file(path: Path) -> dict[str, Any]:
    try:
        replies: dict[str, Any] = load_data(str(path)).responses
    except (RasaException, ValueError) as error:
        raise BadScripts(f"{path}: {error}") from error
    return replies
