"""The words of the scripts: nothing left out that must be told, no forbidden words, and not too long."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bot.aftersales.loading_lines import line_of
from bot.aftersales.loading_shape import read
from bot.aftersales.policies import Policies
from bot.cli.checking.code import reply_calls
from bot.cli.checking.duties import FILE, Duties, Need, ScriptRules, unknown_names
from bot.cli.checking.problem import Problem, clause_place, from_line, shown
from bot.cli.checking.scripts import BLANK, Script, blanks_by_clause
from bot.cli.checking.texts import parts_by_file
from bot.handover.escalation import BadTable, Table, read_table, table_file
from bot.settings import Settings
from bot.talk.forbidden import Forbidden, bad_pattern, bad_patterns, stretches
from bot.texts import load, text


def phrasing_problems(scripts: Mapping[str, Script], policies: Policies, settings: Settings) -> Iterator[Problem]:
    """What is wrong with what the bot says: in scripts, in the parts put into them, and in the reasons of clauses."""
    told: list[str] = []
    rules = read(settings.data / "policies" / FILE, ScriptRules, told)
    forbidden = read(settings.data / "lexicon" / "forbidden.yml", Forbidden, told)
    yield from (from_line(line) for line in told)
    if rules is None or forbidden is None:
        return
    wrong = [*_wrong_rules(rules, scripts, settings), *_wrong_patterns(forbidden, settings)]
    yield from wrong
    if not wrong:
        duties = Duties(rules, policies, _table(settings), reply_calls())
        available = blanks_by_clause(policies)
        for name, script in scripts.items():
            owed = duties.of(name, available.get(name))
            yield from _counted(name, script, duties.phrasings(name))
            for number, (said, titles) in enumerate(zip(script.said, script.buttons, strict=True), 1):
                remedies = [_lacking(duty.need, duty.why) for duty in owed if not duty.need.met(said)]
                remedies += [*_badly_put(said, rules), *_forbidden("\n".join((said, *titles)), forbidden)]
                yield from (_problem(name, script, number, remedy) for remedy in dict.fromkeys(remedies))
        yield from _parts(settings.data / "scripts", rules, forbidden)
        yield from _reasons(policies, rules, forbidden, settings)


def _problem(name: str, script: Script, number: int, remedy: str) -> Problem:
    key = f"responses.{name}[{number - 1}].text"
    place = _place(script.path, key)
    return Problem(place, text("cli.check.script.phrasing", name=name, number=number), remedy)


def _place(path: Path, key: str) -> str:
    line = line_of(path, key)
    return f"{shown(path)}:{line}" if line else shown(path)


def _counted(name: str, script: Script, least: int) -> Iterator[Problem]:
    if 0 < len(script.said) < least:
        remedy = text("cli.check.script.few", count=len(script.said), least=least)
        yield Problem(_place(script.path, f"responses.{name}"), name, remedy)
    for number, said in enumerate(script.said, 1):
        if said in script.said[: number - 1]:
            twice = text("cli.check.script.twice", first=script.said.index(said) + 1)
            yield _problem(name, script, number, twice)


def _lacking(need: Need, why: str) -> str:
    if not need.blanks:
        return text("cli.check.script.lacks_words", title=need.title, why=why)
    wanted = text("cli.check.script.or").join(f"{{{blank}}}" for blank in need.blanks)
    return text("cli.check.script.lacks", title=need.title, blanks=wanted, why=why)


def _badly_put(said: str, rules: ScriptRules) -> Iterator[str]:
    times = said.count(rules.address)
    if times != 1:
        yield text("cli.check.script.address", address=rules.address, count=times)
    length = len(BLANK.sub("", said))
    if length > rules.longest:
        yield text("cli.check.script.long", length=length, longest=rules.longest)
    for found in re.finditer(rules.typed, said):
        yield text("cli.check.script.typed", words=found.group())


def _forbidden(said: str, forbidden: Forbidden) -> Iterator[str]:
    for found in stretches(said, forbidden):
        told = {"title": found.group.title, "reason": found.group.reason, "instead": found.group.instead}
        yield text("cli.check.script.forbidden", words=found.words, **told)


def _parts(scripts: Path, rules: ScriptRules, forbidden: Forbidden) -> Iterator[Problem]:
    """Parts that lose a blank or hold what no script may; they may not call the buyer by name once more."""
    sentences = load(scripts)
    for key, file in parts_by_file(scripts).items():
        lost = [blank for blank in rules.parts.get(key, ()) if f"{{{blank}}}" not in sentences[key]]
        needs = [Need(text("cli.check.script.part"), (blank,)) for blank in lost]
        remedies = [_lacking(need, text("cli.check.script.listed")) for need in needs]
        remedies += put_in(sentences[key], rules.address, forbidden)
        yield from (Problem(_place(file, f"texts.{key}"), f"texts.{key}", remedy) for remedy in remedies)


def _reasons(policies: Policies, rules: ScriptRules, forbidden: Forbidden, settings: Settings) -> Iterator[Problem]:
    folders = (settings.data / "policies", settings.shop_policies)
    for clause in policies.clauses.values():
        for remedy in put_in(clause.why, rules.address, forbidden):
            yield Problem(clause_place(clause.clause, "why", folders), "why", remedy)


def put_in(said: str, address: str, forbidden: Forbidden) -> list[str]:
    """What is wrong with words that are put into a script: they call the buyer by name again, or are forbidden."""
    again = [text("cli.check.script.address_again", address=address)] if address in said else []
    return [*again, *_forbidden(said, forbidden)]


def _table(settings: Settings) -> Table | None:
    """The escalation table; what is wrong with it is told where it is looked at."""
    with suppress(BadTable, OSError, UnicodeDecodeError):
        return read_table(table_file(settings.data / "policies", settings.shop_policies))
    return None


def _wrong_rules(rules: ScriptRules, scripts: Mapping[str, Script], settings: Settings) -> Iterator[Problem]:
    path = settings.data / "policies" / FILE
    for key, name in unknown_names(rules, scripts, parts_by_file(settings.data / "scripts")):
        yield Problem(_place(path, key), key, text("cli.check.script.unknown", name=name))
    patterns = [(f"needs.{name}.words", each) for name, need in rules.needs.items() for each in need.words]
    for key, pattern in [*patterns, ("typed", rules.typed)]:
        wrong = bad_pattern(pattern)
        if wrong:
            yield Problem(_place(path, key), key, text("cli.check.script.pattern", error=wrong))


def _wrong_patterns(forbidden: Forbidden, settings: Settings) -> Iterator[Problem]:
    path = settings.data / "lexicon" / "forbidden.yml"
    for key, wrong in bad_patterns(forbidden):
        yield Problem(_place(path, key), key, text("cli.check.script.pattern", error=wrong))
