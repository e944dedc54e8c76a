"""Rasa checks every answer of an action against a schema, and each time that the schema is one; once is enough."""

from functools import cache
from typing import Any

from jsonschema import Validator
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def check_schema_once() -> None:
    """From now on in this process: every answer is checked as before, the schema of answers only the first time."""
    RemoteAction._validate_action_result = _checked


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
