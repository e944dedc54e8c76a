"""Which order, and which thing in it: the only one that fits, the one that is named, or a numbered choice."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from bot.aftersales.claim import Claim
from bot.aftersales.gather import stage_of
from bot.orders.model import Order, Stage
from bot.talk.lexicon import ALSO, answers
from bot.talk.message import Message, Talk
from bot.talk.traits import line_with, order_with
from bot.texts import text

ARRIVED = (Stage.SIGNED, Stage.COMPLETED)
MOST_CHOICES = 5
SHORTEST_WORD = 2
MOST_READ = 200
NAMED = 2
BEFORE = 6


class Item(msgspec.Struct, frozen=True):
    """A thing in an order that a problem may be about: a line, or an extra of a line."""

    line_no: int
    name: str
    words: str
    extra: str | None = None

    @property
    def key(self) -> str:
        """How a numbered choice refers to it."""
        return f"{self.line_no}|{self.extra or ''}"


def fitting(orders: Sequence[Order], issue: str | None) -> list[Order]:
    """The orders a problem can be about, newest first: at the stage it speaks of, that arrived, or still alive."""
    alive = [order for order in orders if order.stage not in (Stage.CLOSED, Stage.UNPAID)]
    stages = answers().about_stages.get(issue or "")
    if stages:
        return [order for order in alive if order.stage.value in stages] or alive or list(orders)
    if issue is None or issue == "不想要":
        return alive or list(orders)
    arrived = [order for order in alive if any(stage_of(order, line) in ARRIVED for line in order.lines)]
    return arrived or alive or list(orders)


def items(order: Order, issue: str | None) -> list[Item]:
    """What can be chosen in an order; gifts, accessories and parts only where something is missing.

    A part of a product is on no list, so it can be chosen where otherwise a whole piece would be taken for missing.
    """
    lines = [Item(line.line_no, line.title, f"{line.title} {line.spec}") for line in order.lines]
    if issue != "少件":
        return lines
    extras = [Item(line.line_no, e.name, e.name, e.name) for line in order.lines for e in line.extras]
    several = len(order.lines) == 1 and order.lines[0].quantity > 1 and not extras
    part = text("other_part")
    return [*lines, *extras] if several else [*lines, *extras, Item(order.lines[0].line_no, part, part, part)]


def order_named(message: Message, talk: Talk, orders: Sequence[Order]) -> Order | None:
    """The buyer's order that a message points at: by choice, by number, by words of what is in it, by day or price."""
    by_number = {order.order_no: order for order in orders}
    chosen = _chosen(message, talk.choices)
    if chosen in by_number:
        return by_number[chosen]
    for number in message.values("order_no"):
        if str(number) in by_number:
            return by_number[str(number)]
    if (talk.claim.order_no and not message.values("other_one")) or unknown_number(message, orders):
        return None
    lines = {order.order_no: _words_of_lines(order) for order in orders}
    everything = {order.order_no: f"{lines[order.order_no]} {_words_of_extras(order)}" for order in orders}
    kinds = {order.order_no: _words_of_kinds(order) for order in orders}
    spoken = _affirmed(message)
    named = best(spoken, lines, NAMED) or best(spoken, everything) or best(spoken, kinds, NAMED)
    found = by_number.get(named or "")
    return found or order_with(message, orders)


def order_spoken_of(message: Message, talk: Talk, orders: Sequence[Order]) -> Order | None:
    """The order that a message points at, else the one that the claim or the talk was last about."""
    named = order_named(message, Talk(choices=talk.choices), orders)
    spoken_of = (talk.claim.order_no, talk.order_no)
    return named or next((order for order in orders if order.order_no in spoken_of), None)


def likeliest(intent: str, orders: Sequence[Order]) -> Order:
    """The order that a question is about where none is spoken of: at the stage it is asked at, else the newest."""
    stages = answers().about_stages.get(intent, ())
    return next((order for order in orders if order.stage.value in stages), orders[0])


def _words_of_lines(order: Order) -> str:
    return " ".join(f"{line.title} {line.spec}" for line in order.lines)


def _words_of_kinds(order: Order) -> str:
    return " ".join(line.category for line in order.lines)


def _words_of_extras(order: Order) -> str:
    return " ".join(extra.name for line in order.lines for extra in line.extras)


def unknown_number(message: Message, orders: Sequence[Order]) -> str | None:
    """An order number in the message that is none of the buyer's, or None; a number of a return parcel is none."""
    own = {order.order_no for order in orders}
    waybills = {parcel.waybill for order in orders for parcel in order.parcels}
    numbers = [str(value) for value in message.values("order_no")]
    return next((number for number in numbers if number not in own | waybills), None)


