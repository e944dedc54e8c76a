"""One message of a buyer as the language side understood it, and the state of the talk between two messages."""

from typing import Any, Literal

import msgspec

from bot.aftersales.claim import Claim

StepName = Literal["offer", "review", "appeal", "explained", "withdraw", "waybill", "person", "later"]
Asking = Literal["issue", "order_no", "line_no", "details"]


class Entity(msgspec.Struct, frozen=True):
    """Something recognised in a message: its label, its value and where it stands."""

    label: str
    value: str | int
    start: int = 0
    end: int = 0


class Message(msgspec.Struct, frozen=True):
    """What a buyer typed, the intent it was taken for, the entities in it; ``readings``: the two likeliest.

    ``key`` tells messages apart.
    """

    text: str = ""
    intent: str = ""
    entities: tuple[Entity, ...] = ()
    readings: tuple[str, ...] = ()
    key: str = ""

    def values(self, label: str) -> list[str | int]:
        """The values of all entities with a label, in the order they stand."""
        return [entity.value for entity in self.entities if entity.label == label]

    def first(self, label: str) -> str | int | None:
        """The value of the first entity with a label, or None."""
        return next(iter(self.values(label)), None)


class Mood(msgspec.Struct, frozen=True):
    """What has piled up in a talk: outbursts, messages in a row that were not understood, questions by how often.

    ``heard`` is the key of the last message that was counted.
    """

    angry: int = 0
    not_understood: int = 0
    asked: dict[str, int] = {}
    heard: str = ""


class Talk(msgspec.Struct, frozen=True):
    """Where a talk stands.

    ``step`` is what the buyer's next yes or no is about; ``offered`` remedy, amount, freight and nod last offered;
    ``asked`` the facts last asked for; ``choices`` what the numbered choices stood for, in order; ``order_no`` the
    order last spoken of; ``case_no`` and ``waybill`` what a step is about; ``not_found`` an order number that the
    buyer named and does not own; ``thing`` the order line and the clause the last question was about; ``reasons`` why
    the last verdict was as it was, as the blanks of a reply; ``later`` a second matter that waits, as if it were said
    alone, and ``later_told`` whether the buyer knows that it does; ``mood`` what speaks for a person.
    """

    claim: Claim = Claim()
    step: StepName | None = None
    offered: tuple[str, int | None, str, bool] | None = None
    asking: Asking | None = None
    asked: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    order_no: str | None = None
    case_no: str | None = None
    waybill: str | None = None
    not_found: str | None = None
    thing: str | None = None
    reasons: dict[str, str] = {}
    later: Message | None = None
    later_told: bool = False
    mood: Mood = Mood()

    @property
    def under_way(self) -> bool:
        """Whether anything of a claim was heard or asked."""
        return self.asking is not None or self.claim != Claim()

    def to_slot(self) -> dict[str, Any]:
        """The talk as plain JSON values."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def fresh(self) -> "Talk":
        """The talk with nothing under way; the order last spoken of, the last reasons and what waits are remembered."""
        order_no = self.claim.order_no or self.order_no
        return Talk(
            order_no=order_no, reasons=self.reasons, later=self.later, later_told=self.later_told, mood=self.mood
        )


def from_slot(value: Any) -> Talk:
    """The talk that a slot holds; a new one for None."""
    return msgspec.convert(value or {}, Talk)
