"""``whatif``: what a changed policy file would change, before it is put in place. Nothing is written."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.aftersales.again import Twice, decide_twice, gist, shown_offer
from bot.aftersales.assess import NoVerdict
from bot.aftersales.case import Case
from bot.aftersales.clause import Clause, Dated, Value, value_on
from bot.aftersales.in_force import InForce, NotInForce
from bot.aftersales.load import load
from bot.aftersales.policies import Policies, ShopValue
from bot.aftersales.soundness import unsound
from bot.aftersales.verdict import Verdict
from bot.cli.checking.clauses import told
from bot.cli.parser import Commands, Failed, Setup, command, print_json, wants_json
from bot.clock import Clock, day
from bot.examples.judging import seen, surprises
from bot.examples.reading import Case as Example
from bot.examples.reading import read_cases, try_out
from bot.service import looking, policies
from bot.settings import ROOT
from bot.shop import Shop
from bot.telling.words import money
from bot.texts import text

EXAMPLES = ROOT / "tests" / "policy" / "cases"
SHOWN = 20
NO_SETTING = ShopValue("", "", {})
Named = TypeVar("Named")


class ExampleTwice(msgspec.Struct, frozen=True):
    """A policy case under the policies as they are and as they would be, and what it expected in vain."""

    file: str
    name: str
    before: Verdict
    after: Verdict
    broken: tuple[str, ...]


class Findings(msgspec.Struct, frozen=True):
    """What a changed file would do: which values it changes, from when on, to which cases and which examples.

    ``stored`` is False where there is no database yet. What a buyer has withdrawn costs nothing either way.
    """

    on: date
    changes: tuple[str, ...]
    cases: tuple[Twice, ...]
    examples: tuple[ExampleTwice, ...]
    examples_read: int
    stored: bool = True

    @property
    def given(self) -> int:
        """How many 分 more all buyers together would get where they get more."""
        return sum(more for more in self._more if more > 0)

    @property
    def kept(self) -> int:
        """How many 分 less where they get less."""
        return -sum(more for more in self._more if more < 0)

    @property
    def _more(self) -> list[int]:
        return [each.more for each in self.cases if each.case.status != "withdrawn"]


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
    found = look(looking(settings), now, then, day(Clock(settings.clock).now()))
    wrong = [told(each, then).remedy for each in unsound(then, found.on)]
    if wants_json(arguments):
        print_json({"findings": found, "given": found.given, "kept": found.kept, "refused": wrong})
    else:
        print("\n".join(_lines(found, arguments.changed, wrong)))
    return 1 if wrong else 0


def look(shop: Shop | None, now: Policies, then: Policies, today: date) -> Findings:
    """Every stored case and every example under both, as in force once the change counts."""
    changes = dict(_changes(now, then))
    on = max([today, *changes.values()])
    stored = shop.cases.all(only_open=False) if shop else []
    cases = [_case_twice(case, shop, now.on(on), then.on(on)) for case in stored if shop]
    examples = read_cases(EXAMPLES) if EXAMPLES.is_dir() else ()
    tried = [_example_twice(each, now, then, on) for each in examples] if changes else []
    flipped = tuple(each for each in tried if gist(each.before) != gist(each.after) or each.broken)
    return Findings(on, tuple(changes), tuple(cases), flipped, len(examples), stored=shop is not None)


def _case_twice(case: Case, shop: Shop, now: InForce, then: InForce) -> Twice:
    order, others = shop.orders.find(case.draft.order_no), shop.cases.on(case.draft.order_no, only_open=False)
    try:
        return decide_twice(case, order, others, now, then)
    except NotInForce:
        return Twice(case, lost="no_verdict")


def _example_twice(example: Example, now: Policies, then: Policies, on: date) -> ExampleTwice:
    """An example that holds today, on its own day and under what is in force now; it breaks if it no longer does."""
    held = not surprises(example, seen(try_out(example, now)))
    before = try_out(example, now, on)
    try:
        after = try_out(example, then, on)
    except (NoVerdict, NotInForce):
        told = text("cli.whatif.lost.no_verdict")
        return ExampleTwice(example.file, example.name, before.verdict, before.verdict, (told,))
    stands = held and not surprises(example, seen(before))
    broken = surprises(example, seen(after)) if stands else []
    return ExampleTwice(example.file, example.name, before.verdict, after.verdict, tuple(broken))


def _changes(now: Policies, then: Policies) -> Iterator[tuple[str, date]]:
    """What differs, in words, and the day from which it counts."""
    for name, old, new in _both(now.shop, then.shop):
        was, will = old or NO_SETTING, new or NO_SETTING
        yield from _dated(f"shop.{name}", was.values, will.values)
        for category, before, after in _both(was.by_category, will.by_category):
            yield from _dated(f"shop.{name} {category}", before or {}, after or {})
    for name, was_clause, clause in _both(now.clauses, then.clauses):
        for key, before, after in _both(was_clause.values if was_clause else {}, clause.values if clause else {}):
            yield from _dated(f"{name}.{key}", before or {}, after or {})
        yield from _clause_changes(was_clause, clause)


def _clause_changes(was: Clause | None, clause: Clause | None) -> Iterator[tuple[str, date]]:
    """What differs of a clause besides its values. Its days count from the first on which only one of them is there."""
    if clause is None:
        if was:
            yield text("cli.whatif.clause_gone", name=was.clause, title=was.title), was.since
        return
    named = {"name": clause.clause, "title": clause.title}
    if was is None:
        yield text("cli.whatif.clause_new", **named), clause.since
        return
    if was.since != clause.since:
        told = text("cli.whatif.clause_since", **named, before=was.since, after=clause.since)
        yield told, min(was.since, clause.since)
    if was.until != clause.until:
        ends = [str(until or text("cli.nothing")) for until in (was.until, clause.until)]
        told = text("cli.whatif.clause_until", **named, before=ends[0], after=ends[1])
        yield told, min(until for until in (was.until, clause.until) if until)
    same_days = msgspec.structs.replace(was, values=clause.values, since=clause.since, until=clause.until)
    if same_days != clause:
        yield text("cli.whatif.clause_changed", **named), clause.since


def _both(old: Mapping[str, Named], new: Mapping[str, Named]) -> Iterator[tuple[str, Named | None, Named | None]]:
    """Everything that either has, by name: as it was and as it would be."""
    yield from ((name, old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new]))


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
    if found.changes:
        yield text("cli.whatif.changes", file=file)
        yield from (text("cli.whatif.change", told=each) for each in found.changes)
        yield text("cli.whatif.as_of", on=found.on)
        yield from _case_lines(found) if found.stored else [text("cli.whatif.no_cases")]
        yield from _example_lines(found)
    else:
        yield text("cli.whatif.same", file=file)
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
