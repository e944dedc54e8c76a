"""What one message adds to a claim: answers, counts, wishes, pasted pictures."""

from collections.abc import Sequence
from typing import get_args

import msgspec

from bot.aftersales.claim import Claim
from bot.aftersales.clause import PROBLEMS, Issue, Wish
from bot.aftersales.facts import PHOTOS
from bot.orders.model import Line
from bot.talk.lexicon import answers
from bot.talk.message import Message, Talk

WISHES: tuple[str, ...] = get_args(Wish)
ASKS_FOR: dict[str, Wish] = {"退货退款": "refund", "换货": "exchange"}
WISHED_AT = ("offer", "review")
TRAITS = ("colour", "size", "count", "bare_number")
BESIDE = ("photo", "paper")
SENT = "already_sent"
SHOWN = ("photo", "link", SENT)
DESCRIBED = ("received", "defect", "differs")
REPLIES = ("提供信息", "肯定", "否定", "nlu_fallback", "超出范围", *PROBLEMS)
ASKED_FOR_A_REASON = (*REPLIES, *ASKS_FOR, "问原因", "发脾气")
ANSWERS = ("提供信息", "肯定", "否定", "nlu_fallback", "撤销售后", *PROBLEMS, *ASKS_FOR)
WISHES_WITH = ("催退款", "补偿", "维修保修", "超出范围", "否定", "提供信息")
OF_MONEY = ("补偿", "催退款", "退款进度")
GOING_BACK = ("不想要", "取消订单", "拒收")
WAYBILL_WORD = "面单"
KEPT_WORDS = 12
KEPT_CHARACTERS = 200


def read(message: Message, talk: Talk) -> Claim:
    """The claim with all that a message tells, given what was last asked."""
    claim = _problem(message, talk)
    told = {**_labelled(message), **_photos(message, talk, claim), **_described(message, talk)}
    if not told:
        told = _bare(message, talk)
    wish = wished(message) or ASKS_FOR.get(message.intent)
    return msgspec.structs.replace(
        claim,
        answers={**claim.answers, **told},
        wish=wish or claim.wish,
        amount=_asked_for(message) or claim.amount,
        links=(*claim.links, *(str(link) for link in message.values("link"))),
        said=_kept(claim, message),
    )


def wished(message: Message) -> str | None:
    """The first remedy that a message names, or None."""
    return next((str(value) for value in message.values("wish") if value in WISHES), None)


def _asked_for(message: Message) -> int | None:
    """The amount in 分 that a buyer asks for beside a wish, or where the talk is of money."""
    speaks_of_money = bool(message.values("wish")) or message.intent in OF_MONEY
    amounts = [int(value) for value in message.values("money")]
    return amounts[0] if amounts and speaks_of_money else None


def count_told(message: Message, talk: Talk, issue: str | None, line: Line | None) -> int | None:
    """How many pieces a message speaks of; for 少件 how many are missing, whichever way round it is put."""
    missing = message.first("missing_count")
    if missing:
        return int(missing)
    arrived = message.first("arrived_count")
    if issue == "少件" and arrived is not None:
        bought = message.first("bought_count") or (line.quantity if line else 0)
        return int(bought) - int(arrived) if int(bought) > int(arrived) else None
    others = [int(value) for value in message.values("count") if int(value) > 0]
    if others and (issue != "少件" or "count" in talk.asked or talk.step in WISHED_AT):
        return others[0]
    bare = message.first("bare_number")
    return int(bare) if bare and "count" in talk.asked else None


def _problem(message: Message, talk: Talk) -> Claim:
    """The claim under way, or a new one when another problem is named."""
    claim = _turned(talk.claim, message)
    if message.intent not in PROBLEMS or message.intent == claim.issue:
        return claim
    if claim.issue and _keeps_to_the_problem(message, talk):
        return claim
    kept = {"order_no": claim.order_no, "line_no": claim.line_no} if claim.issue else {}
    named = msgspec.structs.replace(Claim(issue=msgspec.convert(message.intent, Issue)), **kept)
    return named if claim.issue else msgspec.structs.replace(claim, issue=named.issue)


def _turned(claim: Claim, message: Message) -> Claim:
    """The claim as the problem it turns out to be: what is missing never came at all."""
    turns = answers().turns_into.get(claim.issue or "", {})
    issue = next((problem for label, problem in turns.items() if message.values(label)), None)
    return msgspec.structs.replace(claim, issue=msgspec.convert(issue, Issue)) if issue else claim


