"""``cases``: what stands with which clocks running, one case in full, what was applied for on the platform."""

import argparse
import re
from datetime import datetime, timedelta

from bot.aftersales.case import Case
from bot.cli import case_events
from bot.cli.found import found_case
from bot.cli.parser import Commands, Setup, command, print_json, wants_json
from bot.cli.requests import request_lines, request_plain
from bot.service import build
from bot.shop import Asked, Shop
from bot.telling.cases import claim_lines, entry, parties, plain, verdict_of_the_day, with_clocks
from bot.texts import text

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def add(commands: Commands) -> None:
    """The arguments of the list, of one case and of an event."""
    cases = command(commands, "cases", list_cases, as_json=True)
    cases.options.add_argument("--all", action="store_true", help=text("cli.help.all"))
    cases.options.add_argument("--due", metavar="24h", type=_span, help=text("cli.help.due"))
    inner = cases.commands()
    show = command(inner, "show", show_case, "case_show", as_json=True)
    show.options.add_argument("case_no", metavar="NO", help=text("cli.help.case_no"))
    asked = command(inner, "requests", list_requests, "case_requests", as_json=True)
    asked.options.add_argument("--due", metavar="24h", type=_span, help=text("cli.help.due"))
    case_events.add(inner)


def list_cases(arguments: argparse.Namespace, setup: Setup) -> int:
    """What stands, most urgent first; with ``--all`` what is closed too, newest first."""
    shop = build(setup.settings).shop
    now = shop.clock.now()
    found = [with_clocks(case, shop) for case in shop.cases.all(only_open=not arguments.all)]
    if arguments.due is not None:
        found = [case for case in found if (clock := case.next_clock) and clock.due_at <= now + arguments.due]
    if not arguments.all:
        found = sorted(found, key=lambda case: _due(case, now))
    if wants_json(arguments):
        print_json([plain(case, now) for case in found])
        return 0
    print(text("cli.cases.count", count=len(found)) if found else text("cli.cases.none"))
    for case in found:
        print("\n".join(entry(case, shop, now)))
    for line in request_lines(_requests(arguments, shop), now):
        print(line)
    return 0


def list_requests(arguments: argparse.Namespace, setup: Setup) -> int:
    """What buyers have applied for on the platform, with the platform's own deadlines."""
    shop = build(setup.settings).shop
    asked = _requests(arguments, shop)
    if wants_json(arguments):
        print_json([request_plain(each) for each in asked])
        return 0
    print("\n".join(request_lines(asked, shop.clock.now())) or text("cli.requests.none"))
    return 0


def _requests(arguments: argparse.Namespace, shop: Shop) -> list[Asked]:
    asked = shop.requests()
    if arguments.due is None:
        return asked
    last = shop.clock.now() + arguments.due
    return [each for each in asked if (clock := each.clock) and clock.due_at <= last]


def show_case(arguments: argparse.Namespace, setup: Setup) -> int:
    """One case in full, with the verdict as it was on the day."""
    shop = build(setup.settings).shop
    case, now = found_case(shop, arguments.case_no), shop.clock.now()
    if wants_json(arguments):
        print_json({**plain(case, now), "draft": case.draft})
        return 0
    print("\n".join([*entry(case, shop, now), *parties(case), *claim_lines(case), *verdict_of_the_day(case)]))
    return 0


def _due(case: Case, now: datetime) -> timedelta:
    return case.next_clock.due_at - now if case.next_clock else timedelta.max


def _span(given: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,5})([mhd])", given)
    if not found:
        raise argparse.ArgumentTypeError(text("cli.usage.span", given=given))
    return timedelta(**{UNITS[found[2]]: int(found[1])})
