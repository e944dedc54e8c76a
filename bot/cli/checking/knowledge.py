"""Whether what the shop knows can be said: every blank filled, every intent known, no answer that is never reached."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from bot.aftersales.loading_lines import line_of
from bot.aftersales.loading_shape import read
from bot.aftersales.policies import Policies
from bot.cli.checking.code import facts_of
from bot.cli.checking.duties import FILE as RULES
from bot.cli.checking.duties import ScriptRules
from bot.cli.checking.phrasings import put_in
from bot.cli.checking.problem import Problem, from_line, shown
from bot.cli.checking.scripts import BLANK
from bot.cli.domain import intents
from bot.knowledge.topics import FILE, Answer, BadKnowledge, Topic, read_topics
from bot.settings import Settings
from bot.talk.forbidden import Forbidden
from bot.texts import text

Words = Callable[[str], list[str]]


def knowledge_problems(policies: Policies, settings: Settings, on: date) -> Iterator[Problem]:
    """What is wrong with the topics that come along and with the shop's own."""
    forbidden = read(settings.data / "lexicon" / "forbidden.yml", Forbidden, [])
    rules = read(settings.data / "policies" / RULES, ScriptRules, [])
    if rules is None or forbidden is None:
        return
    words = partial(put_in, address=rules.address, forbidden=forbidden)
    for path in (settings.data / "policies" / FILE, settings.shop_policies / FILE):
        if not path.is_file():
            continue
        try:
            topics = read_topics(path)
        except BadKnowledge as error:
            yield from (from_line(line) for line in error.problems)
            continue
        for name, topic in topics.items():
            for key, remedy in _wrong(topic, policies, words, on):
                yield Problem(_place(path, f"{name}.{key}"), f"{name}.{key}", remedy)


def _place(path: Path, key: str) -> str:
    line = line_of(path, key)
    return f"{shown(path)}:{line}" if line else shown(path)


def _wrong(topic: Topic, policies: Policies, words: Words, on: date) -> Iterator[tuple[str, str]]:
    for word in topic.asked:
        if not word or word != "".join(word.split()):
            yield "asked", text("cli.check.knowledge.word", word=word)
    for intent in sorted(set(topic.intents) - {*intents()}):
        yield "intents", text("cli.check.knowledge.intent", intent=intent)
    for name, of in topic.numbers.items():
        if not isinstance(policies.value(of, None, on), int):
            yield f"numbers.{name}", text("cli.check.knowledge.number", number=of)
    for place, answer in enumerate(topic.answers):
        for key, remedy in _wrong_answer(answer, topic, words):
            yield f"answers[{place}].{key}", remedy
        hidden = any(_hides(before, answer) for before in topic.answers[:place])
        if hidden:
            yield f"answers[{place}].says", text("cli.check.knowledge.hidden")


def _wrong_answer(answer: Answer, topic: Topic, words: Words) -> Iterator[tuple[str, str]]:
    if answer.since and answer.until and answer.since > answer.until:
        yield "until", text("cli.check.knowledge.days")
    known = {*facts_of("settings_words"), *topic.numbers}
    for blank in sorted(set(BLANK.findall(answer.says)) - known):
        yield "says", text("cli.check.knowledge.blank", blank=blank, known="、".join(sorted(known)))
    for remedy in words(answer.says):
        yield "says", remedy


def _hides(before: Answer, after: Answer) -> bool:
    """Whether an answer is never reached, since one before it holds whenever it would."""
    stages = not before.stages or (bool(after.stages) and set(after.stages) <= set(before.stages))
    starts = before.since is None or (after.since is not None and before.since <= after.since)
    ends = before.until is None or (after.until is not None and after.until <= before.until)
    return stages and starts and ends
