"""Moments, amounts, weights and codes as they stand in a proof pack."""

from datetime import datetime

from bot.aftersales.case import Case
from bot.clock import SHANGHAI
from bot.money import yuan
from bot.orders.model import Parcel
from bot.proof.masking import Mask
from bot.texts import SCRIPTS, load, text


def moment(at: datetime) -> str:
    """A moment with its year: proof is read long after."""
    local = at.astimezone(SHANGHAI)
    two = {name: f"{getattr(local, name):02d}" for name in ("month", "day", "hour", "minute")}
    return text("proof.moment", year=local.year, **two)


def grams(weight: int | None) -> str:
    """A weight; None and 0 stand for one that nobody recorded."""
    return text("proof.grams", grams=weight) if weight else text("proof.no_grams")


def money(amount: int) -> str:
    """An amount of 分 in 元."""
    return text("proof.yuan", amount=yuan(amount))


def parcel_words(parcel: Parcel, mask: Mask) -> str:
    """Who carries a parcel under which number."""
    return text("proof.parcel", carrier=parcel.carrier, waybill=mask(parcel.waybill)).strip()


def what_it_shows(fact: str) -> str:
    """What a piece of evidence was to show; empty where nothing was asked for or nobody remembers the name."""
    return load(SCRIPTS).get(f"cli.fact.{fact}", "")


def wish_words(wish: str | None) -> str:
    """What the buyer wants; empty where they did not say."""
    return load(SCRIPTS).get(f"wish.{wish}", "")


def result_words(case: Case) -> str:
    """What the case came to: how it stands, the remedy with its amount, who pays the freight."""
    draft = case.draft
    standing = text(f"standing.{draft.standing}")
    if draft.remedy is None:
        return text("proof.result.plain", standing=standing)
    remedy = text(f"cli.remedy.{draft.remedy}") + (money(draft.amount) if draft.amount is not None else "")
    result = text("proof.result.remedy", standing=standing, remedy=remedy)
    if draft.freight not in ("merchant", "buyer"):
        return result
    return text("proof.result.freight", result=result, freight=text(f"cli.freight.{draft.freight}"))


def sentence(words: str) -> str:
    """Words without the full stop that the sentence around them brings."""
    return words.strip().rstrip("。.！!；;")
