"""Each message is answered once: one that comes again under the same id gets the answer it already had."""

from copy import copy
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

MESSAGE_ID = "message_id"
DRAFT = "draft"


async def answer(agent: Agent, message: UserMessage) -> list[dict[str, Any]]:
    """What the bot says to a message; what it said when the sender's message of that id came before.

    A leading slash would be a command to Rasa (/restart, /少件{…}); from outside it is just a character.
    """
    channel = message.output_channel
    if not isinstance(channel, CollectingOutputChannel):
        raise TypeError("the answer is collected, so the message needs a CollectingOutputChannel")
    message.text = (message.text or "").lstrip("/ ")
    async with agent.lock_store.lock(f"{message.sender_id}:{MESSAGE_ID}"):
        earlier = await _answered(agent, message)
        if earlier is not None:
            return earlier
        await agent.handle_message(message)
        said: list[dict[str, Any]] = channel.messages
        return said


async def draft(agent: Agent, message: UserMessage) -> list[dict[str, Any]]:
    """What the bot would say to a message, without saying it: the talk, the orders and the cases stay as they are.

    The talk is copied as it stands; the actions see ``metadata.draft`` and answer from a copy of the shop.
    """
    aside = InMemoryTrackerStore(agent.domain)
    talk = await agent.tracker_store.retrieve(message.sender_id)
    if talk:
        await aside.save(talk.copy())
    shadow = copy(agent)
    shadow.tracker_store, shadow.lock_store = aside, InMemoryLockStore()
    shadow.processor = copy(agent.processor)
    shadow.processor.tracker_store, shadow.processor.lock_store = aside, shadow.lock_store
    message.metadata = {**(message.metadata or {}), DRAFT: True, MESSAGE_ID: None}
    return await answer(shadow, message)


async def _answered(agent: Agent, message: UserMessage) -> list[dict[str, Any]] | None:
    message_id = (message.metadata or {}).get(MESSAGE_ID)
    tracker = await agent.tracker_store.retrieve(message.sender_id) if message_id else None
    events = list(tracker.events) if tracker else []
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
