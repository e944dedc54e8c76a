"""What else is in a message may change what it means: 不是坏了 takes back, 别发错 is no problem but a plea."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message

from bot.aftersales.clause import PROBLEMS
from bot.talk.lexicon import Answers, answers

DENIED = "denied_thing"
NO_WISH = ("wish", "none")
MARKS = ("negated", "other_one")
OPEN = (*PROBLEMS, "退货退款", "换货", FALLBACK)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentFromHints(GraphComponent):
    """Sets an intent right by the entities beside it: what is denied, taken back, told, or asked for in advance."""

    def __init__(self, lexicon: Answers) -> None:
        self._lexicon = lexicon

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> "IntentFromHints":
        """Reads the lexicon that lies beside the project."""
        return cls(answers())

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with its intent settled; the confidence stays as it was."""
        for message in messages:
            intent = message.get(INTENT) or {}
            meant = _not_denied(message.get(ENTITIES, []))
            message.set(ENTITIES, meant, add_to_output=True)
            labels = [each[ENTITY_ATTRIBUTE_TYPE] for each in meant]
            settled = self._settled(self._told(message, str(intent.get(INTENT_NAME_KEY)), labels), labels)
            message.set(INTENT, {**intent, INTENT_NAME_KEY: settled}, add_to_output=True)
        return messages

    def _told(self, message: Message, intent: str, labels: list[str]) -> str:
        """The intent, or what a telling word says where the classifier was not sure; a problem outweighs a question."""
        words = self._lexicon.telling_words
        ranking = message.get(INTENT_RANKING_KEY) or []
        sure = max(
            (float(each[PREDICTED_CONFIDENCE_KEY]) for each in ranking if each[INTENT_NAME_KEY] != FALLBACK), default=1
        )
        told = [words.intents[label] for label in labels if label in words.intents]
        outweighed = bool(told) and intent in PROBLEMS and told[0] not in PROBLEMS
        return told[0] if told and sure < words.below and not outweighed else intent

    def _settled(self, intent: str, labels: list[str]) -> str:
        instead = self._lexicon.says_instead
        said = next((instead[label] for label in labels if label in instead), None)
        if said:
            return said
        back, plea = self._lexicon.taken_back, self._lexicon.plea
        if intent in OPEN and plea.label in labels:
            return plea.intent
        marks = back.when_unsure if intent == FALLBACK else back.labels
        if intent in OPEN and set(marks) & set(labels) and not set(back.unless) & set(labels):
            return back.intent
        told = intent in self._lexicon.telling_intents
        hints = self._lexicon.telling_labels if told else self._lexicon.hints
        hinted = {hints[label] for label in labels if label in hints}
        turned = intent in (back.intent, *OPEN) and back.turned_by in labels
        return hinted.pop() if (told or turned) and len(hinted) == 1 else intent


def _not_denied(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities without those that are denied: 不是坏了 names no defect, 补发太慢了 wishes for nothing."""
    denied = [each for each in entities if each[ENTITY_ATTRIBUTE_TYPE] == DENIED]
    meant = [each for each in entities if (each[ENTITY_ATTRIBUTE_TYPE], each["value"]) != NO_WISH]
    return [
        each
        for each in meant
        if each[ENTITY_ATTRIBUTE_TYPE] in (DENIED, *MARKS)
        or not any(other["start"] <= each["start"] and each["end"] <= other["end"] for other in denied)
    ]
