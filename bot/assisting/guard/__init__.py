"""The promise guard: what a person is about to send, held against what has been decided."""

from bot.assisting.guard.allowed import Allowed, Due, allowed
from bot.assisting.guard.caution import Caution
from bot.assisting.guard.check import check
from bot.assisting.guard.rules import Rules, read_rules

__all__ = ["Allowed", "Caution", "Due", "Rules", "allowed", "check", "read_rules"]
