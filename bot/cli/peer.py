"""The same clauses asked of a general rule engine, for `bench`: rule-engine (BSD-3), installed for that only."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.aftersales.clause import Clause, Issue, Test
from bot.aftersales.facts import Facts
from bot.aftersales.in_force import InForce

Decides = Callable[[Issue, Facts], str | None]


def rule_engine_decides(in_force: InForce) -> Decides | None:
    """Which clause decides, by rule-engine: its first rule that matches. None where the library is not installed."""
    try:
        import rule_engine
    except ImportError:
        return None
    context = rule_engine.Context(resolver=rule_engine.resolve_item)
    known: dict[Issue, list[tuple[str, Any]]] = {}

    def rules(issue: Issue) -> list[tuple[str, Any]]:
        if issue not in known:
            clauses = [each.clause for rank in in_force.deciding(issue) for each in rank]
            known[issue] = [(c.clause, rule_engine.Rule(expression(c, in_force), context=context)) for c in clauses]
        return known[issue]

    return lambda issue, facts: next((name for name, rule in rules(issue) if rule.matches(facts)), None)


def expression(clause: Clause, in_force: InForce) -> str:
    """A clause's condition in the language of rule-engine."""
    when = clause.when
    parts = [_asked(test, clause, in_force) for test in when.all]
    parts += [f"not ({_asked(test, clause, in_force)})" for test in when.none]
    if when.any:
        parts.append(f"({' or '.join(_asked(test, clause, in_force) for test in when.any)})")
    return " and ".join(parts) or "true"


def _asked(test: Test, clause: Clause, in_force: InForce) -> str:
    if test.at_most is not None:
        return f"{test.fact} <= {in_force.number(test.at_most, clause)}"
    if test.more_than is not None:
        return f"{test.fact} > {in_force.number(test.more_than, clause)}"
    values: Sequence[str | bool] = test.among or (test.is_ if test.is_ is not None else "",)
    return f"{test.fact} in [{', '.join(_value(value) for value in values)}]"


def _value(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'
