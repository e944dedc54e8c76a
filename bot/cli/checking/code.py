"""Which sentences and replies the program says and which facts it puts into them, read from its own source.

So no list has to be kept beside the code: `check` finds a blank that nothing fills before a buyer reads it.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from bot.settings import ROOT

CODE = ROOT / "bot"
ANYTHING = "[^.]+"
Facts = frozenset[str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Call(msgspec.Struct, frozen=True):
    """One place that says something: names written out, names with a part put in, and the facts; None: cannot tell."""

    names: tuple[str, ...]
    patterns: tuple[str, ...]
    facts: Facts | None


@cache
def text_calls(folder: Path = CODE) -> list[Call]:
    """Every call of ``text(key, fact=…)``, and the texts behind ``buttons(name, …)``."""
    found = []
    for function in _functions(folder):
        for call in _calls(function, "text"):
            given = [keyword.arg for keyword in call.keywords]
            facts = None if None in given else frozenset(name for name in given if name)
            found.append(_call(call.args[0], function, facts))
        for call in _calls(function, "buttons"):
            names = [each for name in call.args for each in _spelled(name, function) if isinstance(each, str)]
            found.append(Call(tuple(f"buttons.{name}" for name in names), (), frozenset()))
    return found


@cache
def reply_calls(folder: Path = CODE / "talk") -> list[Call]:
    """Every ``Reply(name, facts)``."""
    functions = list(_functions(folder))
    found = []
    for function in functions:
        for call in _calls(function, "Reply"):
            given = [keyword.value for keyword in call.keywords if keyword.arg == "facts"] or call.args[1:2]
            facts = _facts(given[0], function, functions) if given else frozenset()
            found.append(_call(call.args[0], function, facts))
    return found


def supplied_to(name: str, calls: list[Call]) -> Facts | None:
    """The facts that every place which says ``name`` puts in; None where the code does not show it.

    A place that spells the name out beats one that puts it together; of several that may put it together, any may.
    """
    spelled = [call for call in calls if name in call.names]
    saying = spelled or [call for call in calls if any(re.fullmatch(pattern, name) for pattern in call.patterns)]
    known = [call.facts for call in saying if call.facts is not None]
    if not known or len(known) < len(saying):
        return None
    return frozenset.intersection(*known) if spelled else frozenset().union(*known)


@cache
def facts_of(function_name: str, folder: Path = CODE / "talk") -> Facts:
    """The keys of the dict that a function returns."""
    functions = list(_functions(folder))
    return _returned(function_name, functions) or frozenset()


def _functions(folder: Path) -> Iterator[Function]:
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, Function):
                yield node


def _calls(function: Function, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
            yield node


def _call(name: ast.expr, function: Function, facts: Facts | None) -> Call:
    spelled = list(_spelled(name, function))
    plain = [each for each in spelled if isinstance(each, str)]
    return Call(tuple(plain), tuple(each.pattern for each in spelled if isinstance(each, re.Pattern)), facts)


def _spelled(name: ast.expr, function: Function) -> Iterator["str | re.Pattern[str]"]:
    """The names an expression may come to."""
    if isinstance(name, ast.Constant):
        yield str(name.value)
    elif isinstance(name, ast.JoinedStr):
        parts = (re.escape(str(p.value)) if isinstance(p, ast.Constant) else ANYTHING for p in name.values)
        yield re.compile("".join(parts))
    elif isinstance(name, ast.IfExp):
        yield from _spelled(name.body, function)
        yield from _spelled(name.orelse, function)
    elif isinstance(name, ast.Name):
        for value in _assigned(name.id, function):
            yield from _spelled(value, function)


def _assigned(name: str, function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            yield node.value


def _facts(given: ast.expr, function: Function, functions: list[Function]) -> Facts | None:
    """The keys of the dict that an expression comes to; None when the code does not show it."""
    if isinstance(given, ast.Dict):
        parts = [_key(key, value, function, functions) for key, value in zip(given.keys, given.values, strict=True)]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    if isinstance(given, ast.DictComp):
        return _comprehended(given, function)
    if isinstance(given, ast.Call) and isinstance(given.func, ast.Name):
        return _returned(given.func.id, functions)
    if isinstance(given, ast.Name):
        found = [_facts(value, function, functions) for value in _assigned(given.id, function)]
        known = [facts for facts in found if facts is not None]
        return frozenset().union(*known, _added(given.id, function)) if found and len(known) == len(found) else None
    return None


def _key(key: ast.expr | None, value: ast.expr, function: Function, functions: list[Function]) -> Facts | None:
    if key is None:
        return _facts(value, function, functions)
    return frozenset({str(key.value)}) if isinstance(key, ast.Constant) else None


def _added(name: str, function: Function) -> Facts:
    """Keys put into a dict after it was made: ``facts["x"] = …``."""
    stores = (
        node for node in ast.walk(function) if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
    )
    return frozenset(
        str(node.slice.value)
        for node in stores
        if isinstance(node.value, ast.Name) and node.value.id == name and isinstance(node.slice, ast.Constant)
    )


def _comprehended(given: ast.DictComp, function: Function) -> Facts:
    """``{name: … for name in NAMES}`` over names written out in the function; else nothing that can be counted on."""
    source = given.generators[0].iter
    values = list(_assigned(source.id, function)) if isinstance(source, ast.Name) else []
    tuples = [value for value in values if isinstance(value, ast.Tuple)]
    return frozenset(str(item.value) for each in tuples for item in each.elts if isinstance(item, ast.Constant))


def _returned(name: str, functions: list[Function]) -> Facts | None:
    for function in functions:
        if function.name == name:
            returns = (node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value)
            return next((_facts(value, function, functions) for value in returns), None)
    return None
