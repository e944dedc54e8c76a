"""data/policies/escalation.yml: when a person comes in, how urgently, and what the buyer is told."""

from pathlib import Path
from typing import Literal, get_type_hints

import msgspec
import yaml

from bot.texts import text

Priority = Literal["urgent", "soon", "normal"]
Act = Literal["hand_over", "propose", "rank"]
RANKS: tuple[Priority, ...] = ("urgent", "soon", "normal")
FILE = "escalation.yml"


class Signals(msgspec.Struct, frozen=True):
    """What speaks for a person in a talk; counts are of this talk, ``not_understood_times`` in a row.

    ``contradicts``: the buyer stands by what the weights speak against; ``above_trust``: the verdict is left to a
    person because of the amount; ``offers_refused``: nothing that may be offered is left.
    """

    danger: bool = False
    threat: bool = False
    abuse: bool = False
    counterfeit: bool = False
    vip: bool = False
    intervened: bool = False
    contradicts: bool = False
    above_trust: bool = False
    offers_refused: bool = False
    angry_times: int = 0
    not_understood_times: int = 0
    same_question_times: int = 0


class Sign(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """One question about one signal: that it is so, or that it was counted ``at_least`` so often."""

    signal: str
    is_: bool | None = None
    at_least: int | None = None

    def holds(self, signals: Signals) -> bool:
        """Whether the signal answers it."""
        value = getattr(signals, self.signal)
        return bool(value >= self.at_least) if self.at_least is not None else bool(value == self.is_)


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One situation: what must hold, what is done, how soon a person is wanted, what the buyer is told."""

    title: str
    when: tuple[Sign, ...]
    act: Act
    priority: Priority
    script: str | None = None

    def holds(self, signals: Signals) -> bool:
        """Whether every question is answered so."""
        return all(sign.holds(signals) for sign in self.when)


class Vip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is served first: buyers by id, and those whose orders come to ``paid_at_least`` 分 (0: nobody by money)."""

    buyers: tuple[str, ...] = ()
    paid_at_least: int = 0

    def includes(self, buyer: str, paid: int) -> bool:
        """Whether a buyer who has paid so much in all is one."""
        return buyer in self.buyers or 0 < self.paid_at_least <= paid


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All situations by name, the first that holds first."""

    rows: dict[str, Row]
    vip: Vip = Vip()

    def acting(self, signals: Signals) -> tuple[str, Row] | None:
        """The first situation that asks for something to be done, with its name; None when none does."""
        return next(((n, row) for n, row in self.rows.items() if row.act != "rank" and row.holds(signals)), None)

    def priority(self, signals: Signals) -> Priority:
        """The most urgent of the situations that hold."""
        return min(
            (row.priority for row in self.rows.values() if row.holds(signals)), key=RANKS.index, default="normal"
        )


class BadTable(ValueError):
    """A table that cannot be used; ``key`` is where, the message what is wrong."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{FILE}: {key}: {message}")
        self.key = key


def read_table(path: Path) -> Table:
    """The table of a file. Raises BadTable naming the row and what is allowed there."""
    try:
        table = msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Table)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise BadTable("", str(error)) from error
    for name, row in table.rows.items():
        _checked(name, row)
    return table


def _checked(name: str, row: Row) -> None:
    kinds = get_type_hints(Signals)
    for sign in row.when:
        if sign.signal not in kinds:
            raise BadTable(
                f"rows.{name}.when", text("escalation.no_signal", signal=sign.signal, known="、".join(kinds))
            )
        counted = kinds[sign.signal] is int
        if (sign.at_least is None) == counted or (sign.is_ is None) != counted:
            raise BadTable(
                f"rows.{name}.when",
                text("escalation.wrong_test", signal=sign.signal, takes="at_least" if counted else "is"),
            )
    if not row.when:
        raise BadTable(f"rows.{name}.when", text("escalation.no_signs"))
    if (row.script is None) != (row.act == "rank"):
        raise BadTable(f"rows.{name}.script", text("escalation.script"))


def table_file(policies: Path, own: Path) -> Path:
    """The shop's own table where its folder has one, else the one that comes along."""
    return own / FILE if (own / FILE).is_file() else policies / FILE
