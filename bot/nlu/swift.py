"""What Rasa works out again for every message although it never changes: worked out once."""

from functools import cache
from typing import Any

from jsonschema import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

_kind_of_event = Event.resolve_by_type


def work_out_once() -> None:
    """From now on in this process: the schema of actions' answers, and which class an event's name stands for."""
    RemoteAction._validate_action_result = _checked
    Event.resolve_by_type = staticmethod(cache(_kind_of_event))


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
