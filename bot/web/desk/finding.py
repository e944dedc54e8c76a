"""Finding things: talks, orders and cases; scripts to send; what the engine makes of words pasted from elsewhere."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from typing import Any
from uuid import uuid4

import yaml

from bot.orders.model import Order
from bot.service import Talk, from_slot
from bot.shop import Decision
from bot.talk.wording import about, short, stage_word
from bot.telling.receipt import verdict_lines
from bot.texts import SCRIPTS, names, text
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.wire.queue import Hit, Hits
from bot.web.desk.wire.talk import Advice, Pasted, Script, Scripts
from bot.web.door import words
from bot.web.rasa import Away, Drafting

MOST_HITS = 30
MOST_SCRIPTS = 30
LONGEST_QUERY = 60
PATIENCE_S = 30.0
NOBODY = "desk-paste"


def search(call: Call) -> Hits:
    """Buyers, orders, cases and words that hold what is looked for."""
    query = words(call.query.get("q", ""))[:LONGEST_QUERY]
    if len(query) < 2:
        return Hits([])
    call.log("searched", query)
    return Hits([*_orders(call, query), *_cases(call, query), *call.desk.search(query, MOST_HITS)][:MOST_HITS])


def _orders(call: Call, query: str) -> Iterator[Hit]:
    order = call.service.shop.orders.find(query)
    if order:
        title = text("desk.hit.order", order=order.order_no, stage=stage_word(order))
        yield Hit("order", order.buyer_id, title, short(order.lines[0].title), order.placed_at)


def _cases(call: Call, query: str) -> Iterator[Hit]:
    case = call.service.shop.cases.get(query.upper())
    if case:
        draft = case.draft
        title = text("desk.hit.case", case_no=case.case_no)
        yield Hit("case", draft.buyer_id, title, f"{draft.issue} {draft.order_no}", case.opened_at)


def scripts(call: Call) -> Scripts:
    """Scripts that hold what is looked for, those first whose blanks the talk fills."""
    query, buyer = call.query.get("q", "").strip(), call.query.get("buyer", "")
    decision = call.service.claims.decision(buyer, call.service.talks.of(buyer).claim) if buyer else None
    facts = _Facts(about(decision) if decision else {})
    found = [
        Script(name, topic, said.format_map(facts))
        for topic, name, said in _all_scripts()
        if not query or query in said or query in name or query in topic
    ]
    found.sort(key=lambda script: text("desk.blank", name="").strip("】") in script.text)
    return Scripts(found[:MOST_SCRIPTS])


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return text("desk.blank", name=name)


def _all_scripts() -> Iterator[tuple[str, str, str]]:
    """Topic, name and first phrasing of every script."""
    topics = names("desk.topic")
    for path in sorted(SCRIPTS.glob("*.yml")):
        content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for name, said in (content.get("responses") or {}).items():
            yield topics.get(path.stem, path.stem), name, said[0]["text"]


def paste(call: Call) -> Advice:
    """What the engine makes of a buyer's words and an order, for shops whose chat is elsewhere."""
    pasted: Pasted = call.body
    spoken, order = words(pasted.text), _order(call, words(pasted.order_no))
    if not spoken:
        raise Refused("bad_request", text("desk_error.empty"))
    drafting = _drafted(call, spoken, order)
    talk = from_slot(drafting.talk)
    decision = call.service.claims.decision(order.buyer_id, talk.claim) if order else None
    call.log("pasted", order.order_no if order else "", intent=drafting.intent)
    return Advice(
        intent=drafting.intent,
        outcome=text(f"outcome.{decision.verdict.outcome}") if decision else None,
        receipt=list(verdict_lines(decision.verdict, codes=False)) if decision else [],
        reply=drafting.text,
        checklist=_asked(talk, decision),
    )


def _order(call: Call, order_no: str) -> Order | None:
    order = call.service.shop.orders.find(order_no) if order_no else None
    if order_no and order is None:
        raise Refused("not_found", text("desk_error.no_order", order=order_no))
    return order


def _drafted(call: Call, spoken: str, order: Order | None) -> Drafting:
    heard = spoken if order is None or order.order_no in spoken else f"{spoken} {order.order_no}"
    metadata = {"buyer_id": order.buyer_id if order else NOBODY, "first": False, "talk_id": NOBODY}
    rasa, loop = call.door.rasa, call.door.loop
    if rasa is None or loop is None:
        raise Refused("trouble")
    answer = asyncio.run_coroutine_threadsafe(rasa.draft(f"{NOBODY}-{uuid4().hex}", heard, metadata), loop)
    try:
        return answer.result(PATIENCE_S)
    except (Away, FutureTimeout) as error:
        answer.cancel()
        raise Refused("trouble") from error


def _asked(talk: Talk, decision: Decision | None) -> list[str]:
    """What to ask the buyer for, in words."""
    facts = talk.asked or (decision.verdict.asks if decision else ())
    return [text(f"asks.{fact}") for fact in facts]


WAYS = (
    Way("GET", "/search", search),
    Way("GET", "/scripts", scripts),
    Way("POST", "/paste", paste, Pasted),
)
