"""``cases mark``: the door through which staff tell what has happened to a case."""

import argparse
from typing import get_args

from bot.aftersales.case import Case, Clock
from bot.aftersales.clause import Event, Remedy
from bot.cli.found import found_case
from bot.cli.parser import WRONG_USAGE, Commands, Failed, Setup, command, one_of, print_json, wants_json, yuan_given
from bot.money import yuan
from bot.service import build
from bot.shop import REVIEWING, Shop, TooMuch
from bot.telling.cases import plain
from bot.telling.receipt import clock_line
from bot.telling.words import names
from bot.texts import text

DONE = "done"
GRANTED = "granted"
MEETS: dict[Event, tuple[str, ...]] = {
    "return_shipped": ("buyer_return",),
    "return_received": ("buyer_return", "merchant_confirm"),
    "platform_ruled": REVIEWING,
}
PAYS = ("refund_only", "return_refund", "partial_refund", "refund_on_rejection", "intercept")


def add(inner: Commands) -> None:
    """The arguments of an event."""
    mark = command(inner, "mark", mark_case, "case_mark", as_json=True)
    mark.options.add_argument("case_no", metavar="NO", help=text("cli.help.case_no"))
    mark.options.add_argument("event", metavar="EVENT", choices=(GRANTED, *MEETS, DONE), help=text("cli.help.event"))
    remedy = one_of(get_args(Remedy), names("remedy"))
    mark.options.add_argument("--remedy", metavar="REMEDY", type=remedy, help=text("cli.help.remedy"))
    mark.options.add_argument("--amount", metavar="YUAN", type=yuan_given, help=text("cli.help.granted_amount"))
    mark.options.add_argument("--waybill", metavar="WAYBILL", default="", help=text("cli.help.waybill"))


def mark_case(arguments: argparse.Namespace, setup: Setup) -> int:
    """Something happened to a case: the clocks that waited for it are met, those that hang on it begin."""
    shop = build(setup.settings).shop
    before = found_case(shop, arguments.case_no)
    if before.status != "open":
        status = text(f"cli.status.{before.status}")
        raise Failed(text("cli.cases.closed", case_no=before.case_no, status=status))
    if arguments.event == GRANTED:
        _grant(before, arguments, shop)
    elif arguments.event == DONE:
        shop.cases.close(before.case_no, "done", shop.clock.now())
    else:
        shop.event(before.case_no, arguments.event, MEETS[arguments.event], arguments.waybill)
    after, now = found_case(shop, arguments.case_no), shop.clock.now()
    if wants_json(arguments):
        print_json(plain(after, now))
        return 0
    print(text("cli.cases.marked", case_no=after.case_no, event=text(f"cli.event.{arguments.event}")))
    for key, clocks in (("met", _met(before, after)), ("started", _started(before, after))):
        for clock in clocks:
            print(text(f"cli.cases.{key}", clock=clock_line(clock)))
    return 0


def _grant(case: Case, arguments: argparse.Namespace, shop: Shop) -> None:
    """A person has settled what was under review: the remedy that waited for them, or the one they name."""
    remedy = arguments.remedy or case.draft.remedy
    same = remedy == case.draft.remedy
    amount = case.draft.amount if arguments.amount is None and same else arguments.amount
    if case.draft.standing == "granted":
        raise Failed(text("cli.cases.granted_already", case_no=case.case_no))
    if remedy is None or (remedy in PAYS) != (amount is not None):
        raise Failed(text("cli.cases.which_remedy", case_no=case.case_no), WRONG_USAGE)
    try:
        shop.grant(case.case_no, remedy, amount)
    except TooMuch as error:
        told = text("cli.cases.too_much", case_no=case.case_no, left=yuan(error.left))
        raise Failed(told, WRONG_USAGE) from error


def _met(before: Case, after: Case) -> list[Clock]:
    running = {clock.clause for clock in before.clocks if clock.met_at is None}
    return [clock for clock in after.clocks if clock.met_at and clock.clause in running]


def _started(before: Case, after: Case) -> list[Clock]:
    known = {clock.clause for clock in before.clocks}
    return [clock for clock in after.clocks if clock.clause not in known]
