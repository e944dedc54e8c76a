"""Cleans a message before it is read: full width ▸ half width, control and invisible characters out, cut to length."""

import re
import unicodedata
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

SPACES = re.compile(r"\s+")


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
        """NFKC, without control, format and private characters, runs of white space as one blank."""
        spaced = SPACES.sub(" ", unicodedata.normalize("NFKC", text[: self._longest * 2]))
        kept = "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn"))
        kept = kept.strip()[: self._longest]
        return kept if any(char.isalnum() or unicodedata.category(char) == "So" for char in kept) else self._blank
