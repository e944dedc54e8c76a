"""A sum as one reckons it on paper."""

from collections.abc import Callable

from bot.aftersales.verdict import Step
from bot.money import share, share_after, yuan
from bot.texts import text

SUMS: dict[str, Callable[[dict[str, int]], int]] = {
    "line": lambda numbers: numbers["paid"],
    "pieces": lambda numbers: share_after(numbers["paid"], numbers["given"], numbers["pieces"], numbers["quantity"]),
    "extra": lambda numbers: numbers["price"] * numbers["pieces"],
    "compensation": lambda numbers: min(share(numbers["worth"], numbers["percent"], 100), numbers["most"]),
}
AMOUNTS = ("paid", "price", "worth", "most", "left", "amount")


def arithmetic(step: Step) -> str:
    """A sum as one reckons it on paper, with the cap where it bites."""
    raw = SUMS[step.name](step.numbers)
    numbers = {name: yuan(n) if name in AMOUNTS else str(n) for name, n in step.numbers.items()}
    key = "line" if step.numbers.get("quantity") == 1 else step.name
    told = text(f"step.{key}", raw=yuan(raw), **numbers)
    if step.numbers["amount"] < raw:
        told += text("step.capped", left=numbers["left"], amount=numbers["amount"])
    return told
