"""Cleans a message before it is read: half width, simplified, nothing invisible or stretched, cut to length."""

import re
import unicodedata
from typing import Any

from opencc import OpenCC
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

SPACES = re.compile(r"\s+")
STRETCHED = re.compile(r"([^\W\da-zA-Z_]|[^\w\s.])\1{2,}|([a-zA-Z])\2{3,}")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Normaliser(GraphComponent):
    """Rewrites the text of messages in training and at run time alike; `longest` characters are kept."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`longest`: characters kept of a line; `blank`: what stands for a line without a letter, digit or picture."""
        return {"longest": 500, "blank": "？"}

    def __init__(self, config: dict[str, Any]) -> None:
        self._longest = int(config["longest"])
        self._blank = str(config["blank"])
        self._simplify = OpenCC("t2s").convert

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> "Normaliser":
        """As the graph wants it."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with its text cleaned."""
        for message in messages:
            message.set(TEXT, self.clean(message.get(TEXT) or ""))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for training."""
        self.process(training_data.training_examples)
        return training_data

    def clean(self, text: str) -> str:
        """NFKC, simplified, no control, format or private characters, a blank for white space, 啊啊啊啊 as 啊啊."""
        spaced = SPACES.sub(" ", unicodedata.normalize("NFKC", text[: self._longest * 2]))
        kept = "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn"))
        kept = STRETCHED.sub(_twice, self._simplify(kept)).strip()[: self._longest]
        return kept if any(char.isalnum() or unicodedata.category(char) == "So" for char in kept) else self._blank


def _twice(stretched: "re.Match[str]") -> str:
    return stretched.group()[:2]
