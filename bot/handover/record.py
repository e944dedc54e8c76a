"""What a person needs to take a talk over."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from bot.handover.escalation import Priority

Status = Literal["waiting", "taken", "closed"]
REASONS = (
    "asked",
    "review",
    "applied",
    "rest",
    "fallback",
    "offered",
    "trouble",
    "beyond_rules",
    "stepped_in",
    "drafts_only",
    "bot_off",
)


class Brief(msgspec.Struct, frozen=True):
    """The matter in a few fields: what the buyer wants, of which order, what they said, what is settled already.

    ``said`` holds the buyer's own words, oldest first; ``facts`` what has been told or is on record; ``missing`` the
    facts still asked for; ``verdict`` the outcome so far and ``advice`` the clause it rests on, if one decided;
    ``amount`` the 分 they ask for; ``reply`` what the bot would say.
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
    amount: int | None = None
    missing: tuple[str, ...] = ()
    verdict: str | None = None
    reply: str | None = None


class Handover(msgspec.Struct, frozen=True):
    """One talk that waits for a person, is with one, or was.

    ``reason`` is one of REASONS or a row of the escalation table; ``due_at`` is when the shop has promised to look;
    ``task``: the buyer left a message while nobody was there; ``agent_id`` has taken it, first replied at
    ``replied_at`` and ended it with ``result``.
    """

    talk_id: str
    buyer_id: str | None
    reason: str
    brief: Brief
    opened_at: datetime
    due_at: datetime
    number: int = 0
    status: Status = "waiting"
    priority: Priority = "normal"
    task: bool = False
    agent_id: str | None = None
    taken_at: datetime | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    result: str | None = None
