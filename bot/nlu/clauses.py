"""Two things in one message: its clauses are read beside it, and what they say besides is kept."""

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.aftersales.clause import PROBLEMS
from bot.talk.lexicon import ALSO, Answers, Matters, answers

PLACE = "place"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ClauseSplitter(GraphComponent):
    """Puts the clauses of a message behind it as messages of their own, so that all that follows reads them too.

    A clause has at least ``shortest`` characters; of more than ``most`` clauses the first are taken.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Enough for what a buyer types at once."""
        return {"shortest": 4, "most": 4}

    def __init__(self, config: dict[str, Any], matters: Matters) -> None:
        self._shortest = int(config["shortest"])
        self._most = int(config["most"])
        self._between = re.compile(matters.between)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ClauseSplitter":
        """With the words between clauses from the lexicon."""
        return cls(config, answers().matters)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """A training line is one thing."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """The message, then its clauses if there are several."""
        return [each for message in messages for each in (message, *self._clauses(message.get(TEXT) or ""))]

    def _clauses(self, text: str) -> list[Message]:
        gaps = list(self._between.finditer(text))
        starts = [0, *(gap.end() for gap in gaps)]
        ends = [*(gap.start() for gap in gaps), len(text)]
        found = [(start, text[start:end]) for start, end in zip(starts, ends, strict=True)]
        long_enough = [(start, clause) for start, clause in found if len(clause) >= self._shortest]
        if len(long_enough) < 2:
            return []
        return [Message({TEXT: clause, PLACE: start}) for start, clause in long_enough[: self._most]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ClauseReader(GraphComponent):
    """Keeps what the clauses say: another matter as an entity ``also``, a matter behind a greeting as the intent.

    Only what a clause says with at least ``sure`` confidence counts.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rather one matter too few: the buyer can name it again, but not undo it."""
        return {"sure": 0.6}

    def __init__(self, config: dict[str, Any], lexicon: Answers) -> None:
        self._sure = float(config["sure"])
        self._matters = lexicon.matters
        self._hints = lexicon.hints

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ClauseReader":
        """With the matters a message may hold two of from the lexicon."""
        return cls(config, answers())

    def process(self, messages: list[Message]) -> list[Message]:
        """The message alone, with what its clauses added."""
        message, *clauses = messages
        said = [clause for clause in clauses if _confidence(clause) >= self._sure]
        if _intent(message) in self._matters.around:
            behind = next((clause for clause in said if _intent(clause) in self._matters.behind), None)
            if behind:
                message.set(INTENT, behind.get(INTENT), add_to_output=True)
        other = next((clause for clause in said if self._another(_intent(clause), _intent(message))), None)
        if other:
            message.set(ENTITIES, [*message.get(ENTITIES, []), self._waiting(message, other)], add_to_output=True)
        return [message]

    def _waiting(self, message: Message, other: Message) -> dict[str, Any]:
        """What comes second: the other clause, unless that names a problem in so many words or the message is unsure.

        A question that comes second has no words of its own then, so it stands nowhere in the message.
        """
        first, second = _intent(message), _intent(other)
        start, text = int(other.get(PLACE)), str(other.get(TEXT))
        named = second in {self._hints.get(each["entity"]) for each in other.get(ENTITIES, [])}
        if first not in PROBLEMS and second in PROBLEMS and (named or _confidence(message) < self._sure):
            message.set(INTENT, other.get(INTENT), add_to_output=True)
            return _also(first, 0, 0)
        return _also(second, start, start + len(text))

    def _another(self, clause: str, message: str) -> bool:
        both = clause in self._matters.several and message in self._matters.several
        return both and clause != message and not any({clause, message} <= set(pair) for pair in self._matters.one)


def _intent(message: Message) -> str:
    return str((message.get(INTENT) or {}).get(INTENT_NAME_KEY))


def _confidence(message: Message) -> float:
    return float((message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY) or 0.0)


def _also(intent: str, start: int, end: int) -> dict[str, Any]:
    return {"entity": ALSO, "value": intent, "start": start, "end": end, "extractor": "ClauseReader"}
