"""Counts what a text is made of, weighted by how telling each part is."""

from collections import Counter
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.learnt import Learner
from bot.nlu.units import unit


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(Learner):
    """A sparse sentence feature of shape (1, terms) and length ``weight``: tf-idf with 1 + log of the count.

    ``unit`` says what is counted (characters, sounds, words, concepts, entities); terms of fewer than ``rarest``
    training lines are left out.
    """

    file = "terms.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Characters, unweighted."""
        return {"unit": "characters", "weight": 1.0, "rarest": 2}

    @staticmethod
    def fresh(config: dict[str, Any]) -> TfidfVectorizer:
        """The terms before any line was seen."""
        return TfidfVectorizer(analyzer=unit(config["unit"]), min_df=config["rarest"], sublinear_tf=True)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the terms of the lines and how rare they are."""
        self._learnt.fit([message.get(TEXT) for message in training_data.training_examples if message.get(TEXT)])
        return self.kept()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with one feature more."""
        spoken = [message for message in messages if message.get(TEXT)]
        texts = [message.get(TEXT) for message in spoken]
        rows = [row_of(texts[0], self._learnt)] if len(texts) == 1 else self._learnt.transform(texts)
        origin = f"{type(self).__name__}:{self._config['unit']}"
        for row, message in zip(rows, spoken, strict=True):
            message.add_features(Features(row * self._config["weight"], FEATURE_TYPE_SENTENCE, TEXT, origin))
        return messages


def row_of(text: str, terms: TfidfVectorizer) -> csr_matrix:
    """What ``terms.transform([text])`` comes to, which is made for many texts and slow for one."""
    known = terms.vocabulary_
    counts = sorted(Counter(known[term] for term in terms.analyzer(text) if term in known).items())
    places, times = np.array(counts, dtype=np.int32).reshape(-1, 2).T
    weights = (1.0 + np.log(times)) * terms.idf_[places]
    length = np.sqrt(weights @ weights)
    return csr_matrix((weights / length if length else weights, places, [0, len(places)]), shape=(1, len(known)))
