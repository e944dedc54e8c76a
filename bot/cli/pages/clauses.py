"""docs/clauses.md: every clause in one sentence, by issue and authority; the clocks in a section of their own."""

from collections.abc import Iterator
from typing import get_args

from bot.aftersales.clause import Clause, Entitles, Gives, Issue, Rung, Test, Timer
from bot.aftersales.in_force import AUTHORITIES
from bot.aftersales.policies import Policies
from bot.cli.pages.values import dated, label, number_in_words, source, unit_of, word
from bot.telling.words import fact_name, names, value_name
from bot.texts import text

COMPENSATION = "compensation"


def clauses_page(policies: Policies) -> str:
    """The whole page."""
    clauses = [clause for clause in policies.clauses.values() if not clause.clock]
    clocks = [clause for clause in policies.clauses.values() if clause.clock]
    lines = [text("cli.docs.clauses.head", clauses=len(clauses), clocks=len(clocks)).rstrip()]
    for issue in get_args(Issue):
        lines += _section(issue, [clause for clause in clauses if issue in clause.issues], policies)
    lines += _section(text("cli.docs.clauses.others"), [clause for clause in clauses if not clause.issues], policies)
    lines += _section(text("cli.docs.clauses.clocks"), clocks, policies)
    return "\n".join(lines) + "\n"


def sentence(clause: Clause, policies: Policies) -> str:
    """One clause: what it gives, up to which limits, by which numbers, or how its clock runs; where it comes from."""
    if clause.clock:
        told = _clock(clause, clause.clock, policies)
    else:
        told = text("cli.docs.semicolon").join([*_gives(clause), *_limits(clause, policies), *_values(clause)])
    return text("cli.docs.clauses.line", title=clause.title, code=clause.clause, told=told, source=source(clause))


def _section(title: str, clauses: list[Clause], policies: Policies) -> Iterator[str]:
    if not clauses:
        return
    yield text("cli.docs.clauses.section", title=title)
    for authority in AUTHORITIES:
        told = [sentence(clause, policies) for clause in clauses if clause.authority == authority]
        if told:
            yield text("cli.docs.clauses.authority", authority=word("authority", authority))
            yield from told


def _gives(clause: Clause) -> Iterator[str]:
    if clause.gives:
        yield _outcome(clause.gives)
        if clause.gives.rest_to_person:
            yield text("cli.docs.clauses.rest")
    elif clause.entitles:
        yield text("cli.docs.clauses.entitles", what=_remedies(clause.entitles))
    given = clause.gives or clause.entitles
    if given and given.remedies:
        yield word("freight", given.freight)


def _outcome(gives: Gives) -> str:
    what = _remedies(gives) or text("cli.docs.and").join(fact_name(ask) for ask in gives.asks)
    return names("docs.outcome")[gives.outcome].format(what=what)


def _remedies(given: Gives | Entitles) -> str:
    return text("cli.docs.and").join(_rung(rung) for rung in given.remedies)


def _rung(rung: Rung) -> str:
    paid_as_difference = rung.amount == COMPENSATION
    name = word("remedy", COMPENSATION if paid_as_difference else rung.remedy)
    more = [names("docs.amount")[rung.amount]] if rung.amount in names("docs.amount") else []
    more += [word("freight", rung.freight)] if rung.freight else []
    more += [_condition(test) for test in rung.if_]
    more += [text("cli.docs.clauses.on_request")] if rung.on_request else []
    return text("cli.docs.clauses.rung", name=name, more=text("cli.docs.comma").join(more)) if more else name


def _condition(test: Test) -> str:
    if test.is_ is True:
        return text("cli.docs.clauses.when_true", fact=fact_name(test.fact))
    values = test.among if test.among is not None else (test.is_,)
    told = text("cli.docs.or").join(value_name(test.fact, value) for value in values if value is not None)
    return text("cli.docs.clauses.condition", fact=fact_name(test.fact), value=told)


def _limits(clause: Clause, policies: Policies) -> Iterator[str]:
    """The numbers a condition compares with; one that must not hold is told the other way round."""
    for group in ("all", "any", "none"):
        for test in getattr(clause.when, group):
            name = test.at_most or test.more_than
            if name:
                within = (test.at_most is not None) != (group == "none")
                key = "at_most" if within else "more_than"
                number = number_in_words(name, clause, policies)
                told = names("docs.limit")[key].format(fact=fact_name(test.fact), number=number)
                yield text("cli.docs.limit.any", limit=told) if group == "any" else told


def _values(clause: Clause) -> Iterator[str]:
    """The clause's own numbers and lists that no condition has told already."""
    told = {test.at_most or test.more_than for test in clause.when.all + clause.when.any + clause.when.none}
    for key, values in clause.values.items():
        if key not in told:
            yield text("cli.docs.value_of", label=label(key), value=dated(values, unit_of(key), clause.since))


def _clock(clause: Clause, clock: Timer, policies: Policies) -> str:
    """One clock: from when, how long, whose turn, what happens when it runs out, for which remedies."""
    only = text("cli.docs.and").join(word("remedy", remedy) for remedy in clock.remedies)
    return text(
        "cli.docs.clauses.clock",
        event=word("docs.event", clock.starts),
        hours=number_in_words(clock.hours, clause, policies),
        who=word("who", clock.who),
        then=clock.then,
        only=text("cli.docs.clauses.only", remedies=only) if only else "",
    )
