"""The word lists, the order lists and the demo shop, and the words that `rasa train` would trip over."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec
import yaml

from bot.aftersales.clause import Issue
from bot.aftersales.facts import BUYER_FACTS, FACTS, PHOTOS
from bot.assisting.guard.rules import PROMISES
from bot.assisting.guard.rules import read_rules as read_promises
from bot.cli.checking.problem import Problem, from_line, shown
from bot.forgetting.retention import BadRetention, read_retention, retention_file
from bot.handover.escalation import BadTable, read_table, table_file
from bot.nlu import patterns
from bot.orders import ImportProblems, NoReason, Stage, read_orders
from bot.orders.categories import Categories
from bot.orders.columns import Lexicon, plain
from bot.orders.demo import demo_shop
from bot.replies import names as reply_names
from bot.reports.incidents import BadIncidents, incident_rules_file, read_incident_rules
from bot.settings import Settings
from bot.staff.rules import read_rules, rules_file
from bot.talk.lexicon import Answers, answers
from bot.texts import text

RESERVED = re.compile(r"\s*(rules|stories|nlu|responses):")
SAMPLES = ("orders_sample.csv", "orders_sample.xlsx", "orders_sample.json")
UNUSABLE = (ValueError, TypeError, yaml.YAMLError)
Finder = Callable[[Path], Iterator[Problem]]


def file_problems(settings: Settings) -> Iterator[Problem]:
    """What is wrong with the files beside clauses and scripts."""
    lexicon, demo = settings.data / "lexicon", settings.data / "demo"
    looks: dict[Path, Finder] = {
        lexicon / "entities.yml": _entities,
        lexicon / "answers.yml": _answers,
        lexicon / "categories.yml": _categories,
        lexicon / "order_columns.yml": _columns,
        lexicon / "jieba" / "shop.txt": _words,
        lexicon / PROMISES.name: _promises,
        table_file(settings.data / "policies", settings.shop_policies): partial(_escalation, settings.data / "scripts"),
        rules_file(settings.data / "policies", settings.shop_policies): _desk,
        incident_rules_file(settings.data / "policies", settings.shop_policies): _incidents,
        retention_file(settings.data / "policies", settings.shop_policies): partial(
            _retention, settings.data / "policies"
        ),
        demo / "shop.yml": _demo,
        **{demo / name: _sample for name in SAMPLES},
    }
    for path, look in looks.items():
        yield from _looked_at(path, look)
    yield from reserved_words(settings)


def reserved_words(settings: Settings) -> Iterator[Problem]:
    """Lines that make Rasa take a file of ours for one of its own."""
    data = settings.data
    folders = [
        data / name for name in ("policies", "lexicon", "demo", "scripts/staff", "scripts/parts", "scripts/window")
    ]
    for folder in [*folders, settings.shop_policies]:
        for path in sorted(each for each in folder.rglob("*") if each.suffix in (".yml", ".yaml")):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                found = RESERVED.match(line)
                if found:
                    yield Problem(shown(path), str(number), text("cli.check.reserved", word=found.group(1)))


def _looked_at(path: Path, look: Finder) -> Iterator[Problem]:
    if not path.is_file():
        yield Problem(shown(path), "", text("cli.check.no_file"))
        return
    try:
        yield from look(path)
    except ImportProblems as refused:
        yield from (Problem(shown(path), each.column, str(each)) for each in refused.problems)
    except UNUSABLE as error:
        yield Problem(shown(path), "", text("cli.check.unusable", error=" ".join(str(error).split())))


def _entities(path: Path) -> Iterator[Problem]:
    patterns.read(path)
    lexicon = msgspec.yaml.decode(path.read_bytes(), type=patterns.Lexicon)
    facts = answers(path.with_name("answers.yml")).facts
    for label, fact in facts.items():
        if label not in lexicon.entities:
            yield Problem(shown(path), f"entities.{label}", text("cli.check.no_label", fact=fact))
            continue
        by_value = lexicon.entities[label]
        values = set(by_value) if isinstance(by_value, dict) else set()
        yield from _wrong_values(path, f"entities.{label}", fact, values)


def _escalation(scripts: Path, path: Path) -> Iterator[Problem]:
    try:
        rows = read_table(path).rows
    except BadTable as error:
        yield Problem(shown(path), error.key, str(error))
        return
    for name, row in rows.items():
        if row.script and row.script not in reply_names(scripts):
            yield Problem(shown(path), f"rows.{name}.script", text("escalation.script"))


def _desk(path: Path) -> Iterator[Problem]:
    read_rules(path)
    return iter(())


def _incidents(path: Path) -> Iterator[Problem]:
    try:
        read_incident_rules(path)
    except BadIncidents as error:
        yield from (from_line(line) for line in error.problems)


def _retention(policies: Path, path: Path) -> Iterator[Problem]:
    try:
        read_retention(path, policies)
    except BadRetention as error:
        yield from (from_line(line) for line in error.problems)


def _promises(path: Path) -> Iterator[Problem]:
    read_promises(path)
    return iter(())


def _answers(path: Path) -> Iterator[Problem]:
    found: Answers = answers(path)
    named = {"answers": found.answers, "together": found.together, "facts": found.facts.values()}
    for key, names in named.items():
        for name in names:
            if name not in BUYER_FACTS:
                yield Problem(shown(path), key, text("cli.check.no_fact", name=name, known="、".join(BUYER_FACTS)))
    for name, meaning in found.answers.items():
        values = {value for value in (meaning.affirmed, meaning.denied) if value}
        yield from _wrong_values(path, f"answers.{name}", name, values)
    for issue, photo in found.photos.items():
        if photo not in PHOTOS or issue not in Issue.__args__:  # type: ignore[attr-defined]
            yield Problem(shown(path), f"photos.{issue}", text("cli.check.no_photo", known="、".join(PHOTOS)))


def _wrong_values(path: Path, key: str, fact: str, values: set[str]) -> Iterator[Problem]:
    known = FACTS[fact].values if fact in FACTS else ()
    for value in sorted(values - set(known)) if known else ():
        yield Problem(shown(path), key, text("cli.check.no_value", value=value, fact=fact, known="、".join(known)))


def _categories(path: Path) -> Iterator[Problem]:
    found = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Categories)
    yield from _claimed_twice(path, "categories", {name: (name, *others) for name, others in found.categories.items()})
    for name in sorted(found.three_guarantees - set(found.categories)):
        yield Problem(shown(path), "three_guarantees", text("cli.check.no_category", name=name))


def _columns(path: Path) -> Iterator[Problem]:
    found = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Lexicon)
    yield from _claimed_twice(path, "columns", found.columns)
    for group, kind in (("stages", Stage), ("no_reason", NoReason)):
        words: Mapping[str, tuple[str, ...]] = getattr(found, group)
        known = [each.value for each in kind]
        yield from _claimed_twice(path, group, words)
        for value in sorted(set(words) - set(known)):
            yield Problem(
                shown(path), group, text("cli.check.no_value", value=value, fact=group, known="、".join(known))
            )
    for field in sorted(set(found.required) - set(found.columns)):
        yield Problem(shown(path), "required", text("cli.check.no_column", field=field))


def _claimed_twice(path: Path, key: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    owners = Counter(word for words in names.values() for word in {plain(word) for word in words})
    for word in sorted(word for word, times in owners.items() if times > 1):
        yield Problem(shown(path), key, text("cli.check.claimed_twice", word=word))


def _words(path: Path) -> Iterator[Problem]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not re.fullmatch(r"\S+( \d+)?( [a-z]+)?", line.strip()):
            yield Problem(shown(path), str(number), text("cli.check.jieba"))


def _demo(path: Path) -> Iterator[Problem]:
    buyers = {buyer.id for buyer in demo_shop(path.parent.parent).buyers}
    orders = path.with_name("orders.json")
    bought = {order.buyer_id for order in read_orders(orders)}
    for buyer in sorted(buyers ^ bought):
        yield Problem(shown(path), "buyers", text("cli.check.demo_buyer", buyer=buyer, file=shown(orders)))


def _sample(path: Path) -> Iterator[Problem]:
    read_orders(path)
    yield from ()
