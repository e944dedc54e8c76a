"""More evidence, or a kinder shop, never leaves a buyer worse off: over all problems, orders, claims and settings."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.aftersales.claim import Claim
from bot.aftersales.clause import Issue, Outcome, Remedy, Wish
from bot.aftersales.in_force import InForce
from bot.aftersales.kindness import FREIGHT
from bot.aftersales.verdict import Offer, Verdict
from bot.clock import day
from bot.examples.reading import with_settings
from bot.orders.model import Order, Parcel
from tests.policy.made_up import IN_FORCE, NOW, PROBLEMS, about, claims, decide, orders, some_of, truths
from tests.policy.shipped import shipped_policies

steady = settings(derandomize=True, deadline=None, max_examples=80)

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
# What the clauses on a problem look at at all.
LOOKED_AT = {
    issue: {
        test.fact for clause in shipped_policies().clauses.values() if issue in clause.issues for test in clause.tests
    }
    for issue in PROBLEMS
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


class Buyer(NamedTuple):
    """An order, what its buyer says and keeps to, and what they will answer."""

    order: Order
    claim: Claim
    truth: dict[str, str]

    def with_(self, **answers: str) -> "Buyer":
        """The same buyer with other answers given."""
        return self._replace(claim=msgspec.structs.replace(self.claim, answers={**self.claim.answers, **answers}))


@st.composite
def buyers(draw: st.DrawFn) -> Buyer:
    return Buyer(draw(orders()), draw(claims(insists="insisted")), draw(truths()))


def settled(buyer: Buyer, issue: Issue, in_force: InForce = IN_FORCE) -> Verdict:
    """What a buyer has reached when all that the bot asks for is answered as they will."""
    order, claim, truth = buyer.order, about(buyer.claim, issue), buyer.truth
    verdict = decide(order, claim, in_force)
    if verdict.outcome != "need":
        return verdict
    told = {name: truth[name] for name in verdict.asks if name != "count"}
    count = claim.count or int(truth["count"])
    answered = msgspec.structs.replace(claim, count=count, answers={**claim.answers, **told})
    return settled(Buyer(order, answered, truth), issue, in_force)


@steady
@given(buyer=buyers())
def test_more_evidence_never_leaves_the_buyer_worse_off(buyer: Buyer) -> None:
    able = buyer._replace(truth={**buyer.truth, **{name: values[-1] for name, values in EVIDENCE.items()}})
    for issue, name in ((issue, name) for issue in PROBLEMS for name in EVIDENCE if name in LOOKED_AT[issue]):
        *less, most = (settled(able.with_(**{name: value}), issue) for value in EVIDENCE[name])
        assert [(issue, name, each) for verdict in less for each in worse(verdict, most)] == []


@steady
@given(buyer=buyers())
def test_saying_how_many_never_leaves_the_buyer_worse_off(buyer: Buyer) -> None:
    line = buyer.order.lines[0]
    for issue in PROBLEMS:
        extra = about(buyer.claim, issue).extra
        everything = line.extras[0].quantity if extra else line.quantity
        will_tell = buyer._replace(truth={**buyer.truth, "count": str(everything)})
        silent, told = (
            settled(will_tell._replace(claim=msgspec.structs.replace(buyer.claim, count=count)), issue)
            for count in (None, everything)
        )
        assert [(issue, each) for each in worse(silent, told)] == []


@steady
@given(buyer=buyers(), box=st.sampled_from(["intact", "damaged"]))
def test_a_weight_that_proves_the_shortage_never_leaves_the_buyer_worse_off(buyer: Buyer, box: str) -> None:
    line = msgspec.structs.replace(buyer.order.lines[0], weight_g=200)
    claim = msgspec.structs.replace(buyer.claim, extra=None)
    verdicts = []
    for packed_g in (None, 60):
        parcel = Parcel("YT1", packed_g=packed_g, packaging_g=60, signed_at=buyer.order.signed_at)
        order = msgspec.structs.replace(buyer.order, lines=(line,), parcels=(parcel,))
        verdicts.append(settled(Buyer(order, claim, buyer.truth).with_(box=box), "少件"))

    assert worse(*verdicts) == []


@pytest.mark.parametrize("name", KINDER)
@steady
@given(buyer=buyers(), other=some_of({name: st.sampled_from(values) for name, values in KINDER.items()}, 1))
def test_a_kinder_setting_never_leaves_the_buyer_worse_off(name: str, buyer: Buyer, other: dict[str, int]) -> None:
    for issue in PROBLEMS:
        verdicts = [settled(buyer, issue, _under(**{**other, name: value})) for value in KINDER[name]]
        found = [(issue, each) for harder, kinder in pairwise(verdicts) for each in worse(harder, kinder)]
        assert found == []


@steady
@given(buyer=buyers(), remedies=st.sets(st.sampled_from(get_args(Remedy)), min_size=1))
def test_what_no_longer_waits_for_a_person_is_otherwise_the_same(buyer: Buyer, remedies: set[str]) -> None:
    shop = with_settings(shipped_policies(), {"waits_for_person": sorted(remedies)}).on(day(NOW))
    for issue in PROBLEMS:
        claim = about(buyer.claim, issue)
        waiting, free = decide(buyer.order, claim, shop), decide(buyer.order, claim)

        assert not any(offer.waits for offer in free.offers)
        assert [offer.waits for offer in waiting.offers] == [offer.remedy in remedies for offer in waiting.offers]
        now = tuple(msgspec.structs.replace(offer, waits=False) for offer in waiting.offers)
        assert msgspec.structs.replace(waiting, offers=now) == free
