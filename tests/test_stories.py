"""Rasa's own tests, which Rasa people will run: the stories are held by Rasa's own code on the trained model."""

from pathlib import Path

from rasa.core.test import FAILED_STORIES_FILE
from rasa.core.test import test as held

from tests.talking import Bot


def test_every_story_goes_as_it_is_written(bot: Bot, tmp_path: Path) -> None:
    report = bot.loop.run_until_complete(
        held("tests/stories", bot.agent, out_directory=str(tmp_path), disable_plotting=True)
    )
    assert report["report"]["conversation_accuracy"]["correct"] >= 6
    assert report["report"]["conversation_accuracy"]["accuracy"] == 1.0, (tmp_path / FAILED_STORIES_FILE).read_text()
