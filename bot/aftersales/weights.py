"""少件, third step: what the order should weigh against what warehouse and courier weighed (SH-04, R11)."""

from collections.abc import Sequence

import msgspec

from bot.aftersales.earlier import Missing
from bot.aftersales.in_force import InForce
from bot.orders.model import Extra, Line, Order, Parcel

TOLERANCE_G = "missing_item_short.tolerance_g"
TOLERANCE_PERCENT = "missing_item_short.tolerance_percent"
PACKAGING_G = "shop.packaging_g"


class Weighing(msgspec.Struct, frozen=True):
    """The comparison in 克. ``supported`` is how many missing pieces the shortfall accounts for.

    ``expected_g`` is without ``apart_g``, the weight of what was made good as missing before.

    ``finding`` is ``equal``, ``short`` (all claimed pieces), ``partly`` (some of them) or ``unknown``.
    """

    finding: str
    expected_g: int = 0
    packed_g: int = 0
    courier_g: int = 0
    piece_g: int = 0
    tolerance_g: int = 0
    shortfall_g: int = 0
    supported: int = 0
    apart_g: int = 0


def weigh(
    order: Order, line: Line, extra: Extra | None, count: int, in_force: InForce, missing: Sequence[Missing] = ()
) -> Weighing:
    """Compare the weights for ``count`` missing pieces; ``unknown`` where a weight is not on record.

    What ``missing`` names was made good before: the grams it left in the parcel prove nothing more.
    """
    parcels = order.parcels_with(line.line_no)
    piece = extra.weight_g if extra else line.weight_g
    goods = _goods_g(order, parcels)
    packed, courier = _total(parcels, "packed_g"), _total(parcels, "courier_g")
    measured = [grams for grams in (packed, courier) if grams is not None]
    if not parcels or piece is None or goods is None or not measured:
        return Weighing("unknown")
    box = in_force.number(PACKAGING_G)
    apart = _made_good_g(order, parcels, missing)
    expected = goods - apart + sum(p.packaging_g if p.packaging_g is not None else box for p in parcels)
    percent = in_force.number(TOLERANCE_PERCENT)
    tolerance = max(in_force.number(TOLERANCE_G), -(-expected * percent // 100))
    shortfall = max(0, expected - min(measured))
    supported = min(count, shortfall // piece)
    return Weighing(
        finding=_finding(shortfall, tolerance, piece, supported, count),
        expected_g=expected,
        packed_g=packed or 0,
        courier_g=courier or 0,
        piece_g=piece,
        tolerance_g=tolerance,
        shortfall_g=shortfall,
        supported=supported,
        apart_g=apart,
    )


def _made_good_g(order: Order, parcels: tuple[Parcel, ...], missing: Sequence[Missing]) -> int:
    """The weight of what was made good before and should have lain in these parcels."""
    inside = {line.line_no: line for line in order.lines if any(p in parcels for p in order.parcels_with(line.line_no))}
    return sum(_piece_g(inside[each.line_no], each.extra) * each.pieces for each in missing if each.line_no in inside)


def _piece_g(line: Line, extra: str) -> int:
    """The weight of one piece of a line or of an extra of it; 0 where it is not on record."""
    grams = next((each.weight_g for each in line.extras if each.name == extra), None) if extra else line.weight_g
    return grams or 0


def _finding(shortfall: int, tolerance: int, piece: int, supported: int, count: int) -> str:
    if piece <= tolerance:
        return "unknown"
    if shortfall <= tolerance:
        return "equal"
    if supported == 0:
        return "unknown"
    return "short" if supported >= count else "partly"


def _goods_g(order: Order, parcels: tuple[Parcel, ...]) -> int | None:
    """What all goods in these parcels should weigh; None when a weight is missing or a line is split over parcels."""
    whole = all(parcel in parcels for parcel in order.parcels)
    if whole and not any(parcel.lines for parcel in parcels):
        inside = list(order.lines)
    else:
        here = {number for parcel in parcels for number in parcel.lines}
        if not all(p.lines for p in order.parcels) or _split(order, parcels, here):
            return None
        inside = [line for line in order.lines if line.line_no in here]
    weights = [_line_g(line) for line in inside]
    return None if None in weights else sum(grams for grams in weights if grams is not None)


def _split(order: Order, parcels: tuple[Parcel, ...], lines: set[int]) -> bool:
    """Whether one of these lines is partly in a parcel that is not looked at."""
    return any(lines & set(parcel.lines) for parcel in order.parcels if parcel not in parcels)


def _line_g(line: Line) -> int | None:
    parts = [(line.weight_g, line.quantity), *((extra.weight_g, extra.quantity) for extra in line.extras)]
    if any(grams is None for grams, _ in parts):
        return None
    return sum(grams * quantity for grams, quantity in parts if grams is not None)


def _total(parcels: tuple[Parcel, ...], which: str) -> int | None:
    grams = [getattr(parcel, which) for parcel in parcels]
    return None if None in grams or not grams else sum(grams)
