"""``whatif``: what a changed policy file would change, before it is put in place. Nothing is written."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from bot.aftersales.again import Twice, decide_twice, gist, shown_offer
from bot.aftersales.assess import NoVerdict
from bot.aftersales.clause import Dated, Value, value_on
from bot.aftersales.load import load
from bot.aftersales.policies import Policies
from bot.aftersales.soundness import unsound
from bot.aftersales.verdict import Verdict
from bot.cli.checking.clauses import told
from bot.cli.parser import Commands, Failed, Setup, command, print_json, wants_json
from bot.cli.words import money
from bot.clock import day
from bot.examples.judging import seen, surprises
from bot.examples.reading import Case as Example
from bot.examples.reading import read_cases, try_out
from bot.service import build, policies
from bot.settings import ROOT
from bot.shop import Shop
from bot.texts import text

EXAMPLES = ROOT / "tests" / "policy" / "cases"
SHOWN = 20


class ExampleTwice(msgspec.Struct, frozen=True):
    """A policy case under the policies as they are and as they would be, and what it expected in vain."""

    file: str
    name: str
    before: Verdict
    after: Verdict
    broken: tuple[str, ...]


class Findings(msgspec.Struct, frozen=True):
    """What a changed file would do: which values it changes, from when on, to which cases and which examples."""

    on: date
    changes: tuple[str, ...]
    cases: tuple[Twice, ...]
    examples: tuple[ExampleTwice, ...]
    examples_read: int

    @property
    def given(self) -> int:
        """How many 分 more all buyers together would get where they get more."""
        return sum(each.more for each in self.cases if each.more > 0)

    @property
    def kept(self) -> int:
        """How many 分 less where they get less."""
        return -sum(each.more for each in self.cases if each.more < 0)


def add(commands: Commands) -> None:
    """The arguments."""
    made = command(commands, "whatif", run, as_json=True)
    made.options.add_argument("changed", metavar="CHANGED_FILE", type=Path, help=text("cli.help.whatif_file"))


def run(arguments: Namespace, setup: Setup) -> int:
    """Decide everything twice and print what differs; 1 when the changed file could not be put in place."""
    settings = setup.settings
    if not arguments.changed.is_file():
        raise Failed(text("cli.whatif.no_file", file=arguments.changed))
    now = policies(settings)
    then = load(settings.data / "policies", settings.shop_policies, arguments.changed)
    shop = build(settings).shop
    found = look(shop, now, then, day(shop.clock.now()))
    wrong = [told(each, then).remedy for each in unsound(then, found.on)]
    if wants_json(arguments):
        print_json({"findings": found, "given": found.given, "kept": found.kept, "refused": wrong})
    else:
        print("\n".join(_lines(found, arguments.changed, wrong)))
    return 1 if wrong else 0


def look(shop: Shop, now: Policies, then: Policies, today: date) -> Findings:
    """Every stored case and every example under both, as in force once the change counts."""
    changes = dict(_changes(now, then))
    on = max([today, *changes.values()])
    cases = []
    for case in shop.cases.all(only_open=False):
        order, others = shop.orders.find(case.draft.order_no), shop.cases.on(case.draft.order_no, only_open=False)
        cases.append(decide_twice(case, order, others, now.on(on), then.on(on)))
    examples = read_cases(EXAMPLES) if EXAMPLES.is_dir() else ()
    tried = [_example_twice(each, now, then, on) for each in examples] if changes else []
    flipped = tuple(each for each in tried if gist(each.before) != gist(each.after) or each.broken)
    return Findings(on, tuple(changes), tuple(cases), flipped, len(examples))


def _example_twice(example: Example, now: Policies, then: Policies, on: date) -> ExampleTwice:
    """An example that holds today, on its own day and under what is in force now; it breaks if it no longer does."""
    held = not surprises(example, seen(try_out(example, now)))
    before = try_out(example, now, on)
    try:
        after = try_out(example, then, on)
    except NoVerdict:
        told = text("cli.whatif.lost.no_verdict")
        return ExampleTwice(example.file, example.name, before.verdict, before.verdict, (told,))
    stands = held and not surprises(example, seen(before))
    broken = surprises(example, seen(after)) if stands else []
    return ExampleTwice(example.file, example.name, before.verdict, after.verdict, tuple(broken))


def _changes(now: Policies, then: Policies) -> Iterator[tuple[str, date]]:
    """What differs, in words, and the day from which it counts."""
    for name, setting in then.shop.items():
        old = now.shop.get(name)
        yield from _dated(f"shop.{name}", old.values if old else {}, setting.values)
        for category, dated in setting.by_category.items():
            yield from _dated(f"shop.{name} {category}", old.by_category.get(category, {}) if old else {}, dated)
    for name, clause in then.clauses.items():
        was = now.clauses.get(name)
        for key, dated in clause.values.items():
            yield from _dated(f"{name}.{key}", was.values.get(key, {}) if was else {}, dated)
        if was is None or msgspec.structs.replace(was, values={}) != msgspec.structs.replace(clause, values={}):
            key = "cli.whatif.clause_changed" if was else "cli.whatif.clause_new"
            yield text(key, name=name, title=clause.title), clause.since


def _dated(name: str, old: Dated, new: Dated) -> Iterator[tuple[str, date]]:
    for on in sorted({*old, *new}):
        before, after = value_on(old, on), value_on(new, on)
        if before != after:
            yield text("cli.whatif.value", name=name, on=on, before=_value(before), after=_value(after)), on


def _value(value: Value) -> str:
    if value is None:
        return text("cli.nothing")
    return "、".join(value) if isinstance(value, list) else str(value)


def _lines(found: Findings, file: Path, wrong: list[str]) -> Iterator[str]:
    if not found.changes:
        yield text("cli.whatif.same", file=file)
        return
    yield text("cli.whatif.changes", file=file)
    yield from (text("cli.whatif.change", told=each) for each in found.changes)
    yield text("cli.whatif.as_of", on=found.on)
    yield from _case_lines(found)
    yield from _example_lines(found)
    if wrong:
        yield text("cli.whatif.refused", count=len(wrong))
        yield from (text("cli.whatif.change", told=each) for each in wrong)
    yield text("cli.whatif.nothing_written")


def _case_lines(found: Findings) -> Iterator[str]:
    flips = [each for each in found.cases if each.flips]
    lost = [each for each in found.cases if each.lost]
    yield text("cli.whatif.cases", count=len(found.cases), flips=len(flips), lost=len(lost))
    for each in flips[:SHOWN]:
        draft = each.case.draft
        yield text(
            "cli.whatif.case",
            case_no=each.case.case_no,
            issue=draft.issue,
            order=draft.order_no,
            before=_verdict(each.before, draft.remedy),
            after=_verdict(each.after, draft.remedy),
        )
    yield from _more(flips)
    for each in lost[:SHOWN]:
        why = text(f"cli.whatif.lost.{each.lost}")
        yield text("cli.whatif.lost_case", case_no=each.case.case_no, why=why)
    net = found.given - found.kept
    sign = "+" if net > 0 else ""
    yield text("cli.whatif.money", given=money(found.given), kept=money(found.kept), net=f"{sign}{money(net)}")


def _example_lines(found: Findings) -> Iterator[str]:
    broken = [each for each in found.examples if each.broken]
    count, flips = found.examples_read, sum(gist(each.before) != gist(each.after) for each in found.examples)
    yield text("cli.whatif.examples", count=count, flips=flips, broken=len(broken))
    for each in broken[:SHOWN]:
        yield text("cli.whatif.example", file=each.file, name=each.name, broken="；".join(each.broken))
    yield from _more(broken)


def _more(listed: Sequence[object]) -> Iterator[str]:
    if len(listed) > SHOWN:
        yield text("cli.whatif.more", count=len(listed) - SHOWN)


def _verdict(verdict: Verdict | None, remedy: str | None) -> str:
    """A verdict in a few words: what it comes to and, where money moves, how much."""
    if verdict is None:
        return text("cli.nothing")
    offer = shown_offer(verdict, remedy)
    if offer is None:
        return text(f"outcome.{verdict.outcome}")
    name = "compensation" if offer.step and offer.step.name == "compensation" else offer.remedy
    return " ".join(part for part in (text(f"cli.remedy.{name}"), money(offer.amount)) if part)
