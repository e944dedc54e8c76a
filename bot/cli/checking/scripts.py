"""The replies under data/scripts: every one that is said exists, once, and has no blank that nobody fills."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.aftersales.policies import Policies
from bot.cli.checking.code import Call, Facts, facts_of, reply_calls, supplied_to
from bot.cli.checking.problem import Problem, clause_place, shown
from bot.texts import text

BLANK = re.compile(r"\{([^{}\n]+)\}")
OFFERING = ("grant", "offer")
OFFER = frozenset({"offer"})


class Script(msgspec.Struct, frozen=True):
    """One reply: the file it stands in, the blanks in its variants and buttons, and each variant's words.

    ``buttons`` are the titles under each variant.
    """

    file: str
    blanks: Facts
    path: Path
    said: tuple[str, ...] = ()
    buttons: tuple[tuple[str, ...], ...] = ()


def read_scripts(scripts: Path) -> tuple[dict[str, Script], list[Problem]]:
    """Every reply by name, and files or replies that cannot be used."""
    found: dict[str, Script] = {}
    problems: list[Problem] = []
    for path in sorted(scripts.glob("*.yml")):
        replies, wrong = _replies(path)
        problems += wrong
        for name, variants in replies.items():
            if name in found:
                problems.append(Problem(shown(path), name, text("cli.check.twice", file=found[name].file)))
            if not _usable(variants):
                problems.append(Problem(shown(path), name, text("cli.check.no_variants")))
            found[name] = _script(path, variants)
    return found, problems


def script_problems(
    scripts: Mapping[str, Script], policies: Policies, data: Path, folders: Sequence[Path] = ()
) -> Iterator[Problem]:
    """Replies that are said but stand nowhere, and blanks that nothing fills; clauses lie in ``folders``."""
    calls, said = reply_calls(), _said_by_rules(data / "rules")
    for clause in policies.clauses.values():
        if clause.gives and clause.gives.script not in scripts:
            place = clause_place(clause.clause, "gives.script", folders or (data / "policies",))
            yield Problem(place, "gives.script", text("cli.check.no_script", name=clause.gives.script))
    for file, key, name in _named(calls, said):
        if name not in scripts:
            yield Problem(file, key, text("cli.check.no_script", name=name))
    by_clause = blanks_by_clause(policies)
    anything = frozenset().union(*(call.facts or frozenset() for call in calls), *by_clause.values(), OFFER)
    for name, script in scripts.items():
        shown_by_code = by_clause[name] if name in by_clause else supplied_to(name, calls)
        supplied = (frozenset() if name in said else anything) if shown_by_code is None else shown_by_code
        known = "、".join(f"{{{fact}}}" for fact in sorted(supplied)) or text("cli.nothing")
        for blank in sorted(script.blanks - supplied):
            yield Problem(script.file, name, text("cli.check.blank", blank=f"{{{blank}}}", known=known))


def _replies(path: Path) -> tuple[dict[str, Any], list[Problem]]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return dict(content["responses"]), []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return {}, [Problem(shown(path), "", text("cli.check.unreadable", error=" ".join(str(error).split())))]
    except (KeyError, TypeError, ValueError):
        return {}, [Problem(shown(path), "responses", text("cli.check.no_replies"))]


def _script(path: Path, variants: Any) -> Script:
    blanks = frozenset(BLANK.findall(_words(variants)))
    if not _usable(variants):
        return Script(shown(path), blanks, path)
    said = tuple(str(variant["text"]) for variant in variants)
    return Script(shown(path), blanks, path, said, tuple(_titles(variant.get("buttons")) for variant in variants))


def _titles(buttons: object) -> tuple[str, ...]:
    there = buttons if isinstance(buttons, list) else []
    return tuple(str(button.get("title", "")) for button in there if isinstance(button, dict))


def _usable(variants: object) -> bool:
    return (
        isinstance(variants, list) and bool(variants) and all(isinstance(v, dict) and v.get("text") for v in variants)
    )


def _words(variants: object) -> str:
    return yaml.safe_dump(variants, allow_unicode=True, width=1_000_000)


def _named(calls: list[Call], by_rules: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Where a reply is named by code or rules, by which key, and its name."""
    for call in calls:
        yield from (("bot/talk", "Reply", name) for name in call.names)
    for name, file in by_rules.items():
        yield file, "action", name


def _said_by_rules(rules: Path) -> dict[str, str]:
    found = {}
    for path in sorted(rules.glob("*.yml")):
        for name in re.findall(r"action:\s*(utter_\w+)", path.read_text(encoding="utf-8")):
            found[name] = shown(path)
    return found


def blanks_by_clause(policies: Policies) -> dict[str, Facts]:
    """What goes into each reply that clauses name: what any decision tells, the clause's own limits, an offer."""
    about = facts_of("about") | facts_of("of_shop")
    found: dict[str, Facts] = {}
    for clause in policies.clauses.values():
        if clause.gives:
            facts = about | clause.blanks | (OFFER if clause.gives.outcome in OFFERING else frozenset())
            found[clause.gives.script] = found.get(clause.gives.script, facts) & facts
    return found
