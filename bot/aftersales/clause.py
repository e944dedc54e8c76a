"""A clause: one rule of law, platform or shop, as a YAML file says it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import msgspec

from bot.aftersales.facts import Progress

Authority = Literal["law", "platform", "shop"]
Problem = Literal[
    "少件", "发错货", "质量问题", "运输破损", "物流异常", "描述不符", "不想要", "取消订单", "拒收", "退件被拒"
]
PROBLEMS: tuple[str, ...] = get_args(Problem)
Question = Literal[
    "催发货",
    "退款进度",
    "催退款",
    "退货流程",
    "退货地址",
    "退货运费",
    "退款金额",
    "补偿",
    "维修保修",
    "售后被拒",
    "撤销售后",
    "误点确认收货",
    "延长收货",
    "付款失败",
    "原因不明",
]
Issue = Literal[Problem, Question]
Outcome = Literal["grant", "offer", "need", "review", "refuse", "inform"]
Remedy = Literal[
    "refund_only",
    "return_refund",
    "exchange",
    "reship",
    "partial_refund",
    "repair",
    "refund_on_rejection",
    "intercept",
    "inquiry",
]
Wish = Literal[
    "refund", "return", "refund_only", "exchange", "reship", "compensate", "repair", "reject", "intercept", "inquire"
]
Freight = Literal["merchant", "buyer", "none", "unspecified"]
Basis = Literal["pieces", "line", "compensation", "nothing"]
Event = Literal["granted", "review_opened", "applied", "return_shipped", "return_received", "platform_ruled"]
Value = int | list[str] | None
Dated = dict[date, Value]


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a clause comes from: the title of the source and, where one may be opened, its address."""

    title: str
    href: str | None = None


class Test(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """One question about one fact. Exactly one of the five comparisons is given.

    ``at_most`` and ``more_than`` take a number's name: a value of this clause, or ``clause.value`` of another one.
    """

    fact: str
    is_: str | bool | None = None
    among: tuple[str, ...] | None = None
    at_most: str | None = None
    more_than: str | None = None


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Holds when every test of ``all``, at least one of ``any`` (if there are any) and none of ``none`` holds."""

    all: tuple[Test, ...] = ()
    any: tuple[Test, ...] = ()
    none: tuple[Test, ...] = ()


class Rung(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"if_": "if"}):
    """One remedy of a ladder: which wishes of a buyer it answers, what its amount rests on, when it is on offer.

    ``freight`` beats the clause's own; ``on_request`` keeps a rung for a buyer who asks for it by name.
    """

    remedy: Remedy
    serves: tuple[Wish, ...] = ()
    amount: Basis = "nothing"
    freight: Freight | None = None
    if_: tuple[Test, ...] = ()
    on_request: bool = False


class Gives(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a clause gives when it holds. ``rest_to_person``: what the verdict leaves open also goes to a person.

    ``says`` names numbers that its script tells, by the blank they fill; a blank that ends in ``_days`` tells a number
    of hours as days.
    """

    outcome: Outcome
    script: str
    remedies: tuple[Rung, ...] = ()
    freight: Freight = "none"
    asks: tuple[str, ...] = ()
    rest_to_person: bool = False
    says: dict[str, str] = {}


class Entitles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floor a law lays under every verdict on the same facts: remedies the buyer may insist on."""

    remedies: tuple[Rung, ...]
    freight: Freight


class Timer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clock: for which remedies, started by which event, running how many hours, whose turn it is, and what then.

    ``request`` is the state of a request on the platform in which the platform's own deadline takes its place;
    ``staff_only`` keeps it from buyers, who are told nothing of it.
    """

    starts: Event
    hours: str
    who: Literal["shop", "buyer"]
    then: str
    remedies: tuple[Remedy, ...] = ()
    request: Progress | None = None
    staff_only: bool = False


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule. It gives a verdict, or entitles a buyer to something, or runs a clock.

    ``why`` tells a buyer who asks for the reason, in one sentence that may hold blanks for the clause's numbers;
    ``staff`` speaks to agents. A clock that names issues runs for those only.
    """

    clause: str
    title: str
    authority: Authority
    reference: tuple[Reference, ...]
    checked_on: date
    since: date
    until: date | None = None
    why: str = ""
    staff: str = ""
    issues: tuple[Issue, ...] = ()
    catalogue: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    values: dict[str, Dated] = {}
    when: When = When()
    gives: Gives | None = None
    entitles: Entitles | None = None
    clock: Timer | None = None

    def in_force(self, on: date) -> bool:
        """Whether the clause counts on a day; ``until`` is the first day on which it no longer does."""
        return self.since <= on and (self.until is None or on < self.until)

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """The remedies it gives or entitles to."""
        given = self.gives or self.entitles
        return given.remedies if given else ()

    @property
    def tests(self) -> tuple[Test, ...]:
        """Every question about a fact: those of its condition, then those of its remedies."""
        return self.when.all + self.when.any + self.when.none + tuple(test for rung in self.rungs for test in rung.if_)

    @property
    def blanks(self) -> frozenset[str]:
        """The blanks that its numbers may fill in a reply: those it compares with or says, and its own."""
        said = self.gives.says if self.gives else {}
        return frozenset([*(name.rpartition(".")[2] for name in self.numbers), *self.values, *said])

    @property
    def numbers(self) -> tuple[str, ...]:
        """The names of the numbers its questions compare with and its script tells."""
        compared = (name for test in self.tests if (name := test.at_most or test.more_than))
        return tuple(dict.fromkeys([*compared, *(self.gives.says.values() if self.gives else ())]))


class Cited(msgspec.Struct, frozen=True):
    """A clause as it stood on the day: name, title, authority, source, when it was last checked, numbers, reason."""

    name: str
    title: str
    authority: Authority
    source: str
    since: date
    checked_on: date
    values: dict[str, int] = {}
    why: str = ""


def value_on(dated: Mapping[date, Value], on: date) -> Value:
    """The value in force on a day: the newest entry that is not later; None before the first and after an end."""
    days = [day for day in dated if day <= on]
    return dated[max(days)] if days else None
