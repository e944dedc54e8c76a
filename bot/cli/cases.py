"""``cases``: what stands with which clocks running, one case in full, and the door through which staff tell events."""

import argparse
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import get_args

import msgspec

from bot.aftersales.case import Case, Clock
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Event, Remedy
from bot.aftersales.verdict import Verdict
from bot.cli.parser import WRONG_USAGE, Commands, Failed, Setup, command, one_of, print_json, wants_json, yuan_given
from bot.cli.receipt import clock_line, verdict_lines
from bot.cli.requests import request_lines, request_plain
from bot.cli.words import fact_name, hours_left, left, money, names, value_name
from bot.money import yuan
from bot.replies import moment
from bot.service import build
from bot.shop import Shop
from bot.talk.wording import short
from bot.texts import text

DONE = "done"
GRANTED = "granted"
MEETS: dict[Event, tuple[str, ...]] = {
    "return_shipped": ("buyer_return",),
    "return_received": ("buyer_return", "merchant_confirm"),
    "platform_ruled": ("review_promise", "merchant_review", "deemed_refusal"),
}
PAYS = ("refund_only", "return_refund", "partial_refund", "refund_on_rejection", "intercept")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def add(commands: Commands) -> None:
    """The arguments of the list, of one case and of an event."""
    cases = command(commands, "cases", list_cases, as_json=True)
    cases.options.add_argument("--all", action="store_true", help=text("cli.help.all"))
    cases.options.add_argument("--due", metavar="24h", type=_span, help=text("cli.help.due"))
    inner = cases.commands()
    show = command(inner, "show", show_case, "case_show", as_json=True)
    mark = command(inner, "mark", mark_case, "case_mark", as_json=True)
    for each in (show, mark):
        each.options.add_argument("case_no", metavar="NO", help=text("cli.help.case_no"))
    mark.options.add_argument("event", metavar="EVENT", choices=(GRANTED, *MEETS, DONE), help=text("cli.help.event"))
    remedy = one_of(get_args(Remedy), names("remedy"))
    mark.options.add_argument("--remedy", metavar="REMEDY", type=remedy, help=text("cli.help.remedy"))
    mark.options.add_argument("--amount", metavar="YUAN", type=yuan_given, help=text("cli.help.granted_amount"))
    mark.options.add_argument("--waybill", metavar="WAYBILL", default="", help=text("cli.help.waybill"))


def list_cases(arguments: argparse.Namespace, setup: Setup) -> int:
    """What stands, most urgent first; with ``--all`` what is closed too, newest first."""
    shop = build(setup.settings).shop
    now = shop.clock.now()
    found = [_with_clocks(case, shop) for case in shop.cases.all(only_open=not arguments.all)]
    asked = shop.requests()
    if arguments.due is not None:
        last = now + arguments.due
        found = [case for case in found if (clock := case.next_clock) and clock.due_at <= last]
        asked = [each for each in asked if (clock := each[-1]) and clock.due_at <= last]
    if not arguments.all:
        found = sorted(found, key=lambda case: _due(case, now))
    if wants_json(arguments):
        print_json([*(_plain(case, now) for case in found), *map(request_plain, asked)])
        return 0
    print(text("cli.cases.count", count=len(found)) if found else text("cli.cases.none"))
    for case in found:
        print("\n".join(_entry(case, shop, now)))
    print("\n".join(request_lines(asked, now)), end="\n" if asked else "")
    return 0


def show_case(arguments: argparse.Namespace, setup: Setup) -> int:
    """One case in full, with the verdict as it was on the day."""
    shop = build(setup.settings).shop
    case, now = _case(shop, arguments.case_no), shop.clock.now()
    if wants_json(arguments):
        print_json({**_plain(case, now), "draft": case.draft})
        return 0
    print("\n".join([*_entry(case, shop, now), *_parties(case), *_claim(case), *_verdict(case)]))
    return 0


def mark_case(arguments: argparse.Namespace, setup: Setup) -> int:
    """Something happened to a case: the clocks that waited for it are met, those that hang on it begin."""
    shop = build(setup.settings).shop
    before = _case(shop, arguments.case_no)
    if before.status != "open":
        status = text(f"cli.status.{before.status}")
        raise Failed(text("cli.cases.closed", case_no=before.case_no, status=status))
    if arguments.event == GRANTED:
        _grant(before, arguments, shop)
    elif arguments.event == DONE:
        shop.cases.close(before.case_no, "done", shop.clock.now())
    else:
        shop.event(before.case_no, arguments.event, MEETS[arguments.event], arguments.waybill)
    after, now = _case(shop, arguments.case_no), shop.clock.now()
    if wants_json(arguments):
        print_json(_plain(after, now))
        return 0
    print(text("cli.cases.marked", case_no=after.case_no, event=text(f"cli.event.{arguments.event}")))
    for key, clocks in (("met", _met(before, after)), ("started", _started(before, after))):
        for clock in clocks:
            print(text(f"cli.cases.{key}", clock=clock_line(clock)))
    return 0


