"""Reads lines with a trained model, and trains models to compare with."""

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.model_training import train_nlu
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK

from bot.evaluating.scores import Reading
from bot.settings import ROOT

LINES = ROOT / "data" / "nlu"


class Reader:
    """A trained model. Raises FileNotFoundError when there is none at ``model``."""

    def __init__(self, model: Path) -> None:
        if not model.exists():
            raise FileNotFoundError(model)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        self._agent = Agent.load(str(model))
        self._loop = asyncio.new_event_loop()
        self._parse("热身")

    def read(self, texts: Iterable[str]) -> Iterator[Reading]:
        """How each text is read, one after the other, each timed from text to intent and entities."""
        for said in texts:
            start = time.perf_counter()
            parsed = self._parse(said)
            seconds = time.perf_counter() - start
            settled = parsed["intent"]
            ranked = [each for each in parsed.get("intent_ranking", [settled]) if each["name"] != FALLBACK]
            first = settled if settled["name"] != FALLBACK else ranked[0]
            yield Reading(str(first["name"]), float(ranked[0]["confidence"]), settled["name"] != FALLBACK, seconds)

    def _parse(self, said: str) -> dict[str, Any]:
        parsed: dict[str, Any] = self._loop.run_until_complete(self._agent.parse_message(said))
        return parsed


def trained(config: Path, output: Path) -> tuple[Path, float]:
    """A model of a pipeline, trained on our lines: where it lies, and the seconds it took."""
    start = time.perf_counter()
    with contextlib.redirect_stdout(sys.stderr):
        found = train_nlu(str(config), str(LINES), str(output), fixed_model_name=config.stem)
    return Path(str(found)), time.perf_counter() - start
