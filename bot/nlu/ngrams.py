"""Counts what a text is made of, weighted by how telling each part is."""

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.units import unit

FILE = "terms.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(GraphComponent):
    """A sparse sentence feature of shape (1, terms) and length ``weight``: tf-idf with 1 + log of the count.

    ``unit`` says what is counted (characters, sounds, words, concepts, entities); terms of fewer than ``rarest``
    training lines are left out.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Characters, unweighted."""
        return {"unit": "characters", "weight": 1.0, "rarest": 2}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, terms: TfidfVectorizer | None = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._terms = terms or TfidfVectorizer(
            analyzer=unit(config["unit"]), min_df=config["rarest"], sublinear_tf=True
        )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "NgramFeaturizer":
        """An untrained one."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "NgramFeaturizer":
        """The one that was trained, with the lexicon it was trained on."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the terms of the lines and how rare they are."""
        self._terms.fit([message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)])
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._terms, folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with one feature more."""
        spoken = [message for message in messages if message.get(TEXT)]
        rows = self._terms.transform([message.get(TEXT) for message in spoken]) * self._config["weight"]
        origin = f"{type(self).__name__}:{self._config['unit']}"
        for number, message in enumerate(spoken):
            message.add_features(Features(rows[number], FEATURE_TYPE_SENTENCE, TEXT, origin))
        return messages