def _keeps_to_the_problem(message: Message, talk: Talk) -> bool:
    """Whether a message taken for another problem answers, corrects or wishes within the one under way."""
    answered = talk.asking == "details" and bool(_labelled(message) or message.values("photo"))
    back = message.intent in GOING_BACK and (message.intent == "不想要" or talk.claim.issue in GOING_BACK)
    hints = answers().hints
    supported = any(hints.get(entity.label) == message.intent for entity in message.entities)
    unfounded = message.intent in hints.values() and not supported
    within = (back or unfounded) and bool(message.values("wish"))
    corrected = bool(message.values("other_one")) and not supported
    part = answers().part_of.get(talk.claim.issue or "", {}).get(message.intent)
    belongs = part is not None and bool(message.values(part))
    return answered or within or corrected or belongs or same_matter(message.intent, talk.claim.issue)


def same_matter(intent: str, issue: str | None) -> bool:
    """Whether an intent is another word for the problem under way: something broken is 质量问题 or 运输破损."""
    return any({intent, issue} == set(pair) for pair in answers().same_problem)


def wishes(message: Message) -> bool:
    """Whether a message, taken for a question or for nothing, names a remedy and so wishes for it."""
    return message.intent in WISHES_WITH and bool(message.values("wish"))


def tells(message: Message) -> bool:
    """Whether the words themselves give an answer to anything a verdict may ask."""
    return bool(_labelled(message)) or shows(message)


def shows(message: Message) -> bool:
    """Whether a message is, or speaks of, a picture or video."""
    return any(message.values(label) for label in SHOWN)


def _labelled(message: Message) -> dict[str, str]:
    """Answers that the words themselves give, whatever was asked; the first of contradicting ones counts."""
    facts = answers().facts
    found: dict[str, str] = {}
    for entity in message.entities:
        if entity.label in facts:
            found.setdefault(facts[entity.label], str(entity.value))
    return found


def _photos(message: Message, talk: Talk, claim: Claim) -> dict[str, str]:
    said = message.first("photo") or ("claimed" if message.values("link") or message.values(SENT) else None)
    if said is None:
        return {}
    asked = [fact for fact in talk.asked if fact in PHOTOS]
    usual = answers().photos.get(claim.issue or "")
    waybill = ["waybill_photo"] if WAYBILL_WORD in message.values("paper") else []
    return {fact: str(said) for fact in [*(asked or ([usual] if usual else [])), *waybill]}


def _described(message: Message, talk: Talk) -> dict[str, str]:
    """Free words count as the description that was asked for, unless they are a question or an answer to something."""
    asked = [fact for fact in DESCRIBED if fact in talk.asked]
    if not asked or message.intent not in REPLIES or message.intent in ("肯定", "否定"):
        return {}
    labels = {entity.label for entity in message.entities}
    described = labels & set(DESCRIBED) or (labels & set(TRAITS) and labels <= {*TRAITS, *BESIDE})
    if labels and not described:
        return {}
    return {asked[0]: "told"} if len(message.text.strip()) > 1 else {}


def _bare(message: Message, talk: Talk) -> dict[str, str]:
    """A bare yes or no, as an answer to the one question asked, or to those that one word can answer together."""
    which = {"肯定": "affirmed", "否定": "denied"}.get(message.intent)
    asked = talk.asked
    if message.values("drop") or (which == "affirmed" and message.text.strip().startswith(answers().consents)):
        return {}
    if which is None or not asked or (len(asked) > 1 and not set(asked) <= set(answers().together)):
        return {}
    meanings = {fact: getattr(answers().answers.get(fact), which, None) for fact in asked}
    return {fact: meaning for fact, meaning in meanings.items() if meaning}


def _kept(claim: Claim, message: Message) -> tuple[str, ...]:
    words = masked(message).strip()[:KEPT_CHARACTERS]
    return (*claim.said, words)[-KEPT_WORDS:] if words else claim.said


def answers_something(message: Message) -> bool:
    """Whether a message may be an answer at all; an enquiry or small talk is not, unless it tells a fact."""
    return message.intent in ANSWERS or tells(message) or wishes(message)


def gives_up(message: Message, talk: Talk) -> bool:
    """Whether a message lets the claim go and answers nothing that was asked."""
    return bool(message.values("drop")) and not wished(message) and not set(_labelled(message)) & set(talk.asked)


def about_claim(message: Message, talk: Talk) -> bool:
    """Whether a message speaks of the claim under way, even where it adds nothing."""
    told = any(entity.label in answers().facts for entity in message.entities)
    return message.intent == talk.claim.issue or told or shows(message)


def masked(message: Message) -> str:
    """The text of a message with the middle of every phone, card and identity number hidden."""
    return hidden(message.text, [str(value) for label in answers().private for value in message.values(label)])


def hidden(words: str, numbers: Sequence[str]) -> str:
    """The words with the middle of these numbers hidden."""
    for number in numbers:
        words = words.replace(number, f"{number[:3]}****{number[-4:]}")
    return words
