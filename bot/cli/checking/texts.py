"""The sentences under data/scripts/staff and /parts: readable, complete, and with no blank that nobody fills."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from string import Formatter

import msgspec
import yaml

from bot.aftersales.policies import Policies
from bot.cli.checking.code import Call, supplied_to, text_calls
from bot.cli.checking.problem import Problem, shown
from bot.texts import FOLDERS, load, text


class Broken(msgspec.Struct, frozen=True):
    """A file of sentences that cannot be read at all, told without any of them."""

    file: str
    where: str
    wrong: str


def broken_texts(scripts: Path) -> list[Broken]:
    """The files of sentences that cannot be read. Needs no sentence itself."""
    files = _files(scripts)
    return [broken for file in files if (broken := _broken(file))] or list(_twice(files))


def broken_words(broken: Broken, scripts: Path) -> str:
    """A broken file told by the one sentence that is read past all others; plainly where that cannot be read either."""
    with suppress(yaml.YAMLError, OSError, ValueError, LookupError, TypeError):
        content = yaml.safe_load((scripts / "staff" / "cli.yml").read_text(encoding="utf-8"))
        sentence = str(content["texts"]["cli"]["unreadable"])
        return sentence.format(file=broken.file, where=broken.where, wrong=broken.wrong)
    return f"{broken.file}: {broken.where}: {broken.wrong}"


def text_problems(scripts: Path, policies: Policies) -> Iterator[Problem]:
    """What is wrong with sentences that can be read."""
    sentences, calls = load(scripts), text_calls()
    where = {key: shown(file) for file in _files(scripts) for key in _keys(file)}
    folder = " / ".join(shown(scripts / name) for name in FOLDERS)
    for key in sorted((_said(calls) | _needed(policies)) - set(sentences)):
        yield Problem(folder, f"texts.{key}", text("cli.check.no_text"))
    for key, sentence in sentences.items():
        yield from _blanks(where.get(key, folder), key, sentence, calls)


def parts_by_file(scripts: Path) -> dict[str, Path]:
    """The keys of the sentences that replies are put together from, each with its file."""
    return {key: file for file in sorted((scripts / "parts").glob("*.yml")) for key in _keys(file)}


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


def _twice(files: list[Path]) -> Iterator[Broken]:
    seen: dict[str, str] = {}
    for file in files:
        for key in _keys(file):
            if key in seen:
                yield Broken(shown(file), f"texts.{key}", f"= {seen[key]}: texts.{key}")
            seen[key] = shown(file)


def _keys(file: Path) -> list[str]:
    content = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return list(_walk(content.get("texts") or {}, ""))


def _walk(node: Mapping[str, object], prefix: str) -> Iterator[str]:
    for name, value in node.items():
        if isinstance(value, Mapping):
            yield from _walk(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


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
