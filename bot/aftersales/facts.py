"""The closed list of what a clause may ask about. A fact always has a value; what nobody said is ``unknown``."""

from typing import Literal, get_args

import msgspec

KnownBy = Literal["order", "buyer", "shop", "talk"]
Progress = Literal[
    "none",
    "waiting",
    "reviewing",
    "agreed",
    "returning",
    "refused",
    "return_refused",
    "intervened",
    "refunding",
    "arranged",
    "done",
    "closed",
]
Way = Literal["none", "refund_only", "return_refund", "exchange", "other"]
FactValue = str | int | bool
Facts = dict[str, FactValue]
UNKNOWN = "unknown"
NEVER_DAYS = -1


class Fact(msgspec.Struct, frozen=True):
    """One thing a clause may ask about.

    ``kind`` is choice (one of ``values``), flag (true or false) or number (whole; -1 where it does not apply).
    ``known_by`` says who tells it: the order and what was applied for on it, the buyer (then the bot may ask for it),
    the shop's settings, or how the talk has gone so far. ``stages`` are those of an order in which it means something
    at all; none: in every one.
    """

    name: str
    kind: Literal["choice", "flag", "number"]
    known_by: KnownBy
    values: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()

    @property
    def idle(self) -> FactValue:
        """The value it has in a stage in which it means nothing."""
        if self.kind == "number":
            return NEVER_DAYS
        return self.values[0] if self.values else False


def _choice(name: str, known_by: KnownBy, *values: str, stages: tuple[str, ...] = ()) -> Fact:
    return Fact(name, "choice", known_by, values, stages)


_ARRIVED = ("signed", "completed")


_ALL = (
    # Of the order: where the line stands, how long ago it was signed for (natural days and hours), what kind it is.
    _choice("stage", "order", "unpaid", "paid", "shipped", "signed", "completed", "closed"),
    Fact("parcel_pending", "flag", "order", stages=_ARRIVED),
    Fact("days_since_signed", "number", "order", stages=_ARRIVED),
    Fact("hours_since_signed", "number", "order", stages=_ARRIVED),
    Fact("fresh", "flag", "order"),
    Fact("divisible", "flag", "order"),
    Fact("three_guarantees", "flag", "order"),
    _choice(
        "no_reason",
        "order",
        "free",
        "conditional",
        "doubtful",
        "sealed_media",
        "by_law",
        "confirmed",
        "unclear",
        "automatic",
    ),
    _choice("weights", "order", UNKNOWN, "equal", "short", "partly"),
    Fact("priced", "flag", "order"),
    _choice("ship_promise", "order", "undated", "ahead", "past", stages=("paid",)),
    Fact("days_since_shipped", "number", "order", stages=("shipped",)),
    Fact("hours_since_scan", "number", "order", stages=("shipped",)),
    Fact("insured", "flag", "order"),
    # Of what was applied for on this line, on the platform or here: how it stands, what it is, its deadline.
    _choice("request", "order", *get_args(Progress)),
    _choice("request_way", "order", *get_args(Way)),
    _choice("request_dated", "order", "none", "ahead", "passed"),
    # Of the shop: what its settings make of the value at stake.
    Fact("keeps_trusted", "flag", "shop"),
    Fact("return_trusted", "flag", "shop"),
    Fact("cheap", "flag", "shop"),
    Fact("goodwill", "flag", "shop"),
    Fact("compensation", "flag", "shop"),
    # Of the buyer: what they said; a photo is claimed, never seen.
    _choice("count", "buyer", UNKNOWN, "told"),
    _choice("goods_photo", "buyer", UNKNOWN, "claimed", "none"),
    _choice("waybill_photo", "buyer", UNKNOWN, "claimed", "none"),
    _choice("box_photo", "buyer", UNKNOWN, "claimed", "none"),
    _choice("defect_photo", "buyer", UNKNOWN, "claimed", "none"),
    _choice("box", "buyer", UNKNOWN, "intact", "damaged"),
    _choice("signed_by", "buyer", UNKNOWN, "self", "other"),
    _choice("received", "buyer", UNKNOWN, "told"),
    _choice("defect", "buyer", UNKNOWN, "told"),
    _choice("goods_complete", "buyer", UNKNOWN, "complete", "incomplete"),
    _choice("seal", "buyer", UNKNOWN, "unopened", "opened"),
    _choice("own_damage", "buyer", UNKNOWN, "admitted"),
    _choice("mixed_up", "buyer", UNKNOWN, "likely"),
    _choice("delivery", "buyer", UNKNOWN, "not_received", "wrong_place"),
    _choice("differs", "buyer", UNKNOWN, "told"),
    _choice("fake", "buyer", UNKNOWN, "claimed"),
    _choice("price_drop", "buyer", UNKNOWN, "told"),
    _choice("asked_amount", "buyer", UNKNOWN, "within", "above"),
    _choice("insists", "buyer", UNKNOWN, "insisted"),
    # Of the talk.
    Fact("reason_asks", "number", "talk"),
)

FACTS: dict[str, Fact] = {fact.name: fact for fact in _ALL}
PHOTOS = ("goods_photo", "waybill_photo", "box_photo", "defect_photo")
RECKONED = ("count", "asked_amount")
BUYER_FACTS = tuple(fact.name for fact in _ALL if fact.known_by == "buyer")
