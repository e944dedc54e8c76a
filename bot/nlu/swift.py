"""What Rasa does again for every message although nothing asks for it: done once, or for what is new only."""

from functools import cache
from typing import Any

from jsonschema import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

MOST_EVENTS = 60

_kind_of_event = Event.resolve_by_type
_call_of_action = RemoteAction._action_call_format


def make_swift() -> None:
    """From now on in this process.

    The schema of actions' answers and the class that an event's name stands for are worked out once; an action is sent
    the newest ``MOST_EVENTS`` events of a talk, not all.
    """
    RemoteAction._validate_action_result = _checked
    RemoteAction._action_call_format = _bounded
    Event.resolve_by_type = staticmethod(cache(_kind_of_event))


class _Lately:
    """A talk as an action is sent it."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self._tracker = tracker
        self.sender_id = tracker.sender_id

    def current_state(self, _: EventVerbosity) -> dict[str, Any]:
        """Where the talk stands, and its newest events."""
        newest = list(self._tracker.events)[-MOST_EVENTS:]
        state: dict[str, Any] = self._tracker.current_state(EventVerbosity.NONE)
        return {**state, "events": [event.as_dict() for event in newest]}


def _bounded(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    call: dict[str, Any] = _call_of_action(action, _Lately(tracker), domain)
    return call


def _checked(action: RemoteAction, result: dict[str, Any]) -> bool:
    """Raises jsonschema's ValidationError where an answer is none."""
    _validator().validate(result)
    return True


@cache
def _validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    made: Validator = kind(schema)
    return made
