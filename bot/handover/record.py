"""What a person needs to take a talk over."""

from datetime import datetime
from typing import Any, Literal

import msgspec

Reason = Literal["asked", "review", "applied", "rest", "fallback", "trouble", "beyond_rules"]


class Brief(msgspec.Struct, frozen=True):
    """The matter in a few fields: what the buyer wants, of which order, what they said, what is settled already.

    ``said`` holds the buyer's own words, oldest first; ``facts`` what has been told or is on record; ``advice`` names
    the clause that decided, if one did.
    """

    order_no: str | None = None
    line_no: int | None = None
    item: str | None = None
    issue: str | None = None
    wish: str | None = None
    said: tuple[str, ...] = ()
    facts: dict[str, Any] = {}
    case_no: str | None = None
    advice: str | None = None


class Handover(msgspec.Struct, frozen=True):
    """One talk that waits for a person. ``due_at`` is when the shop has promised to look at it."""

    talk_id: str
    buyer_id: str | None
    reason: Reason
    brief: Brief
    opened_at: datetime
    due_at: datetime
    number: int = 0
    status: str = "waiting"
