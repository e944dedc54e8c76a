"""Topics by the words they are asked with, answered by the stage of the order, and not after their last day."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import msgspec

from bot.aftersales.loading_shape import read
from bot.orders.model import Stage
from bot.watching import Watched

FILE = "knowledge.yml"


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said, for orders at these stages (none: at any, and without an order), from one day to another.

    ``until`` is the last day on which it is said. Blanks are filled from the shop's settings and ``numbers``.
    """

    says: str
    stages: tuple[Stage, ...] = ()
    since: date | None = None
    until: date | None = None

    def holds(self, stage: Stage | None, today: date) -> bool:
        """Whether it may be said of an order at this stage, today."""
        in_time = (self.since or today) <= today <= (self.until or today)
        return in_time and (not self.stages or stage in self.stages)


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing buyers ask about.

    ``asked``: any of these words in a message names it; ``intents``: those it answers beside the open ones;
    ``numbers``: blanks of the answers and the number of a clause or a setting that fills each; ``catalogue``: the rows
    of the catalogue it carries; ``checked_on``: when someone last looked whether it is true.
    """

    asked: tuple[str, ...]
    answers: tuple[Answer, ...]
    checked_on: date
    intents: tuple[str, ...] = ()
    numbers: dict[str, str] = {}
    catalogue: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()

    def answer(self, stage: Stage | None, today: date) -> Answer | None:
        """The first answer that holds, or None."""
        return next((each for each in self.answers if each.holds(stage, today)), None)

    def named_by(self, words: str) -> int:
        """The length of the longest of its words that stands in a text; 0 when none does."""
        return max((len(each) for each in self.asked if each.casefold() in words), default=0)


Topics = dict[str, Topic]


class BadKnowledge(ValueError):
    """A file of topics that cannot be used; ``problems`` say where, what and what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_topics(path: Path) -> Topics:
    """The topics of a file by name. Raises BadKnowledge."""
    problems: list[str] = []
    topics = read(path, dict[str, Topic], problems)
    if topics is None:
        raise BadKnowledge(problems)
    return topics


def best(topics: Iterable[Topic], message: str) -> Topic | None:
    """The topic whose longest word a message holds; the first of those alike, None when it names none."""
    words = "".join(message.casefold().split())
    named = [(topic.named_by(words), topic) for topic in topics]
    length, topic = max(named, key=lambda each: each[0], default=(0, None))
    return topic if length else None


def topics(policies: Path, own: Path) -> Callable[[], Topics]:
    """All topics as their files say now: those that come along and the shop's own, which replace them by name."""
    given = Watched(policies / FILE, read_topics)
    shops = Watched[Topics](own / FILE, read_topics, absent={})
    return lambda: {**given.current(), **shops.current()}
