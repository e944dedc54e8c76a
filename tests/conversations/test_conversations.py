"""Every talk in the folders beside this file, held with the trained model, the real actions and a real database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot import service
from bot.clock import parse_time
from bot.replaying.stage import Stage
from tests.conversations.invariants import check
from tests.talking import Bot

HERE = Path(__file__).parent
TALKS = sorted(HERE.glob("*/*.yml"))
HANDED_OVER = ("utter_handed_over", "utter_handed_over_closed", "utter_handed_over_nobody", "utter_handed_over_already")
NOON = "2026-06-18T10:00"


class Turn(msgspec.Struct, forbid_unknown_fields=True):
    """What the buyer types, and what must come back.

    ``bot`` names the reply or replies in order; ``facts`` some of the facts that went into it; ``says`` and
    ``never_says`` stretches of its text; ``buttons`` titles; ``message_id`` is the channel's id for it; ``server`` may
    be away. ``device`` other than "" is a talk begun elsewhere by the same buyer; ``at``: the shop was started again at
    that time.
    """

    buyer: str
    bot: str | list[str]
    facts: dict[str, str] = {}
    says: list[str] = []
    never_says: list[str] = []
    buttons: list[str] | None = None
    message_id: str | None = None
    server: str = "up"
    device: str = ""
    at: str | None = None


class Talk(msgspec.Struct, forbid_unknown_fields=True):
    """One talk and what stands in the database afterwards: all cases (oldest first) and all waiting handovers."""

    name: str
    talk: list[Turn]
    buyer: str | None = None
    clock: str = NOON
    cases: list[dict[str, Any]] = []
    handovers: list[dict[str, Any]] = []


def read_talk(path: Path) -> Talk:
    return msgspec.yaml.decode(path.read_bytes(), type=Talk)


@pytest.fixture
def shop(request: pytest.FixtureRequest, stage: Stage) -> Iterator[service.Service]:
    made = stage.open(None, parse_time(request.param))
    service.use(made)
    yield made
    stage.close(made)


def restarted(stage: Stage, shop: service.Service, at: str) -> service.Service:
    """The same shop, on the same database, in a process that begins at another time."""
    made = stage.again(shop, parse_time(at))
    service.use(made)
    return made


def cases_of(shop: service.Service) -> list[dict[str, Any]]:
    """Every case with all that a talk may ask about it."""
    return [
        {
            **msgspec.structs.asdict(case.draft),
            "status": case.status,
            "return_waybill": case.return_waybill,
            "clocks": [clock.clause for clock in case.clocks],
            "clause": case.draft.verdict["cites"][0]["name"],
        }
        for case in reversed(shop.shop.cases.all(only_open=False))
    ]


def waiting_of(shop: service.Service) -> list[dict[str, Any]]:
    """Every waiting handover, its brief spread out."""
    return [
        {
            **msgspec.json.decode(msgspec.json.encode(each.brief)),
            "reason": each.reason,
            "buyer_id": each.buyer_id,
            "priority": each.priority,
        }
        for each in shop.shop.handovers.waiting()
    ]


def same(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    assert len(found) == len(expected), found
    for one, wanted in zip(found, expected, strict=True):
        assert {name: one[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("path", "shop"),
    [pytest.param(path, read_talk(path).clock, id=f"{path.parent.name}/{path.stem}") for path in TALKS],
    indirect=["shop"],
)
def test_talk(path: Path, shop: service.Service, stage: Stage, bot: Bot) -> None:
    talk = read_talk(path)
    sender = f"{path.parent.name}/{path.stem}"
    for number, turn in enumerate(talk.talk, 1):
        if turn.at:
            shop = restarted(stage, shop, turn.at)
        metadata = {"buyer_id": talk.buyer} if talk.buyer else {}
        if turn.message_id:
            metadata["message_id"] = turn.message_id
        bot.actions.away = turn.server == "away"
        written = len(cases_of(shop))
        said = bot.hear(f"{sender}{turn.device}", turn.buyer, metadata)
        bot.actions.away = False
        where = f"{path}: turn {number}, {turn.buyer!r}: {[one['text'] for one in said]}"
        expect(turn, said, where)
        check(shop, bot, talk.buyer, turn.buyer, said, len(cases_of(shop)) - written, where)
    same(cases_of(shop), talk.cases)
    same(waiting_of(shop), talk.handovers)
    a_person_is_one_message_away(sender, talk.buyer, bot)


def expect(turn: Turn, said: list[dict[str, Any]], where: str) -> None:
    names = [one["metadata"]["utter_action"] for one in said]
    wanted = [turn.bot] if isinstance(turn.bot, str) else turn.bot
    assert names == wanted, where
    facts = said[-1]["metadata"] if said else {}
    assert {name: facts.get(name) for name in turn.facts} == turn.facts, where
    text = "\n".join(one["text"] for one in said)
    assert [part for part in turn.says if part not in text] == [], where
    assert [part for part in turn.never_says if part in text] == [], where
    if turn.buttons is not None:
        assert [button["title"] for button in said[-1]["data"]["buttons"] or []] == turn.buttons, where


def a_person_is_one_message_away(sender: str, buyer: str | None, bot: Bot) -> None:
    said = bot.hear(sender, "转人工", {"buyer_id": buyer} if buyer else {})
    assert said[0]["metadata"]["utter_action"] in HANDED_OVER
