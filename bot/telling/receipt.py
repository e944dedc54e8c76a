"""A verdict on paper: what it gives, how it was reckoned, what it rests on."""

from collections.abc import Callable, Iterator

from bot.aftersales.case import Clock
from bot.aftersales.clause import Cited
from bot.aftersales.facts import FACTS, RECKONED
from bot.aftersales.verdict import Offer, Verdict
from bot.aftersales.weights import Weighing
from bot.replies import moment
from bot.talk.sums import arithmetic
from bot.telling.words import fact_name, grams, money, value_name, value_names
from bot.texts import text

Deadlines = Callable[[Offer], tuple[Clock, ...]]


def verdict_lines(
    verdict: Verdict, deadlines: Deadlines | None = None, wished: Offer | None = None, codes: bool = True
) -> Iterator[str]:
    """The verdict line by line; ``deadlines`` tells which clocks accepting an offer starts.

    ``wished`` is the offer that answers what the buyer wants. Without ``codes`` it is for people who never open a
    policy file: no names of clauses, facts, settings and options.
    """
    yield text("cli.receipt.outcome", outcome=text(f"outcome.{verdict.outcome}"))
    if verdict.offers:
        yield text("cli.receipt.offers")
        for number, offer in enumerate(verdict.offers, 1):
            yield from _offer(number, offer, deadlines(offer) if deadlines else (), offer == wished)
    if verdict.rest_to_person:
        yield text("cli.receipt.rest")
    if verdict.asks:
        yield text("cli.receipt.asks")
        yield from (_ask(name, codes) for name in verdict.asks)
    if verdict.weighing and verdict.weighing.expected_g:
        yield _weights(verdict.weighing)
    yield text("cli.receipt.clauses")
    for number, cited in enumerate(verdict.cites, 1):
        yield from _clause(number, cited, codes)
    yield text("cli.receipt.facts")
    for name, value in verdict.facts.items():
        plain = text("cli.receipt.fact_plain", name=fact_name(name), value=value_name(name, value))
        yield text("cli.receipt.coded", line=plain, code=name) if codes else plain


def clock_line(clock: Clock) -> str:
    """A deadline with who must act and what happens after it."""
    who = text(f"cli.who.{clock.who}")
    return text("cli.receipt.clock", who=who, due=moment(clock.due_at), title=clock.title, then=clock.then)


def _offer(number: int, offer: Offer, running: tuple[Clock, ...], wished: bool) -> Iterator[str]:
    name = "compensation" if offer.step and offer.step.name == "compensation" else offer.remedy
    parts = [text(f"cli.remedy.{name}"), money(offer.amount), text(f"cli.freight.{offer.freight}")]
    if offer.waits:
        parts.append(text("cli.receipt.waits"))
    if wished:
        parts.append(text("cli.receipt.wished"))
    yield text("cli.receipt.offer", number=number, offer="，".join(part for part in parts if part))
    if offer.step:
        yield text("cli.receipt.detail", line=arithmetic(offer.step))
    for clock in running[:1]:
        yield text("cli.receipt.detail", line=clock_line(clock))


def _ask(name: str, codes: bool) -> str:
    if not codes:
        return text("cli.receipt.ask_plain", ask=text(f"asks.{name}"))
    answers = " | ".join(f"{value}（{called}）" for value, called in value_names(name).items())
    how = text("cli.receipt.by_count") if name == "count" else text("cli.receipt.by_fact", name=name, answers=answers)
    return text("cli.receipt.ask", ask=text(f"asks.{name}"), how=how)


def _weights(weighing: Weighing) -> str:
    return text(
        "cli.receipt.weights",
        finding=value_name("weights", weighing.finding),
        expected=grams(weighing.expected_g),
        packed=grams(weighing.packed_g),
        courier=grams(weighing.courier_g),
        shortfall=weighing.shortfall_g,
        tolerance=weighing.tolerance_g,
        piece=weighing.piece_g,
        supported=weighing.supported,
    )


def _clause(number: int, cited: Cited, codes: bool) -> Iterator[str]:
    authority = text(f"cli.authority.{cited.authority}")
    plain = text("cli.receipt.clause_plain", number=number, authority=authority, title=cited.title)
    yield text("cli.receipt.coded", line=plain, code=cited.name) if codes else plain
    yield text("cli.receipt.source", source=cited.source, since=cited.since, checked_on=cited.checked_on)
    if cited.values and codes:
        told = "、".join(text("cli.receipt.number", name=name, number=n) for name, n in cited.values.items())
        yield text("cli.receipt.numbers", told=told)


def tellable() -> list[str]:
    """The facts that staff may tell with ``--fact``; how many pieces and how much money have options of their own."""
    return [fact.name for fact in FACTS.values() if fact.known_by == "buyer" and fact.name not in RECKONED]
