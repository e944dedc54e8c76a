"""``bench``: how fast orders come in and verdicts are reached on this machine."""

import statistics
import time as clock
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime, time
from importlib.metadata import version
from itertools import product
from typing import get_args

import msgspec

from bot.aftersales.assess import assess, deciding
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue
from bot.aftersales.gather import gather
from bot.aftersales.policies import Policies
from bot.cli.parser import Commands, Failed, Setup, command, number, print_json, wants_json
from bot.cli.peer import rule_engine_decides
from bot.clock import SHANGHAI, day
from bot.orders import Line, Order, read_orders
from bot.orders.bench import bench_import
from bot.orders.demo import demo_shop
from bot.service import policies
from bot.settings import Settings
from bot.texts import text
from bot.web.benching import NotUp, bench_window

ROUNDS = 5
ROUND_S = 0.6
ORDERS = 20_000
SAMPLE = 500
ANSWERS: tuple[dict[str, str], ...] = (
    {},
    {"goods_photo": "claimed", "waybill_photo": "claimed", "box": "intact", "signed_by": "self", "received": "told"},
    {"goods_photo": "claimed", "box": "damaged", "signed_by": "other", "box_photo": "claimed", "insists": "insisted"},
    {"defect": "told", "defect_photo": "claimed", "goods_complete": "complete", "seal": "unopened"},
)
Work = list[tuple[Issue, Order, Line, Claim]]


class Beside(msgspec.Struct, frozen=True):
    """Which clause decides, found so many times a second by us and by a peer over the same facts: medians, ratio."""

    peer: str
    ours_per_s: int
    theirs_per_s: int
    ratio: float


class Speed(msgspec.Struct, frozen=True):
    """Verdicts a second of processor time: the median of the rounds, the slowest, and how many different claims."""

    verdicts_per_s: int
    slowest_per_s: int
    claims: int


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "bench", run, as_json=True).options
    options.add_argument("--orders", metavar="N", type=number(1000), default=ORDERS, help=text("cli.help.bench_orders"))
    options.add_argument("--window", action="store_true", help=text("cli.help.bench_window"))


def run(arguments: Namespace, setup: Setup) -> int:
    """Measure what was asked for and print it."""
    return _window(arguments) if arguments.window else _core(arguments, setup)


def _window(arguments: Namespace) -> int:
    try:
        waits = bench_window()
    except NotUp as error:
        raise Failed(str(error)) from error
    if wants_json(arguments):
        print_json(waits)
        return 0
    for ours, echo in zip(waits.ours, waits.echo, strict=True):
        beside = {f"echo_{name}": value for name, value in msgspec.structs.asdict(echo).items()}
        ratio = round(ours.p95_ms / echo.p95_ms, 1)
        print(text("cli.bench.waits", **msgspec.structs.asdict(ours), **beside, ratio=ratio))
    for name, grown in (("long", waits.ours_long), ("echo_long", waits.echo_long)):
        print(text(f"cli.bench.{name}", **msgspec.structs.asdict(grown)))
    return 0


def _core(arguments: Namespace, setup: Setup) -> int:
    rules = policies(setup.settings)
    speed, beside = verdict_speed(setup.settings, rules), side_by_side(setup.settings, rules)
    importing = bench_import(arguments.orders)
    if wants_json(arguments):
        print_json({"verdicts": speed, "beside": beside, "import": importing})
        return 0
    print(text("cli.bench.verdicts", median=speed.verdicts_per_s, slowest=speed.slowest_per_s, claims=speed.claims))
    print(text("cli.bench.beside", **msgspec.structs.asdict(beside)) if beside else text("cli.bench.no_peer"))
    seconds = round(importing.read_s + importing.save_s, 1)
    per_s = round(importing.orders / (importing.read_s + importing.save_s))
    print(text("cli.bench.imported", orders=importing.orders, seconds=seconds, per_s=per_s))
    again, get, several = importing.again_s, importing.get_p95_ms, importing.list_p95_ms
    print(text("cli.bench.found", again=round(again, 1), get=round(get, 2), several=round(several, 2)))
    return 0


def verdict_speed(settings: Settings, rules: Policies, rounds: int = ROUNDS, round_s: float = ROUND_S) -> Speed:
    """Times gathering facts and assessing them over every demo line, issue and set of answers, again and again."""
    now = _noon(settings)
    work, in_force = _demo_claims(settings), rules.on(day(now))

    def once() -> int:
        for issue, order, line, claim in work:
            assess(gather(issue, order, line, claim, in_force, now), in_force)
        return len(work)

    speeds = [_per_s(once, round_s) for _ in range(rounds)]
    return Speed(round(statistics.median(speeds)), round(min(speeds)), len(work))


def side_by_side(settings: Settings, rules: Policies, rounds: int = ROUNDS, round_s: float = ROUND_S) -> Beside | None:
    """Ours and rule-engine in turn, finding the deciding clause for the same facts; None without the library."""
    now = _noon(settings)
    in_force = rules.on(day(now))
    theirs = rule_engine_decides(in_force)
    if theirs is None:
        return None
    claims = _demo_claims(settings)
    situations = [gather(issue, order, line, claim, in_force, now) for issue, order, line, claim in claims]

    def by_us() -> int:
        for each in situations:
            deciding(each, in_force)
        return len(situations)

    def by_them() -> int:
        for each in situations[:: len(situations) // SAMPLE + 1]:
            theirs(each.issue, each.facts)
        return len(situations[:: len(situations) // SAMPLE + 1])

    speeds = [(_per_s(by_us, round_s), _per_s(by_them, round_s)) for _ in range(rounds)]
    ours, other = (statistics.median(each) for each in zip(*speeds, strict=True))
    return Beside(f"rule-engine {version('rule-engine')}", round(ours), round(other), round(ours / other, 1))


def _per_s(work: Callable[[], int], round_s: float) -> float:
    """How much of the work is done in a second of processor time."""
    done, started = 0, clock.process_time()
    while (spent := clock.process_time() - started) < round_s:
        done += work()
    return done / spent


def _noon(settings: Settings) -> datetime:
    return datetime.combine(demo_shop(settings.data).anchor, time(12), SHANGHAI)


def _demo_claims(settings: Settings) -> Work:
    orders = read_orders(settings.data / "demo" / "orders.json")
    lines = [(order, line) for order in orders for line in order.lines]
    return [
        (issue, order, line, Claim(issue, order.order_no, line.line_no, count=1, answers=answers))
        for (order, line), issue, answers in product(lines, get_args(Issue), ANSWERS)
    ]
