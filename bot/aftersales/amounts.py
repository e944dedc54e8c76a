"""What a remedy comes to, to the 分, never beyond what was paid and not yet given back (PI-04, PI-05, C21)."""

import msgspec

from bot.aftersales.clause import Basis
from bot.aftersales.earlier import Earlier
from bot.aftersales.in_force import InForce
from bot.aftersales.verdict import Step
from bot.money import share, share_after
from bot.orders.model import Extra, Line, Order

PERCENT = "shop.compensation_percent"
MOST = "shop.compensation_limit"


class Amounts(msgspec.Struct, frozen=True):
    """What each basis comes to in 分 (None: no price to go by), how; the value at stake; whether anything is left."""

    by_basis: dict[Basis, int | None]
    steps: dict[Basis, Step]
    stake: int | None
    spent: bool


def reckon(order: Order, line: Line, extra: Extra | None, pieces: int, in_force: InForce, before: Earlier) -> Amounts:
    """The amounts for ``pieces`` of a line or of one of its extras, after what was given back ``before``."""
    left = max(0, order.paid - order.refunded - before.promised)
    worth = line.paid if extra is None else (extra.listed_price or 0) * extra.quantity
    rest = min(left, max(0, worth - before.on_thing)) if worth else left
    goods = min(left, max(0, line.paid - before.on_goods))
    steps: dict[Basis, Step] = {"line": _capped("line", line.paid, goods, {"paid": line.paid})}
    found = _of_extra(extra, pieces, rest) if extra else _of_line(line, pieces, rest, before.pieces)
    if found:
        steps["pieces"] = found
        steps["compensation"] = _compensation(found.numbers["amount"], rest, in_force)
    by_basis: dict[Basis, int | None] = {"pieces": None, "line": None, "compensation": None}
    by_basis.update({basis: step.numbers["amount"] for basis, step in steps.items()})
    return Amounts(by_basis, steps, _stake(line, extra, pieces), bool(order.paid and worth) and rest == 0)


def _stake(line: Line, extra: Extra | None, pieces: int) -> int | None:
    """What the pieces are worth, whatever has been paid back on the order already."""
    if extra:
        return None if extra.listed_price is None else extra.listed_price * pieces
    return share(line.paid, pieces, line.quantity)


def _of_line(line: Line, pieces: int, rest: int, given: int) -> Step:
    """Pieces after ``given`` others: all together come to what was paid for the line (rulings R5)."""
    amount = share_after(line.paid, given, pieces, line.quantity)
    numbers = {"paid": line.paid, "quantity": line.quantity, "pieces": pieces, "given": given}
    return _capped("pieces", amount, rest, numbers)


def _of_extra(extra: Extra, pieces: int, rest: int) -> Step | None:
    """A gift or accessory counts at its listed price (PI-04), capped by what is left of the order (R4)."""
    if extra.listed_price is None:
        return None
    return _capped("extra", extra.listed_price * pieces, rest, {"price": extra.listed_price, "pieces": pieces})


def _compensation(worth: int, left: int, in_force: InForce) -> Step:
    percent, most = in_force.number(PERCENT), in_force.number(MOST)
    amount = min(share(worth, percent, 100), most)
    return _capped("compensation", amount, left, {"worth": worth, "percent": percent, "most": most})


def _capped(name: str, amount: int, left: int, numbers: dict[str, int]) -> Step:
    return Step(name, {**numbers, "left": left, "amount": min(amount, left)})
