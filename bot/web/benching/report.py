"""The measurements, one after the other, ours and the echo's in turn."""

import asyncio
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

import msgspec

from bot.web.benching.servers import Servers, echoing, ours
from bot.web.benching.talks import LINES, Load, one_long_talk, talking

LOADS = (Load(1, 18), Load(10, 12), Load(50, 8))
EARLY, LATE = 10, 300
LONG = LATE + len(LINES) // 2
AT_ONCE = (0.0, 0.0)
WARMING, TALKATIVE = ["bench-warming"], ["bench-talkative"]


class Waits(msgspec.Struct, frozen=True):
    """How long answers took at so many talks at once: messages, median and 95th percentile, in milliseconds."""

    talks: int
    messages: int
    p50_ms: float
    p95_ms: float


class Growth(msgspec.Struct, frozen=True):
    """The median wait about the tenth and the three hundredth turn of one talk, in milliseconds; late by early."""

    early_ms: float
    late_ms: float
    ratio: float


class Beside(msgspec.Struct, frozen=True):
    """Ours and the echo's, from one run."""

    ours: tuple[Waits, ...]
    echo: tuple[Waits, ...]
    ours_long: Growth
    echo_long: Growth


def bench_window(loads: tuple[Load, ...] = LOADS, long: int = LONG) -> Beside:
    """Start both, let buyers talk, and tell how long they waited; takes some minutes. Raises NotUp."""
    buyers = [*WARMING, *(buyer for load in loads for buyer in _buyers(load)), *TALKATIVE]
    with ExitStack() as stack:
        one, other = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2))
        us, them = stack.enter_context(ours(one, buyers)), stack.enter_context(echoing(other, buyers))
        return asyncio.run(_all(us, them, loads, long))


async def _all(us: Servers, them: Servers, loads: tuple[Load, ...], long: int) -> Beside:
    for servers in (us, them):
        await talking(servers, WARMING, Load(1, 3, AT_ONCE))
    waits = [(await _measured(us, load), await _measured(them, load)) for load in loads]
    mine = await talking(us, TALKATIVE, Load(1, long, AT_ONCE))
    theirs = await one_long_talk(them, long)
    by_us, by_them = zip(*waits, strict=True)
    return Beside(by_us, by_them, growth(mine[0]), growth(theirs))


def _buyers(load: Load) -> list[str]:
    return [f"bench-{load.talks}-{number}" for number in range(load.talks)]


async def _measured(servers: Servers, load: Load) -> Waits:
    waited = [each for talk in await talking(servers, _buyers(load), load) for each in talk]
    return Waits(load.talks, len(waited), _ms(statistics.median(waited)), _ms(percentile(waited, 95)))


def growth(waited: list[float]) -> Growth:
    """How a wait has grown from about the tenth turn to about the three hundredth, over the same lines each time."""
    half = len(LINES) // 2
    early, late = (
        statistics.median(waited[max(0, at - half) : at + half]) for at in (EARLY, min(LATE, len(waited) - half))
    )
    return Growth(_ms(early), _ms(late), round(late / early, 2))


def percentile(values: list[float], percent: int) -> float:
    """The value that so many percent do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
