"""Money is an integer number of 分; it is read and written here and nowhere else."""

import re
from decimal import Decimal, InvalidOperation

_YUAN = re.compile(r"[¥￥]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(?:元|块钱|块)?")


def parse_yuan(text: str) -> int:
    """The amount in 分 that a text such as ``59.90``, ``¥1,200`` or ``3元`` names.

    Raises ValueError when the text is no amount or is finer than one 分.
    """
    found = _YUAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not an amount in yuan: {text!r}")
    try:
        cents = Decimal(found.group(1).replace(",", "")) * 100
    except InvalidOperation as error:
        raise ValueError(f"not an amount in yuan: {text!r}") from error
    if cents != cents.to_integral_value():
        raise ValueError(f"finer than one fen: {text!r}")
    return int(cents)


def yuan(cents: int) -> str:
    """An amount of 分 as yuan with two decimals: 1997 ▸ ``19.97``."""
    return f"{Decimal(cents) / 100:.2f}"


def share(total: int, pieces: int, of: int) -> int:
    """What the first ``pieces`` of ``of`` equal pieces of ``total`` 分 come to, rounding half up.

    ``total`` is not negative. Cumulative, so that shares of successive pieces add up to the total exactly (rulings R5).
    """
    return (2 * total * pieces + of) // (2 * of)


def share_after(total: int, given: int, pieces: int, of: int) -> int:
    """What the next ``pieces`` come to after ``given`` others of the same ``of``; nothing beyond the last piece."""
    upto = min(given + pieces, of)
    return share(total, upto, of) - share(total, min(given, upto), of)
