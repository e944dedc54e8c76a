"""The sentences under data/scripts/staff and /parts: readable, complete, and with no blank that nobody fills."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import msgspec
import yaml

from bot.aftersales.load import Policies
from bot.cli.checking.code import Call, text_calls
from bot.cli.checking.problem import Problem, shown
from bot.texts import FOLDERS, load, text


class Broken(msgspec.Struct, frozen=True):
    """A file of sentences that cannot be read at all, told without any of them."""

    file: str
    where: str
    wrong: str


def broken_texts(scripts: Path) -> list[Broken]:
    """The files of sentences that cannot be read. Needs no sentence itself."""
    return [broken for file in _files(scripts) if (broken := _broken(file))]


def text_problems(scripts: Path, policies: Policies) -> Iterator[Problem]:
    """What is wrong with sentences that can be read."""
    sentences, calls = load(scripts), text_calls()
    where = _where(scripts)
    folder = " / ".join(shown(scripts / name) for name in FOLDERS)
    for key in sorted((_said(calls) | _needed(policies)) - set(sentences)):
        yield Problem(folder, f"texts.{key}", text("cli.check.no_text"))
    for key, sentence in sentences.items():
        yield from _blanks(where.get(key, folder), key, sentence, calls)


def _files(scripts: Path) -> list[Path]:
    return sorted(file for name in FOLDERS for file in (scripts / name).glob("*.yml"))


def _broken(file: Path) -> Broken | None:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.MarkedYAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{mark.line + 1}:{mark.column + 1}" if mark else "UTF-8"
        return Broken(shown(file), where, getattr(error, "problem", None) or str(error))
    if not isinstance(content or {}, dict) or not isinstance((content or {}).get("texts") or {}, dict):
        return Broken(shown(file), "texts", "expected a mapping: texts ▸ key ▸ sentence")
    return None


def _where(scripts: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in _files(scripts):
        _walk(yaml.safe_load(file.read_text(encoding="utf-8")).get("texts") or {}, "", shown(file), found)
    return found


def _walk(node: dict[str, object], prefix: str, file: str, found: dict[str, str]) -> None:
    for name, value in node.items():
        if isinstance(value, dict):
            _walk(value, f"{prefix}{name}.", file, found)
        else:
            found[f"{prefix}{name}"] = file


def _said(calls: list[Call]) -> set[str]:
    return {name for call in calls for name in call.names}


def _needed(policies: Policies) -> set[str]:
    """The sentences that clauses call for: a question for every fact asked, an offer for every remedy."""
    keys = set()
    for clause in policies.clauses.values():
        keys |= {f"asks.{fact}" for fact in (clause.gives.asks if clause.gives else ())}
        for part in (clause.gives, clause.entitles):
            for rung in part.remedies if part else ():
                keys |= {f"{group}.{rung.remedy}" for group in ("offer", "next", "remedy")}
    return keys


def _blanks(file: str, key: str, sentence: str, calls: list[Call]) -> Iterator[Problem]:
    try:
        blanks = {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
    except ValueError as error:
        yield Problem(file, f"texts.{key}", text("cli.check.braces", error=error))
        return
    supplied = supplied_to(key, calls)
    for blank in sorted(blanks - supplied) if supplied is not None else ():
        known = "、".join(f"{{{name}}}" for name in sorted(supplied or ())) or text("cli.nothing")
        yield Problem(file, f"texts.{key}", text("cli.check.blank", blank=f"{{{blank}}}", known=known))


def supplied_to(key: str, calls: list[Call]) -> frozenset[str] | None:
    """The facts that every place which says ``key`` supplies; None where the code does not show it."""
    saying = [call for call in calls if key in call.names] or [
        call for call in calls if any(re.fullmatch(pattern, key) for pattern in call.patterns)
    ]
    known = [call.facts for call in saying if call.facts is not None]
    if not saying or len(known) < len(saying):
        return None
    return frozenset.intersection(*known)
