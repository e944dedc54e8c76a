"""What a remedy comes to, to the 分, never beyond what was paid and not yet given back (rules.md PI-04, PI-05, C21)."""

import msgspec

from bot.aftersales.clause import Basis
from bot.aftersales.in_force import InForce
from bot.aftersales.verdict import Step
from bot.money import share
from bot.orders.model import Extra, Line, Order

PERCENT = "shop.compensation_percent"
MOST = "shop.compensation_limit"


class Amounts(msgspec.Struct, frozen=True):
    """What each basis comes to in 分 (None: no price to go by), how; the value at stake; what is left of the order."""

    by_basis: dict[Basis, int | None]
    steps: dict[Basis, Step]
    stake: int | None
    left: int


def reckon(order: Order, line: Line, extra: Extra | None, pieces: int, in_force: InForce, promised: int) -> Amounts:
    """The amounts for ``pieces`` of a line or of one of its extras; ``promised`` 分 are already on their way back."""
    left = max(0, order.paid - order.refunded - promised)
    steps: dict[Basis, Step] = {"line": _capped("line", line.paid, left, {"paid": line.paid})}
    worth = _of_extra(extra, pieces, left) if extra else _of_line(line, pieces, left)
    if worth:
        steps["pieces"] = worth
        steps["compensation"] = _compensation(worth.numbers["amount"], left, in_force)
    by_basis: dict[Basis, int | None] = {"pieces": None, "line": None, "compensation": None}
    by_basis.update({basis: step.numbers["amount"] for basis, step in steps.items()})
    return Amounts(by_basis, steps, _stake(line, extra, pieces), left)


def _stake(line: Line, extra: Extra | None, pieces: int) -> int | None:
    """What the pieces are worth, whatever has been paid back on the order already."""
    if extra:
        return None if extra.listed_price is None else extra.listed_price * pieces
    return share(line.paid, pieces, line.quantity)


def _of_line(line: Line, pieces: int, left: int) -> Step:
    amount = share(line.paid, pieces, line.quantity)
    return _capped("pieces", amount, left, {"paid": line.paid, "quantity": line.quantity, "pieces": pieces})


def _of_extra(extra: Extra, pieces: int, left: int) -> Step | None:
    """A gift or accessory counts at its listed price (PI-04), capped by what is left of the order (R4)."""
    if extra.listed_price is None:
        return None
    return _capped("extra", extra.listed_price * pieces, left, {"price": extra.listed_price, "pieces": pieces})


def _compensation(worth: int, left: int, in_force: InForce) -> Step:
    percent, most = in_force.number(PERCENT), in_force.number(MOST)
    amount = min(share(worth, percent, 100), most)
    return _capped("compensation", amount, left, {"worth": worth, "percent": percent, "most": most})


def _capped(name: str, amount: int, left: int, numbers: dict[str, int]) -> Step:
    return Step(name, {**numbers, "left": left, "amount": min(amount, left)})
