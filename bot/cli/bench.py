"""``bench``: how fast orders come in and verdicts are reached on this machine."""

import statistics
import time as clock
from argparse import Namespace
from datetime import datetime, time
from itertools import product
from typing import get_args

import msgspec

from bot.aftersales.assess import assess
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue
from bot.aftersales.gather import gather
from bot.aftersales.policies import Policies
from bot.cli.parser import Commands, Setup, command, number, print_json, wants_json
from bot.clock import SHANGHAI, day
from bot.orders import Line, Order, read_orders
from bot.orders.bench import bench_import
from bot.orders.demo import demo_shop
from bot.service import policies
from bot.settings import Settings
from bot.texts import text

ROUNDS = 5
ROUND_S = 0.6
ORDERS = 20_000
ANSWERS: tuple[dict[str, str], ...] = (
    {},
    {"goods_photo": "claimed", "waybill_photo": "claimed", "box": "intact", "signed_by": "self", "received": "told"},
    {"goods_photo": "claimed", "box": "damaged", "signed_by": "other", "box_photo": "claimed", "insists": "insisted"},
    {"defect": "told", "defect_photo": "claimed", "goods_complete": "complete", "seal": "unopened"},
)
Work = list[tuple[Issue, Order, Line, Claim]]


class Speed(msgspec.Struct, frozen=True):
    """Verdicts a second of processor time: the median of the rounds, the slowest, and how many different claims."""

    verdicts_per_s: int
    slowest_per_s: int
    claims: int


def add(commands: Commands) -> None:
    """The arguments."""
    options = command(commands, "bench", run, as_json=True).options
    options.add_argument("--orders", metavar="N", type=number(1000), default=ORDERS, help=text("cli.help.bench_orders"))


def run(arguments: Namespace, setup: Setup) -> int:
    """Measure both and print."""
    speed = verdict_speed(setup.settings, policies(setup.settings))
    importing = bench_import(arguments.orders)
    if wants_json(arguments):
        print_json({"verdicts": speed, "import": importing})
        return 0
    print(text("cli.bench.verdicts", median=speed.verdicts_per_s, slowest=speed.slowest_per_s, claims=speed.claims))
    seconds = round(importing.read_s + importing.save_s, 1)
    per_s = round(importing.orders / (importing.read_s + importing.save_s))
    print(text("cli.bench.imported", orders=importing.orders, seconds=seconds, per_s=per_s))
    again, get, several = importing.again_s, importing.get_p95_ms, importing.list_p95_ms
    print(text("cli.bench.found", again=round(again, 1), get=round(get, 2), several=round(several, 2)))
    return 0


def verdict_speed(settings: Settings, rules: Policies, rounds: int = ROUNDS, round_s: float = ROUND_S) -> Speed:
    """Times gathering facts and assessing them over every demo line, issue and set of answers, again and again."""
    now = datetime.combine(demo_shop(settings.data).anchor, time(12), SHANGHAI)
    work, in_force = _demo_claims(settings), rules.on(day(now))
    speeds = []
    for _ in range(rounds):
        done, started = 0, clock.process_time()
        while clock.process_time() - started < round_s:
            for issue, order, line, claim in work:
                assess(gather(issue, order, line, claim, in_force, now), in_force)
            done += len(work)
        speeds.append(done / (clock.process_time() - started))
    return Speed(round(statistics.median(speeds)), round(min(speeds)), len(work))


def _demo_claims(settings: Settings) -> Work:
    orders = read_orders(settings.data / "demo" / "orders.json")
    lines = [(order, line) for order in orders for line in order.lines]
    return [
        (issue, order, line, Claim(issue, order.order_no, line.line_no, count=1, answers=answers))
        for (order, line), issue, answers in product(lines, get_args(Issue), ANSWERS)
    ]
