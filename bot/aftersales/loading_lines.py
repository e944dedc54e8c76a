"""A policy file as YAML: where it stops being such, which keys stand twice, on which line a key is."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.texts import text

try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

UNREADABLE = (OSError, ValueError, RecursionError, yaml.YAMLError)
INDEX = re.compile(r"\[(\d+)\]\.?")
SETTING = "shop."
Said = tuple[str, str]


class Wrong(msgspec.Struct, frozen=True):
    """One mistake: the file, the dotted key (empty for the file as a whole), what is wrong with it and what to do.

    ``line`` is given where the key alone does not tell it.
    """

    file: Path
    key: str
    told: str
    line: int | None = None


class _Days(Loader):
    """YAML in which a day that does not exist stays the text it is."""


def _day_or_text(loader: _Days, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Days.add_constructor("tag:yaml.org,2002:timestamp", _day_or_text)


def with_lines(mistakes: Iterable[Wrong]) -> list[str]:
    """Each mistake as ``file:LINE: key: words``, without what is not known of it."""
    mistakes = list(mistakes)
    roots = {file: _composed(file) for file in {wrong.file for wrong in mistakes}}
    return [_said(wrong, wrong.line or _line(roots[wrong.file], wrong.key)) for wrong in mistakes]


def line_of(file: Path, key: str) -> int | None:
    """The line of the deepest part of a key such as ``when.all[2].at_most`` that stands in the file, counted from 1."""
    return _line(_composed(file), key)


def content(path: Path) -> tuple[Any, list[Wrong]]:
    """What the file holds and which keys stand twice in it; raises one of UNREADABLE."""
    loader = _Days(_read(path))
    try:
        node = loader.get_single_node()
        return (loader.construct_document(node) if node else None), list(_keys_twice(path, node))
    finally:
        loader.dispose()


def unreadable(path: Path, error: Exception) -> Wrong:
    """Where the file stops being YAML and why; an open bracket or quote is told where it opens."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if any(sign in problem for sign in ("',' or", "expected ':'", "end of stream")):
        mark = getattr(error, "context_mark", None) or mark
    lines = _read(path).splitlines() or [""]
    line = min(mark.line + 1, len(lines)) if mark else None
    return Wrong(path, "", _stumbled(problem, lines[line - 1] if line else ""), line)


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig")


def _stumbled(problem: str, line: str) -> str:
    if "\t" in line[: len(line) - len(line.lstrip())] or "tab character" in problem:
        return text("policy.yaml.tab")
    if "：" in line and ("expected ':'" in problem or "mapping values" in problem):
        return text("policy.yaml.wide_colon")
    if "',' or" in problem or "node content" in problem:
        return text("policy.yaml.bracket")
    if "end of stream" in problem:
        return text("policy.yaml.quote")
    if "expected ':'" in problem or "mapping values" in problem:
        return text("policy.yaml.colon")
    if "another document" in problem:
        return text("policy.yaml.second")
    return text("policy.yaml.other", problem=" ".join(problem.replace(": ", " ").split()))


def _keys_twice(file: Path, node: yaml.Node | None, at: str = "") -> Iterator[Wrong]:
    """Every key that stands a second time in its mapping; a day in quotes is the same day."""
    if isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from _keys_twice(file, each, f"{at}[{number}]")
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            place = f"{at}.{name}" if at else name
            if name in seen:
                yield Wrong(file, place, _twice(name, seen[name]), line)
            seen.setdefault(name, line)
            yield from _keys_twice(file, value, place)


def _twice(name: str, first: int) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        return text("policy.day_twice", day=name, first=first)
    return text("policy.key_twice", first=first)


def _said(wrong: Wrong, line: int | None) -> str:
    place = f"{wrong.file}:{line}" if line else str(wrong.file)
    return ": ".join(part for part in (place, " ".join(wrong.key.split()), wrong.told) if part)


def _composed(file: Path) -> yaml.Node | None:
    try:
        return yaml.compose(_read(file), Loader=Loader)
    except UNREADABLE:
        return None


def _line(root: yaml.Node | None, key: str) -> int | None:
    if root is None:
        return None
    line, node = root.start_mark.line + 1, root
    step = _step(root, key) or _step(root, key.removeprefix(SETTING))
    while step:
        line, node, rest = step
        step = _step(node, rest)
    return line


def _step(node: yaml.Node, key: str) -> tuple[int, yaml.Node, str] | None:
    """One part of the key further: its line, what stands there, what is left of the key."""
    if not key:
        return None
    if isinstance(node, yaml.SequenceNode):
        index = INDEX.match(key)
        if index and int(index.group(1)) < len(node.value):
            entry = node.value[int(index.group(1))]
            return entry.start_mark.line + 1, entry, key[index.end() :]
    elif isinstance(node, yaml.MappingNode):
        for name, value in sorted(node.value, key=lambda entry: -len(entry[0].value)):
            rest = key[len(name.value) :]
            if isinstance(name.value, str) and key.startswith(name.value) and rest[:1] in ("", ".", "["):
                return name.start_mark.line + 1, value, rest.removeprefix(".")
    return None
