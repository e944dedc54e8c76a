"""When an action fails, the buyer still gets an answer, and a person learns of it."""

import logging
from itertools import takewhile
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.service import hidden, keep_trouble
from bot.talk.lexicon import answers

logger = logging.getLogger(__name__)

IN_TROUBLE = "utter_in_trouble"
STILL_IN_TROUBLE = "utter_still_in_trouble"
REPLIES = (IN_TROUBLE, STILL_IN_TROUBLE)
MOST_REMEMBERED = 1000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class TroublePolicy(Policy):
    """An action that left nothing behind has failed, since each of ours leaves an event: say so, then listen."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Goes before the rules, which know nothing of failures."""
        return {"priority": 10, "max_history": 1}

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing to learn."""
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TroublePolicy":
        """Nothing was kept."""
        return cls(config, model_storage, resource, execution_context)

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None, **kwargs: Any
    ) -> PolicyPrediction:
        """Certain of one action after a failure, so that it also beats a form that wants to listen; else silent."""
        action = _after_failure(tracker)
        scores = self._default_predictions(domain)
        if action:
            scores[domain.index_for_action(action)] = 1.0
        return self._prediction(scores, is_no_user_prediction=action is not None)


def _after_failure(tracker: DialogueStateTracker) -> str | None:
    events = list(tracker.events)
    said = [e.metadata.get("utter_action") for e in events if isinstance(e, BotUttered)]
    last = events[-1] if events else None
    if isinstance(last, BotUttered) and said[-1] in REPLIES:
        return str(ACTION_LISTEN_NAME)
    if not isinstance(last, ActionExecuted) or not _ours(last.action_name or ""):
        return None
    return STILL_IN_TROUBLE if said and said[-1] in REPLIES else IN_TROUBLE


def in_trouble(tracker: DialogueStateTracker) -> bool:
    """Whether the answer to the last message is that something is wrong."""
    since = takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    return any(isinstance(each, BotUttered) and each.metadata.get("utter_action") in REPLIES for each in since)


def _ours(action: str) -> bool:
    return action.endswith("_form") or (action.startswith("action_") and action not in _RASA)


_RASA = {
    ACTION_LISTEN_NAME,
    "action_session_start",
    "action_restart",
    "action_deactivate_loop",
    "action_extract_slots",
    "action_default_fallback",
    "action_back",
    "action_unlikely_intent",
    "action_default_ask_affirmation",
    "action_default_ask_rephrase",
    "action_two_stage_fallback",
    "action_revert_fallback_events",
}


class TroubleBroker(EventBroker):
    """Listens to the talk's events and keeps a handover record whenever the bot had to say it is in trouble."""

    def __init__(self) -> None:
        self._last: dict[str, dict[str, Any]] = {}

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig | None, event_loop: Any = None
    ) -> "TroubleBroker":
        """As Rasa wants it; there is nothing to configure."""
        return cls()

    def publish(self, event: dict[str, Any]) -> None:
        """Remember what the buyer said last; keep a record when the answer was that something is wrong."""
        talk = str(event.get("sender_id"))
        if event.get("event") == "user":
            if len(self._last) >= MOST_REMEMBERED:
                self._last.clear()
            self._last[talk] = event
        elif event.get("event") == "bot" and event.get("metadata", {}).get("utter_action") == IN_TROUBLE:
            said = self._last.get(talk, {})
            told = said.get("metadata") or {}
            buyer, known_as = told.get("buyer_id"), told.get("talk_id")
            found = (said.get("parse_data") or {}).get("entities") or []
            private = [str(each["value"]) for each in found if each["entity"] in answers().private]
            where = keep_trouble(known_as or talk, buyer, hidden(str(said.get("text") or ""), private))
            logger.error("an action failed in talk %s; a handover record is kept in %s", talk, where)

    async def close(self) -> None:
        """Nothing is open."""
