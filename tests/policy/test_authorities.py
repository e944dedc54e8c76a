"""Law, platform, shop: a lower authority decides before a higher one, and may only be kinder."""

from datetime import date, datetime
from typing import Any

import msgspec
import pytest

from bot.aftersales.assess import assess
from bot.aftersales.claim import Claim
from bot.aftersales.clause import Clause
from bot.aftersales.gather import gather
from bot.aftersales.policies import Policies
from bot.aftersales.soundness import Unsound, unsound
from bot.aftersales.verdict import Verdict
from bot.clock import SHANGHAI
from bot.examples.reading import order_of, with_settings
from tests.policy.shipped import shipped_policies

ON = date(2026, 11, 22)
SIGNED = {"fact": "stage", "among": ["signed", "completed"]}
LATE = {"fact": "days_since_signed", "more_than": "no_reason_return.window_days"}
NOT_LATE = {"fact": "days_since_signed", "at_most": "no_reason_return.window_days"}
RETURN = {"remedy": "return_refund", "serves": ["refund", "return"], "amount": "pieces"}


def clause(name: str, when: list[dict[str, Any]], **more: Any) -> Clause:
    """A clause of the shop about goods that are not wanted any more, unless it says otherwise."""
    form = {
        "clause": name,
        "title": name,
        "authority": "shop",
        "issues": ["不想要"],
        "reference": [{"title": "本店承诺"}],
        "since": ON,
        "checked_on": ON,
        "when": {"all": when},
        **more,
    }
    return msgspec.convert(form, Clause)


def gives(
    outcome: str, freight: str = "buyer", remedies: tuple[dict[str, Any], ...] = (), **more: Any
) -> dict[str, Any]:
    return {"outcome": outcome, "script": "utter_x", "freight": freight, "remedies": list(remedies), **more}


def with_clauses(*clauses: Clause) -> Policies:
    shipped = shipped_policies()
    return Policies({**shipped.clauses, **{each.clause: each for each in clauses}}, shipped.shop)


def faults(policies: Policies) -> list[tuple[str, tuple[str, ...]]]:
    return sorted({(each.fault, each.clauses) for each in unsound(policies, ON)})


def verdict(policies: Policies, signed: str, at: datetime) -> Verdict:
    order = order_of({"signed_on": signed})
    claim = Claim("不想要", "2026", 1, answers={"goods_complete": "complete"})
    in_force = policies.on(ON)
    return assess(gather("不想要", order, order.lines[0], claim, in_force, at), in_force)


def test_a_shop_that_takes_goods_back_for_longer_decides_before_the_law() -> None:
    till_day_30 = {"fact": "days_since_signed", "at_most": "days"}
    granted = gives("grant", remedies=(RETURN,))
    kinder = clause("thirty_days", [SIGNED, LATE, till_day_30], values={"days": {ON: 30}}, gives=granted)
    policies = with_clauses(kinder)
    tenth_day = datetime(2026, 11, 22, 12, tzinfo=SHANGHAI)

    assert faults(policies) == []
    assert verdict(shipped_policies(), "2026-11-12 10:00", tenth_day).outcome == "refuse"
    assert verdict(policies, "2026-11-12 10:00", tenth_day).cites[0].name == "thirty_days"
    assert verdict(policies, "2026-10-22 10:00", tenth_day).outcome == "refuse"
    assert verdict(policies, "2026-11-20 10:00", tenth_day).cites[0].name == "no_reason_return"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (gives("refuse"), "less_kind"),
        (gives("review"), "less_kind"),
        (gives("inform"), "less_kind"),
        (gives("grant", "buyer", ({**RETURN, "amount": "compensation"},)), "less_kind"),
        (gives("grant", "buyer", ({**RETURN, "serves": ["return"]},)), "less_kind"),
        (gives("offer", "buyer", ({**RETURN, "if": [{"fact": "priced", "is": True}]},)), "less_kind"),
    ],
    ids=["refuses", "sends to a person", "only explains", "pays less", "serves fewer wishes", "under a condition"],
)
def test_a_shop_that_gives_less_than_the_law_is_named_with_the_law(given: dict[str, Any], fault: str) -> None:
    stricter = clause(
        "stricter",
        [SIGNED, NOT_LATE, {"fact": "goods_complete", "is": "complete"}, {"fact": "no_reason", "is": "free"}],
        gives=given,
    )
    assert (fault, ("stricter", "no_reason_return")) in faults(with_clauses(stricter))


def test_the_buyer_may_not_pay_the_freight_that_the_platform_lays_on_the_shop() -> None:
    when = list(msgspec.to_builtins(shipped_policies().clauses["wrong_item_ladder"].when)["all"])
    asked = [{name: value for name, value in each.items() if value is not None} for each in when]
    ladder = ({**RETURN}, {"remedy": "exchange", "serves": ["exchange", "reship"]})
    dearer = clause("dearer", asked, issues=["发错货"], gives=gives("offer", "buyer", ladder))
    assert ("less_kind", ("dearer", "wrong_item_ladder")) in faults(with_clauses(dearer))