def _case(shop: Shop, case_no: str) -> Case:
    case = shop.cases.get(case_no)
    if case is None:
        raise Failed(text("cli.cases.no_case", case_no=case_no))
    return _with_clocks(case, shop)


def _grant(case: Case, arguments: argparse.Namespace, shop: Shop) -> None:
    """A person has settled what was under review: the remedy that waited for them, or the one they name."""
    remedy = arguments.remedy or case.draft.remedy
    amount = case.draft.amount if arguments.amount is None else arguments.amount
    if case.draft.standing == "granted":
        raise Failed(text("cli.cases.granted_already", case_no=case.case_no))
    if remedy is None or (remedy in PAYS and amount is None):
        raise Failed(text("cli.cases.which_remedy", case_no=case.case_no), WRONG_USAGE)
    try:
        shop.grant(case.case_no, remedy, amount if remedy in PAYS else None)
    except ValueError as error:
        left = yuan(int(str(error)))
        raise Failed(text("cli.cases.too_much", case_no=case.case_no, left=left), WRONG_USAGE) from error


def _with_clocks(case: Case, shop: Shop) -> Case:
    """The case with the deadlines that count."""
    return msgspec.structs.replace(case, clocks=shop.clocks(case))


def _met(before: Case, after: Case) -> list[Clock]:
    running = {clock.clause for clock in before.clocks if clock.met_at is None}
    return [clock for clock in after.clocks if clock.met_at and clock.clause in running]


def _started(before: Case, after: Case) -> list[Clock]:
    known = {clock.clause for clock in before.clocks}
    return [clock for clock in after.clocks if clock.clause not in known]


def _due(case: Case, now: datetime) -> timedelta:
    return case.next_clock.due_at - now if case.next_clock else timedelta.max


def _span(given: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,5})([mhd])", given)
    if not found:
        raise argparse.ArgumentTypeError(text("cli.usage.span", given=given))
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def _entry(case: Case, shop: Shop, now: datetime) -> Iterator[str]:
    draft = case.draft
    order = shop.orders.find(draft.order_no)
    line = order.line(draft.line_no) if order else None
    standing = names("status")[case.status] if case.status != "open" else text(f"standing.{draft.standing}")
    remedy = text(f"cli.remedy.{draft.remedy}") if draft.remedy else ""
    yield text(
        "cli.cases.entry",
        case_no=case.case_no,
        issue=draft.issue,
        item=short(draft.extra or (line.title if line else "")),
        order=draft.order_no,
        result=" ".join(part for part in (standing, remedy, money(draft.amount)) if part),
        opened=moment(case.opened_at),
    )
    for clock in case.clocks:
        if clock.met_at is None:
            yield text("cli.cases.clock", left=left(clock.due_at, now), clock=clock_line(clock))


def _parties(case: Case) -> Iterator[str]:
    draft = case.draft
    yield text("cli.cases.buyer", buyer=draft.buyer_id, talk=draft.talk_id, line=draft.line_no)
    yield text("cli.cases.freight", freight=text(f"cli.freight.{draft.freight}"))
    if case.return_waybill:
        yield text("cli.cases.waybill", waybill=case.return_waybill)
    if case.closed_at:
        yield text("cli.cases.closed_at", at=moment(case.closed_at), status=text(f"cli.status.{case.status}"))
    for clock in case.clocks:
        if clock.met_at:
            yield text("cli.cases.was_met", at=moment(clock.met_at), title=clock.title)


def _claim(case: Case) -> Iterator[str]:
    claim = msgspec.convert(case.draft.claim, Claim)
    yield text("cli.cases.claim")
    if claim.count:
        yield text("cli.cases.told", name=fact_name("count"), value=claim.count)
    if claim.wish:
        yield text("cli.cases.told", name=text("cli.wanted"), value=text(f"cli.wish.{claim.wish}"))
    for name, value in claim.answers.items():
        yield text("cli.cases.told", name=fact_name(name), value=value_name(name, value))
    for words in claim.said:
        yield text("cli.cases.said", words=words)


def _verdict(case: Case) -> Iterator[str]:
    yield text("cli.cases.verdict", on=case.draft.verdict.get("on", ""))
    try:
        yield from verdict_lines(msgspec.convert(case.draft.verdict, Verdict))
    except msgspec.ValidationError:
        yield msgspec.json.encode(case.draft.verdict).decode()


def _plain(case: Case, now: datetime) -> dict[str, object]:
    draft = case.draft
    told = ("order_no", "line_no", "extra", "issue", "standing", "remedy", "amount", "freight")
    clocks = [
        {**msgspec.structs.asdict(clock), "hours_left": None if clock.met_at else hours_left(clock.due_at, now)}
        for clock in case.clocks
    ]
    return {
        "kind": "case",
        "case_no": case.case_no,
        "status": case.status,
        **{name: getattr(draft, name) for name in told},
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "return_waybill": case.return_waybill,
        "clocks": clocks,
    }
