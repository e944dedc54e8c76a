"""Chooses among the phrasings of a reply in turn, so that a talk is the same every time and no phrase comes twice."""

from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.nlu.swift import make_swift

make_swift()


class PhrasingsInTurn(TemplatedNaturalLanguageGenerator):
    """The n-th time a reply is said in a talk, its n-th phrasing is used."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The reply with its facts put in; None when there is no such reply."""
        said = sum(
            isinstance(event, BotUttered) and event.metadata.get("utter_action") == utter_action
            for event in tracker.applied_events()
        )
        slots = tracker.current_slot_values()
        phrasings = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        if not phrasings:
            return None
        filled: dict[str, Any] = self._fill_response(dict(phrasings[said % len(phrasings)]), slots, **kwargs)
        return filled
