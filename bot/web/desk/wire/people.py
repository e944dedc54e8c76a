"""Who is at the desk, and what they may do. Amounts are 分, moments ISO times."""

from datetime import datetime
from typing import Literal

import msgspec

from bot.web.wire import Choice

Role = Literal["agent", "lead", "owner"]
Mode = Literal["answers", "drafts", "off"]
Presence = Literal["here", "away"]


class SignIn(msgspec.Struct, frozen=True):
    """Who wants in."""

    name: str
    password: str


class Me(msgspec.Struct, frozen=True):
    """Who is signed in; ``csrf`` goes back as the header X-CSRF-Token of whatever changes something.

    ``limit`` is the most in 分 that this role may grant, None for any amount; ``undo_s`` how long a decision can be
    taken back; ``close_reasons`` what a talk may be closed with, as code and words.
    """

    id: str
    name: str
    role: Role
    csrf: str
    presence: Presence
    mode: Mode
    limit: int | None
    undo_s: int
    close_reasons: list[Choice]
    shop_hours: str


class Password(msgspec.Struct, frozen=True):
    """A new password of one's own."""

    old: str
    new: str


class Present(msgspec.Struct, frozen=True):
    """Whether somebody takes talks now."""

    presence: Presence


class Colleague(msgspec.Struct, frozen=True):
    """Somebody of the desk; ``talks`` is how many they have."""

    id: str
    name: str
    role: Role
    presence: Presence
    online: bool
    talks: int
    active: bool


class NewAgent(msgspec.Struct, frozen=True):
    """Somebody new at the desk."""

    id: str
    name: str
    role: Role
    password: str


class ChangedAgent(msgspec.Struct, frozen=True):
    """What changes of somebody; None stays as it is."""

    name: str | None = None
    role: Role | None = None
    password: str | None = None
    active: bool | None = None


class Moded(msgspec.Struct, frozen=True):
    """Whether the bot answers, drafts, or is off."""

    mode: Mode


class Seen(msgspec.Struct, frozen=True):
    """One line of the audit log."""

    number: int
    at: datetime
    who: str
    what: str
    about: str


class Audit(msgspec.Struct, frozen=True):
    """A page of the audit log, newest first."""

    seen: list[Seen]
    more: bool
