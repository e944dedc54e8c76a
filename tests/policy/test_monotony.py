"""More evidence, or a kinder shop, never leaves a buyer worse off: over all problems, orders, claims and settings."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Outcome, Remedy, Wish
from bot.aftersales.in_force import InForce
from bot.aftersales.kindness import FREIGHT
from bot.aftersales.verdict import Offer, Verdict
from bot.clock import day
from bot.examples.reading import with_settings
from bot.orders.model import Order
from tests.policy.made_up import IN_FORCE, NOW, PROBLEMS, claims, decide, orders, truths
from tests.policy.shipped import shipped_policies

steady = settings(derandomize=True, deadline=None, max_examples=300)

# How well a buyer stands with an outcome. `grant` and `offer` settle the matter; `review` gets a person and a date;
# `inform` leaves things as they are; `refuse` is a no. A `need` is worth what the buyer can still reach by answering.
# It is the buyer's last word that is compared, with `insists`: an explanation (重量对得上, 说明用法) is a first answer
# that one word turns into a review, so that it takes nothing away from a buyer who keeps to what they said.
STANDING: dict[Outcome, int] = {"refuse": 0, "inform": 1, "review": 2, "offer": 3, "grant": 3}
# What a buyer can add, from nothing said, over "I cannot", to the thing itself.
EVIDENCE: dict[str, list[str]] = {
    **{name: ["unknown", "none", "claimed"] for name in ("goods_photo", "waybill_photo", "box_photo", "defect_photo")},
    **{name: ["unknown", "told"] for name in ("received", "defect", "differs")},
    "signed_by": ["unknown", "other", "self"],
    "goods_complete": ["unknown", "complete"],
    "seal": ["unknown", "unopened"],
}
# What a shop may set, each list from the least to the most it does for a buyer.
KINDER: dict[str, list[int]] = {
    "after_sales_days": [0, 5, 7, 10, 15, 30, 60, 400],
    "trust_goods_stay": [0, 1, 1200, 2000, 20000, 1_000_000],
    "trust_goods_return": [0, 2000, 5990, 20000, 1_000_000],
    "goodwill_reship": [0, 500, 2000, 1_000_000],
    "compensation_limit": [0, 1, 500, 2000, 1_000_000],
    "compensation_percent": [0, 1, 20, 50, 100],
}


def settled(order: Order, claim: Claim, truth: dict[str, str], in_force: InForce = IN_FORCE) -> Verdict:
    """What a buyer has reached when all that the bot asks for is answered as ``truth`` says."""
    verdict = decide(order, claim, in_force)
    if verdict.outcome != "need":
        return verdict
    told = {name: truth[name] for name in verdict.asks if name != "count"}
    count = claim.count or int(truth["count"])
    answered = msgspec.structs.replace(claim, count=count, answers={**claim.answers, **told})
    return settled(order, answered, truth, in_force)


def worse(before: Verdict, after: Verdict) -> list[str]:
    """In what a buyer stands worse after than before."""
    found = []
    if STANDING[after.outcome] < STANDING[before.outcome]:
        found.append(f"{before.outcome} became {after.outcome}")
    if before.offers and after.offers:
        for wish in get_args(Wish):
            found += [f"{wish}: {what}" for what in _worse_offer(before.serving(wish), after.serving(wish))]
    return [f"{each} ({before.cites[0].name} ▸ {after.cites[0].name})" for each in found]


def _worse_offer(before: Offer | None, after: Offer | None) -> Iterator[str]:
    if before is None:
        return
    if after is None:
        yield f"{before.remedy} is gone"
        return
    if (after.amount or 0) < (before.amount or 0):
        yield f"{before.amount} became {after.amount}"
    if FREIGHT[after.freight] < FREIGHT[before.freight]:
        yield f"freight {before.freight} became {after.freight}"
    if after.waits and not before.waits:
        yield "has to wait for a person"


@cache
def _under(**changed: Any) -> InForce:
    return with_settings(shipped_policies(), changed).on(day(NOW))


@st.composite
def _cases(draw: st.DrawFn, issue: Issue) -> tuple[Order, Claim, dict[str, str]]:
    """An order, a buyer who keeps to what they say about it, and what they will answer."""
    claim = draw(claims(issue, insists="insisted"))
    return draw(orders()), claim, {**draw(truths()), "count": str(draw(st.integers(1, 6)))}


@pytest.mark.parametrize("issue", PROBLEMS)
@steady
@given(data=st.data())
def test_more_evidence_never_leaves_the_buyer_worse_off(issue: Issue, data: st.DataObject) -> None:
    order, claim, truth = data.draw(_cases(issue))
    name = data.draw(st.sampled_from(list(EVIDENCE)))
    truth = {**truth, **{each: values[-1] for each, values in EVIDENCE.items()}}
    less, more = (
        settled(order, msgspec.structs.replace(claim, answers={**claim.answers, name: value}), truth)
        for value in (data.draw(st.sampled_from(EVIDENCE[name][:-1])), EVIDENCE[name][-1])
    )

    assert worse(less, more) == []


@pytest.mark.parametrize("issue", PROBLEMS)
@steady
@given(data=st.data())
def test_saying_how_many_never_leaves_the_buyer_worse_off(issue: Issue, data: st.DataObject) -> None:
    order, claim, truth = data.draw(_cases(issue))
    everything = order.lines[0].extras[0].quantity if claim.extra else order.lines[0].quantity
    truth = {**truth, "count": str(everything)}
    silent, told = (settled(order, msgspec.structs.replace(claim, count=count), truth) for count in (None, everything))

    assert worse(silent, told) == []


@steady
@given(data=st.data(), box=st.sampled_from(["intact", "damaged"]))
def test_a_weight_that_proves_the_shortage_never_leaves_the_buyer_worse_off(data: st.DataObject, box: str) -> None:
    order, claim, truth = data.draw(_cases("少件"))
    parcels = [msgspec.structs.replace(parcel, packed_g=None, courier_g=None) for parcel in order.parcels]
    assume(len(parcels) == 1 and not claim.extra)
    empty = [msgspec.structs.replace(parcel, packed_g=60) for parcel in parcels]
    claim = msgspec.structs.replace(claim, answers={**claim.answers, "box": box})
    unweighed, short = (
        settled(msgspec.structs.replace(order, parcels=tuple(each)), claim, truth) for each in (parcels, empty)
    )

    assert worse(unweighed, short) == []


@pytest.mark.parametrize("issue", PROBLEMS)
@pytest.mark.parametrize("name", KINDER)
@settings(steady, max_examples=200)
@given(data=st.data())
def test_a_kinder_setting_never_leaves_the_buyer_worse_off(issue: Issue, name: str, data: st.DataObject) -> None:
    order, claim, truth = data.draw(_cases(issue))
    others = {other: data.draw(st.sampled_from(values)) for other, values in KINDER.items() if other != name}
    values = data.draw(st.lists(st.sampled_from(KINDER[name]), min_size=2, max_size=2, unique=True))
    harder, kinder = (settled(order, claim, truth, _under(**others, **{name: value})) for value in sorted(values))

    assert worse(harder, kinder) == []


@pytest.mark.parametrize("issue", PROBLEMS)
@settings(steady, max_examples=200)
@given(data=st.data(), remedies=st.lists(st.sampled_from(get_args(Remedy)), min_size=1, unique=True))
def test_what_no_longer_waits_for_a_person_is_otherwise_the_same(
    issue: Issue, data: st.DataObject, remedies: list[str]
) -> None:
    order, claim, _ = data.draw(_cases(issue))
    waiting, free = (
        decide(order, claim, with_settings(shipped_policies(), {"waits_for_person": names}).on(day(NOW)))
        for names in (remedies, [])
    )

    assert worse(waiting, free) == []
    assert [offer.remedy for offer in waiting.offers if offer.waits] == [
        offer.remedy for offer in free.offers if offer.remedy in remedies
    ]
    assert not any(offer.waits for offer in free.offers)
    now = tuple(msgspec.structs.replace(offer, waits=False) for offer in waiting.offers)
    assert msgspec.structs.replace(waiting, offers=now) == free
