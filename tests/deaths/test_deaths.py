"""Every process is killed at random moments while buyers talk: no message is lost, none is answered twice.

DEATHS=20 kills web and actions 20 times each and Rasa 4 times; SEED chooses other moments.
"""

import os
import time
from pathlib import Path
from random import Random

import msgspec

from tests.deaths.buyers import BUYERS, Sender
from tests.deaths.counting import Count, Wrong, count
from tests.deaths.stack import Stack

DEATHS = int(os.environ.get("DEATHS") or 3)
OF_RASA = max(1, DEATHS // 5)
SEED = int(os.environ.get("SEED") or 618)
TOGETHER = 0.2
LONGEST_PAUSE_S = 6.0


def kill_all_over(stack: Stack, random: Random) -> None:
    """Kill them in a random order; mostly when all are well, sometimes another one while the last comes back."""
    order = ["web"] * DEATHS + ["actions"] * DEATHS + ["rasa"] * OF_RASA
    random.shuffle(order)
    for name in order:
        time.sleep(random.uniform(0, LONGEST_PAUSE_S))
        stack.processes[name].wait()
        stack.processes[name].kill()
        if random.random() >= TOGETHER:
            stack.wait()
    stack.wait()


def in_a_line(stack: Stack, senders: list[Sender], found: Count) -> str:
    killed = ", ".join(f"{name} {each.killed}" for name, each in stack.processes.items())
    sent, twice = sum(len(each.sent) for each in senders), sum(each.repeated for each in senders)
    counts = {**msgspec.structs.asdict(found), **msgspec.structs.asdict(found.wrong)}
    told = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in counts.items() if name != "wrong")
    return f"killed: {killed}; sent {sent} ({twice} of them twice): {told}"


def test_nothing_is_lost_or_answered_twice(database_url: str, tmp_path: Path) -> None:
    with Stack(database_url, tmp_path) as stack:
        stack.wait()
        senders = [Sender(stack.base, buyer, SEED) for buyer in BUYERS]
        for sender in senders:
            sender.start()
        kill_all_over(stack, Random(SEED))
        for sender in senders:
            sender.finish()
        found = count(database_url, stack.talks, {each.buyer: each.sent for each in senders})
        print(f"\n{in_a_line(stack, senders, found)}")
    sent = sum(len(each.sent) for each in senders)
    assert (found.stored, found.answered_once, found.wrong) == (sent, sent, Wrong())
    assert {each.ended - each.killed for each in stack.processes.values()} == {0}