def test_a_remedy_of_the_law_may_not_be_replaced_by_a_poorer_one() -> None:
    """Above the trust limit the platform only reviews; a shop may offer there, but not the law's return at a price."""
    floor = msgspec.to_builtins(shipped_policies().clauses["quality_law_return"].when)["all"]
    asked = [{name: value for name, value in each.items() if value is not None} for each in floor]
    days = {"fact": "days_since_signed", "at_most": "quality_law_return.return_days"}
    asked = [*(each for each in asked if each["fact"] != days["fact"]), days, {"fact": "return_trusted", "is": False}]
    poorer = {**RETURN, "serves": [], "amount": "nothing", "on_request": True}
    hides = clause("hides", asked, issues=["质量问题"], gives=gives("offer", "buyer", (poorer,)))
    adds = clause("adds", asked, issues=["质量问题"], gives=gives("offer", "merchant", ({"remedy": "repair"},)))

    assert ("below_law", ("hides", "quality_law_return")) in faults(with_clauses(hides))
    assert not [each for each in faults(with_clauses(adds)) if each[0] == "below_law"]


def test_nobody_goes_empty_handed_where_the_law_entitles_them() -> None:
    entitled = [SIGNED, {"fact": "defect", "is": "told"}, {"fact": "insists", "is": "insisted"}]
    cold = clause("cold", entitled, issues=["质量问题"], authority="platform", gives=gives("inform"))
    found = faults(with_clauses(cold))
    assert any(fault in ("several", "below_law") and "cold" in names for fault, names in found)


def test_two_clauses_of_the_shop_may_not_decide_the_same() -> None:
    one = clause("one", [SIGNED, LATE], gives=gives("grant", remedies=(RETURN,)))
    two = clause("two", [SIGNED, LATE], gives=gives("grant", remedies=(RETURN,)))
    assert ("several", ("one", "two")) in faults(with_clauses(one, two))


def test_a_clause_that_nothing_reaches_is_named() -> None:
    dead = clause("dead", [SIGNED, {"fact": "stage", "is": "paid"}], gives=gives("grant", remedies=(RETURN,)))
    assert ("dead", ("dead",)) in faults(with_clauses(dead))


def test_a_clause_that_only_the_shops_number_leaves_idle_is_no_mistake() -> None:
    assert faults(with_settings(shipped_policies(), {"after_sales_days": 15})) == []


def test_two_versions_of_a_clause_meet_on_one_day_but_may_not_overlap() -> None:
    old = shipped_policies().clauses["no_reason_window_over"]
    new = msgspec.structs.replace(old, clause="window_over_2027", since=date(2027, 1, 1))
    ended = msgspec.structs.replace(old, until=date(2027, 1, 1))
    overlapping = msgspec.structs.replace(old, until=date(2027, 1, 2))

    assert faults(with_clauses(ended, new)) == []
    found = list(unsound(with_clauses(overlapping, new), ON))
    assert {(each.fault, each.on) for each in found} == {("several", date(2027, 1, 1))}


def test_a_law_may_not_hang_on_what_the_shop_sets() -> None:
    window = {"fact": "days_since_signed", "more_than": "shop.after_sales_days"}
    own = clause("own_window", [SIGNED, LATE, window], authority="law", gives=gives("grant", remedies=(RETURN,)))
    assert ("law_asks_shop", ("own_window",)) in faults(with_clauses(own))


@pytest.mark.parametrize(
    ("name", "hours", "wrong"),
    [("legal_refund", 169, True), ("legal_refund", 168, False), ("merchant_confirm", 241, True)],
)
def test_the_shop_may_not_take_longer_than_law_and_platform_allow(name: str, hours: int, wrong: bool) -> None:
    theirs = shipped_policies().clauses[name]
    own = msgspec.structs.replace(theirs, clause="slower", authority="shop", since=ON, values={"hours": {ON: hours}})
    assert (("later_clock", ("slower", name)) in faults(with_clauses(own))) is wrong


def test_a_number_that_is_nowhere_in_force_is_named() -> None:
    policies = with_settings(shipped_policies(), {"trust_goods_stay": {date(2099, 1, 1): 1}})
    in_use = with_settings(policies, {"after_sales_days": {date(2099, 1, 1): 30}})
    found = [each for each in unsound(in_use, ON) if each.fault == "no_number"]
    assert found[0] == Unsound("no_number", ON, needs="shop.after_sales_days (2026-11-22)")


@pytest.mark.parametrize("name", ["trust_goods_stay", "trust_goods_return", "goodwill_reship", "compensation_limit"])
@pytest.mark.parametrize("value", [0, 500, 100_000_000])
def test_every_limit_the_shop_may_choose_keeps_the_clauses_sound(name: str, value: int) -> None:
    assert faults(with_settings(shipped_policies(), {name: value})) == []
