"""``decide``: the verdict on a stored order, for the shop's staff."""

import argparse
from collections.abc import Iterator
from typing import cast, get_args

import msgspec

from bot.aftersales.case import Clock, Standing
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Wish
from bot.aftersales.facts import UNKNOWN
from bot.aftersales.gather import NOT_WANTED
from bot.aftersales.verdict import Offer
from bot.cli.parser import (
    WRONG_USAGE,
    Commands,
    Failed,
    Setup,
    command,
    number,
    one_of,
    print_json,
    time_given,
    wants_json,
    yuan_given,
)
from bot.orders import Line, Order
from bot.replies import moment
from bot.service import build
from bot.shop import Decision, Shop
from bot.talk.wording import item_line, stage_word
from bot.telling.receipt import clock_line, tellable, verdict_lines
from bot.telling.words import fact_name, names, value_names
from bot.texts import text

LEADS_TO: dict[str, tuple[Standing, ...]] = {"review": ("review",), "refuse": ("applied",)}


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "decide", run, as_json=True).options
    options.add_argument("--order", metavar="NO", required=True, help=text("cli.help.order"))
    issue = one_of(get_args(Issue), {})
    options.add_argument("--issue", metavar="ISSUE", required=True, type=issue, help=text("cli.help.issue"))
    options.add_argument("--line", metavar="N", type=number(1), help=text("cli.help.line"))
    options.add_argument("--extra", metavar="NAME", help=text("cli.help.extra"))
    options.add_argument("--count", metavar="N", type=number(1), help=text("cli.help.count"))
    wish = one_of(get_args(Wish), names("wish"))
    options.add_argument("--amount", metavar="YUAN", type=yuan_given, help=text("cli.help.amount"))
    options.add_argument("--wish", metavar="WISH", type=wish, help=text("cli.help.wish"))
    options.add_argument(
        "--fact", metavar="NAME=VALUE", type=_fact, action="append", default=[], help=text("cli.help.fact")
    )
    options.add_argument("--at", metavar="TIME", type=time_given, help=text("cli.help.at"))


def run(arguments: argparse.Namespace, setup: Setup) -> int:
    """Decide and print."""
    settings = setup.settings
    if arguments.at:
        settings = msgspec.structs.replace(settings, clock=arguments.at)
    shop = build(settings).shop
    decision = shop.decide(*_claim(arguments, shop))
    if wants_json(arguments):
        print_json(_plain(decision, shop))
    else:
        print("\n".join(_lines(decision, shop)))
    return 0


def _claim(arguments: argparse.Namespace, shop: Shop) -> tuple[Order, Claim]:
    order = shop.orders.find(arguments.order)
    if order is None:
        raise Failed(text("cli.decide.no_order", order=arguments.order, count=shop.orders.count()))
    line = _line(order, arguments.line)
    _check_pieces(line, arguments.extra, arguments.count)
    if arguments.extra and arguments.issue in NOT_WANTED:
        raise Failed(text("cli.decide.gift_alone", extra=arguments.extra), WRONG_USAGE)
    return order, Claim(
        issue=cast(Issue, arguments.issue),
        order_no=order.order_no,
        line_no=line.line_no,
        extra=arguments.extra,
        count=arguments.count,
        wish=cast(Wish, arguments.wish),
        answers=dict(arguments.fact),
        amount=arguments.amount,
    )


def _line(order: Order, line_no: int | None) -> Line:
    line = order.lines[0] if line_no is None and len(order.lines) == 1 else order.line(line_no or 0)
    if line is None:
        listed = "\n".join(
            text("cli.decide.line", number=each.line_no, item=item_line(each.title, each.spec), quantity=each.quantity)
            for each in order.lines
        )
        key = "which_line" if line_no is None else "no_line"
        raise Failed(text(f"cli.decide.{key}", line=line_no, order=order.order_no, listed=listed), WRONG_USAGE)
    return line


def _check_pieces(line: Line, extra_name: str | None, count: int | None) -> None:
    extra = next((each for each in line.extras if each.name == extra_name), None)
    if extra_name and extra is None:
        listed = "、".join(each.name for each in line.extras) or text("cli.nothing")
        raise Failed(text("cli.decide.no_extra", extra=extra_name, line=line.line_no, listed=listed), WRONG_USAGE)
    bought = extra.quantity if extra else line.quantity
    if count and count > bought:
        raise Failed(text("cli.decide.too_many", count=count, bought=bought), WRONG_USAGE)


def _fact(given: str) -> tuple[str, str]:
    called, equals, told = given.partition("=")
    by_name = {**{fact_name(name): name for name in tellable()}, **{name: name for name in tellable()}}
    if not equals or called not in by_name:
        listed = "、".join(f"{name}（{fact_name(name)}）" for name in tellable())
        raise argparse.ArgumentTypeError(text("cli.decide.no_fact", given=given, listed=listed))
    name = by_name[called]
    return name, one_of((*value_names(name), UNKNOWN), {**value_names(name), UNKNOWN: text("cli.unknown")})(told)


def _lines(decision: Decision, shop: Shop) -> Iterator[str]:
    order, line = decision.order, decision.line
    yield text("cli.decide.order", order=order.order_no, stage=stage_word(order), at=moment(decision.at))
    item = decision.extra.name if decision.extra else item_line(line.title, line.spec)
    yield text("cli.decide.about", line=line.line_no, item=item, issue=decision.verdict.issue)
    wish = decision.claim.wish
    wished = decision.verdict.serving(wish) if wish else None
    yield from verdict_lines(decision.verdict, lambda offer: _clocks(decision, offer, shop), wished)
    if wish and wished is None and decision.verdict.offers:
        yield text("cli.decide.wish_unserved", wish=text(f"cli.wish.{wish}"))
    clause = shop.policies.clauses.get(decision.verdict.cites[0].name)
    if clause and clause.staff:
        yield text("cli.advice", advice=clause.staff)
    for clock in _when_written(decision, shop)[:1]:
        yield text("cli.decide.when_written", clock=clock_line(clock))


def _clocks(decision: Decision, offer: Offer, shop: Shop) -> tuple[Clock, ...]:
    """What accepting an offer starts: the review it waits for, or what it grants."""
    return shop.deadlines("review" if offer.waits else "granted", decision.verdict.issue, offer.remedy)


def _when_written(decision: Decision, shop: Shop) -> list[Clock]:
    standings = LEADS_TO.get(decision.verdict.outcome, ())
    return [clock for standing in standings for clock in shop.deadlines(standing, decision.verdict.issue, None)]


def _plain(decision: Decision, shop: Shop) -> dict[str, object]:
    return {
        "order_no": decision.order.order_no,
        "line_no": decision.line.line_no,
        "extra": decision.extra.name if decision.extra else None,
        "at": decision.at,
        "claim": decision.claim,
        "verdict": decision.verdict,
        "deadlines": {offer.remedy: _clocks(decision, offer, shop) for offer in decision.verdict.offers},
        "when_written": _when_written(decision, shop),
    }
