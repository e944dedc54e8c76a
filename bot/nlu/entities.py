"""Finds what the lexicon knows in a message, as spaCy spans: counts, wishes, evidence, order numbers."""

from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.patterns import Found, Patterns, read


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LexiconEntities(GraphComponent):
    """One entity per label and stretch of text; of overlapping matches of one label the longest stays."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._language = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> "LexiconEntities":
        """Reads the lexicon that lies beside the project."""
        return cls(read())

    def process(self, messages: list[Message]) -> list[Message]:
        """Each message with its entities."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text:
                message.set(ENTITIES, message.get(ENTITIES, []) + self.extract(text), add_to_output=True)
        return messages

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The entities of a text as Rasa keeps them, in the order they stand."""
        doc = self._language.make_doc(text)
        found = self._patterns.find(text)
        labels = {match.label for match in found}
        spans = [span for label in labels for span in _longest(doc, [m for m in found if m.label == label])]
        return [_entity(span, value) for span, value in sorted(spans, key=lambda pair: pair[0].start_char)]


def _longest(doc: Doc, found: list[Found]) -> list[tuple[Span, str | int]]:
    values: dict[tuple[int, int], str | int] = {}
    spans = []
    for match in found:
        span = doc.char_span(match.start, match.end, label=match.label, alignment_mode="expand")
        if span is not None and (span.start, span.end) not in values:
            values[span.start, span.end] = match.value
            spans.append(span)
    return [(span, values[span.start, span.end]) for span in filter_spans(spans)]


def _entity(span: Span, value: str | int) -> dict[str, Any]:
    return {
        "entity": span.label_,
        "value": value,
        "start": span.start_char,
        "end": span.end_char,
        "extractor": "LexiconEntities",
    }
