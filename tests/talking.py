"""The bot of the tests: the product's own talker, on the model that ``make train`` has made."""

from bot.nlu.talker import Talker as Bot

__all__ = ["Bot"]
