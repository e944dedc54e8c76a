"""Bot and people never speak at once, however their steps fall between each other.

Buyer, bot and two people each go their way in small steps; chance decides whose step is next. A step is one
transaction, so this is every order in which real processes can come to the database.
"""

import os
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.engine import Engine

from bot.assisting.store import AssistingStore, Drafted
from bot.clock import SHANGHAI
from bot.handover.store import HandoverStore
from bot.store import metadata, open_engine
from bot.web.desk.store import Changed, DeskStore, NotTheirs, Words
from bot.web.store import Kept, Said, WindowStore
from bot.web.wire import Extras

NOON = datetime(2026, 6, 18, 12, tzinfo=SHANGHAI)
BUYER = "buyer-lin"
MESSAGES = 6
ROUNDS = int(os.environ.get("ROUNDS") or 100)
TAKEN, GONE = "〔接手〕", "〔交出〕"


class House(NamedTuple):
    engine: Engine
    window: WindowStore
    desk: DeskStore
    chance: random.Random
    counts: dict[str, int]

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def buyer(house: House) -> Iterator[None]:
    for number in range(MESSAGES):
        house.window.accept(BUYER, f"said-{number}", f"第{number}句", f"第{number}句", Extras(), NOON)
        yield
        if house.chance.random() < 0.5:
            yield


def bot(house: House) -> Iterator[None]:
    """As the door does it: which message, who has the talk, what the engine makes of it, what is kept."""
    for _ in range(40):
        message = house.window.next_waiting(BUYER)
        yield
        if message is None:
            continue
        persons = house.window.conversation(BUYER).agent_id is not None
        yield
        if persons:
            draft = Drafted(BUYER, message.seq, f"草稿{message.seq}", NOON)
            house.count("drafted" if house.window.drafted(message, draft) else "left to the bot after all")
        else:
            done = house.window.answered(message, [Said(f"答{message.seq}")], NOON)
            house.count({"said": "said", "drafted": "became a draft", None: "answered before"}[done])
        yield


def person(name: str, other: str) -> Callable[[House], Iterator[None]]:
    def acts(house: House) -> Iterator[None]:
        for turn in range(8):
            seen = house.window.conversation(BUYER)
            yield
            try:
                _act(house, name, other, seen.version, seen.agent_id, turn)
            except (Changed, NotTheirs) as error:
                house.count(type(error).__name__)
            yield

    return acts


def _act(house: House, name: str, other: str, version: int, holder: str | None, turn: int) -> None:
    if holder != name:
        house.desk.take(BUYER, name, version, NOON + timedelta(seconds=turn), TAKEN)
        house.count("taken")
        return
    deed = house.chance.choice(["say", "say", "hand on", "queue", "return", "close"])
    if deed == "say":
        house.desk.say(BUYER, Words(f"{name}-{version}-{turn}", f"{name}说", name, name), NOON)
    elif deed in ("hand on", "queue"):
        house.desk.pass_on(
            BUYER, name, version, other if deed == "hand on" else None, NOON, GONE if deed == "queue" else TAKEN
        )
    else:
        house.desk.end(BUYER, name, version, "returned" if deed == "return" else "solved", NOON, GONE)
    house.count(deed)


def play(house: House) -> None:
    acts = [buyer, bot, person("xiaoya", "ajie"), person("ajie", "xiaoya")]
    running = [act(house) for act in acts]
    while running:
        actor = house.chance.choice(running)
        if next(actor, running) is running:
            running.remove(actor)


def settle(house: House) -> None:
    """Whoever has it gives it back, and what was left in the queue is taken first; the bot answers what is left."""
    seen = house.window.conversation(BUYER)
    if seen.agent_id is None and HandoverStore(house.engine).waiting_for(BUYER):
        house.desk.take(BUYER, "laoban", seen.version, NOON, TAKEN)
        seen = house.window.conversation(BUYER)
    if seen.agent_id:
        house.desk.end(BUYER, None, seen.version, "returned", NOON, GONE)
    while message := house.window.next_waiting(BUYER):
        assert house.window.answered(message, [Said(f"答{message.seq}")], NOON) == "said"


def said_by_bot_while_a_person_had_it(messages: list[Kept]) -> list[str]:
    theirs, wrong = False, []
    for each in messages:
        theirs = {TAKEN: True, GONE: False}.get(each.text, theirs)
        if theirs and each.author == "bot":
            wrong.append(each.text)
    return wrong


def test_no_order_of_steps_lets_the_bot_speak_over_a_person() -> None:
    counts: dict[str, int] = {}
    for seed in range(ROUNDS):
        engine = open_engine("sqlite://")
        metadata.create_all(engine)
        house = House(engine, WindowStore(engine), DeskStore(engine), random.Random(seed), counts)
        play(house)
        settle(house)
        page, _ = house.window.page(BUYER, None, 500)
        assert said_by_bot_while_a_person_had_it(page) == []
        _each_message_once(house, page)
        engine.dispose()
    print(f"\n{ROUNDS} rounds: " + ", ".join(f"{what} {count}" for what, count in sorted(counts.items())))
    assert min(counts[what] for what in ("said", "drafted", "became a draft", "taken", "Changed", "return")) > 0


def _each_message_once(house: House, page: list[Kept]) -> None:
    asked = [each for each in page if each.author == "buyer"]
    assert [each.text for each in asked] == [f"第{number}句" for number in range(MESSAGES)]
    assert {each.state for each in asked} == {"answered"}
    answers = [each.reply_to for each in page if each.author == "bot"]
    assert len(answers) == len(set(answers))
    assert [each.seq for each in page] == list(range(1, len(page) + 1))
    assert AssistingStore(house.engine).open_drafts(BUYER) == []
