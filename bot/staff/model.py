"""A person of the desk and what a role may."""

from datetime import datetime
from typing import Literal

import msgspec

Role = Literal["agent", "lead", "owner"]
Presence = Literal["here", "away"]
ROLES: tuple[Role, ...] = ("agent", "lead", "owner")


class Agent(msgspec.Struct, frozen=True):
    """Somebody of the desk. ``seen_at`` is when their desk was last open, by the wall's clock."""

    id: str
    name: str
    role: Role
    presence: Presence = "here"
    active: bool = True
    seen_at: datetime | None = None

    def may(self, least: Role) -> bool:
        """Whether what ``least`` may do is theirs to do as well."""
        return ROLES.index(self.role) >= ROLES.index(least)


class Session(msgspec.Struct, frozen=True):
    """Somebody signed in; ``csrf`` is to come back with whatever changes something."""

    agent: Agent
    csrf: str
    until: datetime
