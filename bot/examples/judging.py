"""What came out of a policy case against what it expects."""

from typing import Any, get_args

import msgspec

from bot.aftersales.clause import Wish
from bot.examples.reading import Case, Tried, fen


def seen(case: Tried) -> dict[str, Any]:
    """What came out, under the words that ``expect`` uses."""
    verdict = case.verdict
    moved = {offer.remedy: offer.amount for offer in verdict.offers if offer.amount is not None}
    freights = {offer.remedy: offer.freight for offer in verdict.offers}
    serving = {wish: verdict.serving(wish) for wish in get_args(Wish)}
    served = {wish: offer.remedy for wish, offer in serving.items() if offer}
    return {
        "outcome": verdict.outcome,
        "clause": verdict.cites[0].name,
        "source": verdict.cites[0].source,
        "floor": [cited.name for cited in verdict.cites[1:]],
        "offers": list(freights),
        "unasked": [offer.remedy for offer in verdict.offers if not offer.on_request],
        "amount": moved,
        "freight": freights,
        "serves": served.get(case.case.ask.get("wish")),
        "all_served": served,
        "asks": list(verdict.asks),
        "weighing": msgspec.structs.asdict(verdict.weighing) if verdict.weighing else {},
        "facts": case.situation.facts,
        "rest_to_person": verdict.rest_to_person,
        "clocks": list(case.clocks),
    }


def fits(key: str, expected: Any, found: Any) -> bool:
    """One value stands for all offers; weights and facts are compared as far as the case names them."""
    if key in ("amount", "freight"):
        read = fen if key == "amount" else str
        if isinstance(expected, dict):
            return bool({remedy: read(value) for remedy, value in expected.items()} == found)
        return set(found.values()) == {read(expected)}
    if key in ("weighing", "facts"):
        return bool(expected.items() <= found.items())
    return expected in found if key == "source" else bool(expected == found)


def surprises(case: Case, found: dict[str, Any]) -> list[str]:
    """What came out otherwise than the case expects; ``never`` holds what must not come out."""
    expect = dict(case.expect)
    never = expect.pop("never", {})
    wrong = [
        f"{key}: {found[key]}, expected {value}" for key, value in expect.items() if not fits(key, value, found[key])
    ]
    return wrong + [
        f"{key}: {found[key]}, which must not be" for key, value in never.items() if fits(key, value, found[key])
    ]
