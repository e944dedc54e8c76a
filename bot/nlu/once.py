"""Each message is answered once: one that comes again under the same id gets the answer it already had."""

import asyncio
from collections.abc import Sequence
from copy import copy
from typing import Any
from uuid import uuid4

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.nlu.trouble import in_trouble

MESSAGE_ID = "message_id"
DRAFT = "draft"
PAUSES_S = (0.5, 1.0, 2.0, 4.0)


async def answer(agent: Agent, message: UserMessage, pauses: Sequence[float] = PAUSES_S) -> list[dict[str, Any]]:
    """What the bot says to a message; what it said when the sender's message of that id came before.

    Where an action fails it is tried again after each of ``pauses`` (seconds), as long as a restart takes: what the
    actions had done by then comes to the same when they are asked again. Nothing is kept before that.

    A leading slash would be a command to Rasa (/restart, /少件{…}); from outside it is just a character.
    """
    message.text = (message.text or "").lstrip("/ ")
    async with agent.lock_store.lock(f"{message.sender_id}:{MESSAGE_ID}"):
        talk = await agent.tracker_store.retrieve(message.sender_id)
        earlier = _answered(talk, message)
        if earlier is not None:
            return earlier
        for pause in (*pauses, None):
            tried, held = await _tried(agent, message, talk)
            if pause is None or held.tracker is None or not in_trouble(held.tracker):
                break
            await asyncio.sleep(pause)
            talk = await agent.tracker_store.retrieve(message.sender_id)
        if held.tracker:
            await agent.tracker_store.save(held.tracker)
        said: list[dict[str, Any]] = tried.messages
        return said


class _Held(TrackerStore):
    """Gives a talk as it was read and keeps what is saved to itself."""

    def __init__(self, agent: Agent, talk: DialogueStateTracker | None) -> None:
        super().__init__(agent.domain)
        self._talk = talk
        self.tracker: DialogueStateTracker | None = None

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        return self.tracker or self._talk

    async def save(self, tracker: DialogueStateTracker) -> None:
        self.tracker = tracker


async def _tried(
    agent: Agent, message: UserMessage, talk: DialogueStateTracker | None
) -> tuple[CollectingOutputChannel, _Held]:
    channel, held = CollectingOutputChannel(), _Held(agent, talk)
    attempt = copy(message)
    attempt.message_id, attempt.output_channel = uuid4().hex, channel
    await _beside(agent, held).handle_message(attempt)
    return channel, held


def _beside(agent: Agent, store: TrackerStore) -> Agent:
    """The agent on another store of talks, with locks of its own."""
    shadow = copy(agent)
    shadow.tracker_store, shadow.lock_store = store, InMemoryLockStore()
    shadow.processor = copy(agent.processor)
    shadow.processor.tracker_store, shadow.processor.lock_store = store, shadow.lock_store
    return shadow


async def draft(agent: Agent, message: UserMessage) -> list[dict[str, Any]]:
    """What the bot would say to a message, and what that is about, without saying it: nothing changes by it.

    The talk is copied as it stands; the actions see ``metadata.draft`` and answer from a copy of the shop.
    """
    aside = InMemoryTrackerStore(agent.domain)
    talk = await agent.tracker_store.retrieve(message.sender_id)
    if talk:
        await aside.save(talk.copy())
    message.metadata = {**(message.metadata or {}), DRAFT: True, MESSAGE_ID: None}
    said = await answer(_beside(agent, aside), message)
    acts = any(each.get("custom", {}).get("acts") for each in said)
    about = {**_about(await aside.retrieve(message.sender_id)), "acts": acts}
    return [{**each, DRAFT: about} for each in said if "custom" not in each]


def _about(talk: DialogueStateTracker | None) -> dict[str, Any]:
    """What a draft is about: the intent of the message, the name of the reply, where the talk would stand then.

    Beside it stands ``acts``: whether saying it in earnest would have written something.
    """
    if talk is None or talk.latest_message is None:
        return {}
    events = list(talk.events)
    begun = max(place for place, event in enumerate(events) if isinstance(event, UserUttered))
    scripts = (event.metadata.get("utter_action") for event in _until_next(events[begun + 1 :]))
    return {"intent": talk.latest_message.intent_name, "script": next(scripts, None), "talk": talk.get_slot("talk")}


def _answered(talk: DialogueStateTracker | None, message: UserMessage) -> list[dict[str, Any]] | None:
    message_id = (message.metadata or {}).get(MESSAGE_ID)
    events = list(talk.events) if talk and message_id else []
    for place, event in enumerate(events):
        if isinstance(event, UserUttered) and event.metadata.get(MESSAGE_ID) == message_id:
            return [_said(message.sender_id, each) for each in _until_next(events[place + 1 :])]
    return None


def _until_next(events: list[Event]) -> list[BotUttered]:
    said = []
    for event in events:
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            said.append(event)
    return said


def _said(sender: str, event: BotUttered) -> dict[str, Any]:
    buttons = (event.data or {}).get("buttons")
    message = {"recipient_id": sender, "text": event.text}
    return {**message, "buttons": buttons} if buttons else message


class OnceRest(RestInput):
    """Rasa's REST channel at its usual address, except that a message id is honoured."""

    def blueprint(self, on_new_message: Any) -> Blueprint:
        """The routes of the channel: ``/`` says that it is well, ``/webhook`` takes a message and answers it."""
        webhook = Blueprint("once_rest")

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            message = self._message(request)
            if message is None:
                return response.json({"error": "expected JSON: {sender, message, metadata}"}, status=400)
            agent: Agent = Sanic.get_app(request.app.name).ctx.agent
            said = draft if message.metadata and message.metadata.get(DRAFT) is True else answer
            return response.json(await said(agent, message), ensure_ascii=False)

        return webhook

    def _message(self, request: Request) -> UserMessage | None:
        body = request.json if isinstance(request.json, dict) else {}
        sender, text, metadata = body.get("sender"), body.get("message"), body.get("metadata")
        if not (isinstance(sender, str) and sender and isinstance(text, str)):
            return None
        known = metadata if isinstance(metadata, dict) else None
        return UserMessage(text, CollectingOutputChannel(), sender, input_channel=self.name(), metadata=known)
