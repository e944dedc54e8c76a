"""What buyers send to show what happened: pictures and videos, checked by content, stored without what gives away."""

from bot.evidence.intake import Intake
from bot.evidence.limits import Limits
from bot.evidence.looks import alike, same_picture
from bot.evidence.taken import Notes, Refused, Taken

__all__ = ["Intake", "Limits", "Notes", "Refused", "Taken", "alike", "same_picture"]
