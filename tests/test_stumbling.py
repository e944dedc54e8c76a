"""An action that did its part and was then cut off is asked again, and the buyer learns nothing of it."""

from copy import copy
from typing import Any

import pytest

from bot import service
from bot.clock import parse_time
from bot.nlu.talker import InProcess
from bot.replaying.stage import Stage
from tests.conversations.test_conversations import NOON, cases_of
from tests.talking import Bot

TALK = ("T恤少了一件", "图发了，外箱完好", "本人签收的", "运费谁出", "可以")


class Stumbles(InProcess):
    """Does what it is asked, but the answer to one call of each message is lost."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at, self.calls = at, 0

    async def request(self, method: str = "post", **kwargs: Any) -> Any:
        answer = await super().request(method, **kwargs)
        self.calls += 1
        if self.calls == self.at:
            raise ConnectionError("cut off")
        return answer


def held(bot: Bot, stage: Stage, name: str, actions: InProcess) -> tuple[list[list[str]], int]:
    shop = stage.open(None, parse_time(NOON))
    service.use(shop)
    other = copy(bot)
    other.pauses, other.agent = (0.0,), copy(bot.agent)
    other.agent.processor = copy(bot.agent.processor)
    other.agent.processor.action_endpoint = actions
    said = []
    for number, text in enumerate(TALK):
        actions.calls = 0
        metadata = {"buyer_id": "buyer-lin", "message_id": f"{name}-{number}"}
        said.append([each["text"] for each in other.hear(name, text, metadata)])
    written = len(cases_of(shop))
    stage.close(shop)
    return said, written


@pytest.fixture(scope="module")
def undisturbed(bot: Bot, stage: Stage) -> tuple[list[list[str]], int]:
    return held(bot, stage, "undisturbed", Stumbles(0))


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_talk_comes_to_the_same(at: int, bot: Bot, stage: Stage, undisturbed: tuple[list[list[str]], int]) -> None:
    assert held(bot, stage, f"stumbling-{at}", Stumbles(at)) == undisturbed
    assert undisturbed[1] == 1


def test_an_action_that_fails_every_time_is_owned_up_to(bot: Bot, stage: Stage) -> None:
    away = Stumbles(0)
    away.away = True
    said, written = held(bot, stage, "away", away)
    assert (len(said), written) == (len(TALK), 0)
    assert all(said)
