"""What Rasa does again for every message although nothing asks for it: done once, or for what is new only."""

import asyncio
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
import msgspec
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

MOST_EARLIER = 10
KEPT_OPEN_S = 3.0

_kind_of_event = Event.resolve_by_type
_call_of_action = RemoteAction._action_call_format
_own_session = EndpointConfig.session
_lines: "WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.TCPConnector]" = WeakKeyDictionary()


def make_swift() -> None:
    """From now on in this process.

    Actions' answers are checked without a schema language; the class that an event's name stands for is looked up
    once; a form does not ask again what it has just asked; an action is sent
    the events since the buyer's message and the ``MOST_EARLIER`` before it, those without what the message was
    understood as; the actions of a message are called over one connection.
    """
    RemoteAction._validate_action_result = _checked
    FormAction._validate_if_required = _validated
    RemoteAction._action_call_format = _bounded
    Event.resolve_by_type = staticmethod(cache(_kind_of_event))
    EndpointConfig.session = _session


class _Lately:
    """A talk as an action is sent it."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self._tracker = tracker
        self.sender_id = tracker.sender_id

    def current_state(self, _: EventVerbosity) -> dict[str, Any]:
        """Where the talk stands, and its newest events."""
        events = list(self._tracker.events)
        begun = max((place for place, event in enumerate(events) if isinstance(event, UserUttered)), default=0)
        earlier = [_brief(event) for event in events[max(0, begun - MOST_EARLIER) : begun]]
        state: dict[str, Any] = self._tracker.current_state(EventVerbosity.NONE)
        return {**state, "events": [*earlier, *(event.as_dict() for event in events[begun:])]}


def _brief(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.as_dict().items() if name != "parse_data"}


def _session(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    """As Rasa's own, which opens a connection for each call and closes it after, over those of this event loop."""
    if endpoint.basic_auth:
        basic: aiohttp.ClientSession = _own_session(endpoint)
        return basic
    patience = aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT)
    return aiohttp.ClientSession(headers=endpoint.headers, timeout=patience, connector=_line(), connector_owner=False)


def _line() -> aiohttp.TCPConnector:
    loop = asyncio.get_running_loop()
    if loop not in _lines:
        _lines[loop] = aiohttp.TCPConnector(keepalive_timeout=KEPT_OPEN_S)
    return _lines[loop]


def _bounded(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    call: dict[str, Any] = _call_of_action(action, _Lately(tracker), domain)
    return call


class _Answer(msgspec.Struct):
    """What an action comes to on the wire."""

    events: list[dict[str, Any]] = []
    responses: list[dict[str, Any]] = []


def _checked(action: RemoteAction, result: Any) -> bool:
    """Raises msgspec's ValidationError where an answer is none."""
    msgspec.convert(result, _Answer)
    return True


async def _validated(
    form: FormAction,
    tracker: DialogueStateTracker,
    domain: Domain,
    channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
) -> list[Event]:
    """What the message fills in. Back from a detour nothing is new, though Rasa would ask the action server again."""
    heard = tracker.latest_action_name == ACTION_LISTEN_NAME and not tracker.is_active_loop_interrupted
    if tracker.active_loop and not heard:
        return []
    filled: list[Event] = await form.validate(tracker, domain, channel, nlg)
    return filled
