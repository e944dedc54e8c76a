"""``reports``: what happened in the shop from one day to another, to read, for a program or for a spreadsheet."""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date

from bot.cli.parser import WRONG_USAGE, Commands, Failed, Setup, command, print_json, wants_json
from bot.reports.model import Count, Report
from bot.reports.reporting import report
from bot.reports.store import ReportStore
from bot.reports.table import as_csv, outcome_name, percent
from bot.service import build
from bot.settings import Settings
from bot.staff.rules import BadRules, read_rules, rules_file
from bot.telling.words import money
from bot.texts import text

LISTED = 10


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "reports", run, as_json=True).options
    options.add_argument("--since", metavar="DAY", type=_day, help=text("cli.help.reports_since"))
    options.add_argument("--until", metavar="DAY", type=_day, help=text("cli.help.reports_until"))
    options.add_argument("--csv", action="store_true", help=text("cli.help.reports_csv"))


def run(arguments: Namespace, setup: Setup) -> int:
    """The report of the month so far, or of the days that are asked for."""
    if arguments.csv and wants_json(arguments):
        raise Failed(text("cli.reports.one_of"), WRONG_USAGE)
    reply_s = _reply_seconds(setup.settings)
    service = build(setup.settings)
    until = arguments.until or service.today()
    since = arguments.since or until.replace(day=1)
    if until < since:
        raise Failed(text("cli.reports.backwards", since=since, until=until), WRONG_USAGE)
    made = report(ReportStore(service.engine), since, until, service.shop.clock.now(), reply_s)
    if wants_json(arguments):
        print_json(made)
    elif arguments.csv:
        sys.stdout.write(as_csv(made))
    else:
        print("\n".join(_lines(made, reply_s)))
    return 0


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise ArgumentTypeError(text("cli.reports.day", given=given)) from error


def _reply_seconds(settings: Settings) -> int:
    try:
        return read_rules(rules_file(settings.data / "policies", settings.shop_policies)).reply_seconds
    except BadRules as error:
        raise Failed(text("cli.reports.bad_desk", error=error)) from error


def _lines(made: Report, reply_s: int) -> Iterator[str]:
    yield text("cli.reports.days", since=made.since, until=made.until)
    yield text("cli.reports.talks", count=made.talks, alone=_told(percent(made.solved_alone)))
    median, most = made.first_reply_s, made.first_reply_p90_s
    if median is None or most is None:
        yield text("cli.reports.no_reply")
    else:
        yield text("cli.reports.first_reply", median=round(median), most=round(most))
    yield text("cli.reports.in_time", within=reply_s, share=_told(percent(made.replies_in_time)))
    yield text("cli.reports.clocks", kept=made.clocks_kept, broken=made.clocks_broken)
    stars = None if made.stars is None else f"{made.stars:.1f}"
    yield text("cli.reports.stars", stars=_told(stars), count=made.rated)
    yield text("cli.reports.cause", counts=_listed(made.by_cause))
    yield text("cli.reports.goods", counts=_listed(made.by_goods))
    yield text("cli.reports.money", counts=_listed(made.money, in_money=True))
    drafts = [Count(outcome_name(each.name), each.count) for each in made.drafts]
    yield text("cli.reports.drafts", counts=_listed(drafts))


def _listed(counts: list[Count], in_money: bool = False) -> str:
    """The greatest of the counts; where they are of money, with it."""
    told = (
        text("cli.reports.count", name=each.name, count=each.count, amount=money(each.amount) if in_money else "")
        for each in counts[:LISTED]
    )
    return text("cli.reports.comma").join(each.strip() for each in told) or text("cli.nothing")


def _told(value: str | None) -> str:
    return text("cli.reports.not_yet") if value is None else value
