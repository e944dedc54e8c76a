"""What a proof pack is made from. Everything is frozen, money is in 分, weights are in 克, times are aware."""

from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.verdict import Verdict
from bot.evidence.taken import Kind
from bot.orders.model import Line, Order

Author = Literal["buyer", "bot", "agent", "notice"]
Content = Path | bytes


class Said(msgspec.Struct, frozen=True):
    """One message of the talk. ``name`` is what an agent is called to buyers; ``evidence`` holds ids of ``Shown``."""

    who: Author
    text: str
    at: datetime
    name: str = ""
    evidence: tuple[str, ...] = ()


class Shown(msgspec.Struct, frozen=True):
    """A picture or video of the buyer's.

    ``id`` is the SHA-256 in hex of the stored file, ``bytes`` its size, ``file`` where it lies or what it contains.
    ``asked_for`` is the fact it is to show (``goods_photo``), or ""; ``asked_at`` when it was asked for, if it was.
    ``notes`` are what staff wrote about it.
    """

    id: str
    kind: Kind
    bytes: int
    sent_at: datetime
    file: Content
    asked_for: str = ""
    asked_at: datetime | None = None
    notes: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True):
    """Evidence that was asked for and has not come: the fact it was to show, and when it was asked for."""

    fact: str
    at: datetime


class Decided(msgspec.Struct, frozen=True):
    """What a person decided on the case, in words; ``clause`` is the title of the clause it rests on, if any."""

    at: datetime
    who: str
    words: str
    clause: str | None = None


class Material(msgspec.Struct, frozen=True):
    """A case with all that belongs to it, as it stands at ``now``.

    ``talk`` begins where the buyer told of the problem, oldest first; ``case.clocks`` are the deadlines that count.
    ``names`` are people's names to be masked wherever they stand; ``shop`` is what the shop is called.
    """

    case: Case
    order: Order
    now: datetime
    talk: tuple[Said, ...] = ()
    evidence: tuple[Shown, ...] = ()
    asked: tuple[Asked, ...] = ()
    decisions: tuple[Decided, ...] = ()
    names: tuple[str, ...] = ()
    shop: str = ""

    @property
    def line(self) -> Line | None:
        """The order line that the case is about."""
        return self.order.line(self.case.draft.line_no)

    @property
    def count(self) -> int | None:
        """How many pieces the buyer speaks of; None where they did not say."""
        told = self.case.draft.claim.get("count")
        return told if isinstance(told, int) else None

    @property
    def told_at(self) -> datetime | None:
        """When the buyer first spoke."""
        return next((each.at for each in self.talk if each.who == "buyer"), None)


def verdict_of(material: Material) -> Verdict | None:
    """The verdict as it was on the day; None where what was kept is of a shape no longer known."""
    try:
        return msgspec.convert(material.case.draft.verdict, Verdict)
    except msgspec.ValidationError:
        return None
