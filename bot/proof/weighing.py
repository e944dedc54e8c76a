"""What the parcel should weigh against what warehouse and courier weighed, and what that shows."""

from collections.abc import Iterator

from bot.aftersales.weights import Weighing
from bot.proof.wording import grams
from bot.texts import text


def weights(weighing: Weighing) -> Iterator[tuple[str, int, str]]:
    """Name, 克 and words of each weight; 0 克 where nobody weighed."""
    yield text("proof.weights.expected"), weighing.expected_g, grams(weighing.expected_g)
    yield text("proof.weights.packed"), weighing.packed_g, grams(weighing.packed_g)
    yield text("proof.weights.courier"), weighing.courier_g, grams(weighing.courier_g)


def finding(weighing: Weighing, count: int | None) -> Iterator[str]:
    """What the weights show, in sentences; ``count`` is how many pieces the buyer says are missing."""
    numbers = {
        "shortfall": weighing.shortfall_g,
        "tolerance": weighing.tolerance_g,
        "piece": weighing.piece_g,
        "supported": weighing.supported,
    }
    known = weighing.finding if weighing.finding in ("short", "partly", "equal") else "unknown"
    yield text(f"proof.weighed_{known}", **numbers, count=count or 0)
    if weighing.apart_g:
        yield text("proof.weights.apart", apart=weighing.apart_g)