def item_named(message: Message, talk: Talk, order: Order, issue: str | None) -> Item | None:
    """The thing in an order that a message points at, or the only one there is."""
    there = items(order, issue)
    if len(there) == 1:
        return there[0]
    by_key = {item.key: item for item in there}
    if talk.asking == "line_no":
        chosen = by_key.get(_chosen(message, talk.choices) or "") or _by_a_character(message, there)
        if chosen:
            return chosen
    gifts = [item for item in there if item.extra and item.extra != text("other_part")]
    if message.values("gift") and len(gifts) == 1:
        return gifts[0]
    unlisted = _unlisted(message, there, order)
    if unlisted:
        return unlisted
    texts = (*_what_is_missing(message), _affirmed(message))
    for among in ([item for item in there if item.extra], there):
        words = {item.key: item.words for item in among}
        usual = NAMED if among is not there else 1
        named = (best(spoken, words, least) for spoken, least in zip(texts, (1, usual, usual), strict=True))
        found = next((key for key in named if key), None)
        if found:
            return by_key[found]
    line = line_with(message, order.lines)
    return next((item for item in there if line and item.line_no == line.line_no and not item.extra), None)


def _by_a_character(message: Message, there: Sequence[Item]) -> Item | None:
    """The thing whose kind a single character names, asked which one: 刷子 is 长柄杯刷 where nothing else has a 刷."""
    kinds = set(_affirmed(message)) & set(answers().item_characters)
    meant = [item for item in there if item.name != text("other_part") and kinds & set(item.name)]
    return meant[0] if len(meant) == 1 else None


def _what_is_missing(message: Message) -> tuple[str, str]:
    """The words from where something is said to be missing on, and those right before; empty where nothing is."""
    starts = [entity.start for entity in message.entities if entity.label == "missing_count"]
    words = _own_words(message)
    return (words[starts[0] :], words[max(0, starts[0] - BEFORE) : starts[0]]) if starts else ("", "")


def _unlisted(message: Message, there: Sequence[Item], order: Order) -> Item | None:
    """The choice for a part on no list, where a thing is said to be missing that the only piece bought is not."""
    part = next((item for item in there if item.extra == text("other_part")), None)
    ends = [entity.end for entity in message.entities if entity.label == "missing_count"]
    if part is None or not ends or len(order.lines) > 1 or order.lines[0].quantity > 1:
        return None
    named = re.match(answers().missing_thing, message.text[ends[0] :])
    listed = " ".join(item.words for item in there).casefold()
    return part if named and not set(named.group()) & set(listed) else None


def _own_words(message: Message) -> str:
    """The text with blanks in place of the clause that speaks of another matter."""
    text = message.text
    for other in (entity for entity in message.entities if entity.label == ALSO):
        text = text[: other.start] + " " * (other.end - other.start) + text[other.end :]
    return text


def with_order(claim: Claim, order_no: str) -> Claim:
    """The claim about this order; what was said of a line of another order no longer holds."""
    if claim.order_no == order_no:
        return claim
    return msgspec.structs.replace(claim, order_no=order_no, line_no=None, extra=None, count=None)


def _chosen(message: Message, choices: Sequence[str]) -> str | None:
    number = message.first("ordinal")
    if number is None or not 0 < int(number) <= len(choices):
        return None
    return choices[int(number) - 1]


def _affirmed(message: Message) -> str:
    """The text without what it says a thing is not: 不是裙子 是双肩包 names the bag."""
    left = _own_words(message)
    for label in ("denied_thing", "order_no", "waybill", "phone", "paper"):
        for value in message.values(label):
            left = left.replace(str(value), " ")
    return left.casefold()


def best(spoken: str, names: dict[str, str], least: int = 1) -> str | None:
    """The key whose name shares the longest word with what was spoken; None when none does or several do alike."""
    scores = {key: _shared(spoken, name) for key, name in names.items()}
    most = max(scores.values(), default=0)
    winners = [key for key, score in scores.items() if score == most]
    return winners[0] if most >= least and len(winners) == 1 else None


def _shared(text: str, name: str) -> int:
    """The length of the longest word of ``text`` in ``name``; a single character counts only if it names goods."""
    words = set(_words(text[:MOST_READ].casefold())) - set(answers().ignored_words)
    name = name.casefold()
    longest = max((len(word) for word in words if word in name), default=0)
    if longest:
        return longest
    for word in answers().ignored_words:
        text = text.replace(word, " ")
    return int(any(char in name for char in text if char in answers().item_characters))


def _words(text: str) -> Iterable[str]:
    for length in range(min(8, len(text)), SHORTEST_WORD - 1, -1):
        for start in range(len(text) - length + 1):
            word = text[start : start + length]
            if word.isalnum() and not word.isdigit():
                yield word
