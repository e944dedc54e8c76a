"""A linear classifier over all sentence features, with a confidence that means something."""

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers import LABEL_RANKING_LENGTH
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.svm import LinearSVC

from bot.nlu.learnt import Learner


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntents(Learner, IntentClassifier):
    """One support vector machine per intent against the rest (LIBLINEAR, Fan et al. 2008).

    The confidence is the softmax of the distances times ``sharpness`` (temperature scaling, Guo et al. 2017).
    ``penalty`` is LIBLINEAR's C. ``ahead`` gives intents a start in distance: real traffic holds far more of them than
    the training lines do (a shift of priors, Saerens et al. 2002).
    """

    file = "intents.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Values that did best on real lines, see docs/decisions."""
        return {"penalty": 0.5, "tolerance": 0.01, "sharpness": 5.0, "ahead": {}}

    @staticmethod
    def fresh(config: dict[str, Any]) -> LinearSVC:
        """The machines before training."""
        return LinearSVC(C=config["penalty"], tol=config["tolerance"], random_state=0)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every line that has an intent."""
        lines = [line for line in training_data.intent_examples if line.get(TEXT)]
        self._learnt.fit(vstack([_features(line) for line in lines]), [line.get(INTENT) for line in lines])
        return self.kept()

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with its intent and the ten likeliest."""
        for message in messages:
            ranking = self._ranking(message) if message.get(TEXT) else []
            best = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        ahead = [self._config["ahead"].get(name, 0.0) for name in self._learnt.classes_]
        distances = self._learnt.decision_function(_features(message))[0] + ahead
        scores = np.exp(self._config["sharpness"] * distances)
        shares = scores / scores.sum()
        likeliest = shares.argsort()[::-1][:LABEL_RANKING_LENGTH]
        return [
            {INTENT_NAME_KEY: str(self._learnt.classes_[i]), PREDICTED_CONFIDENCE_KEY: float(shares[i])}
            for i in likeliest
        ]


def _features(message: Message) -> csr_matrix:
    """All sentence features of a text side by side, shape (1, features)."""
    own = [each for each in message.features if each.attribute == TEXT]
    return hstack([csr_matrix(each.features) for each in own], format="csr", dtype=np.float32)
