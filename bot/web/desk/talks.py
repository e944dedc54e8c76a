"""One talk as the desk reads it, and what a person does with it: take it, hand it on, give it back, close it."""

from bot.handover.record import Handover
from bot.service import Service
from bot.staff.model import Agent
from bot.telling.handovers import fact_lines, matter, reason_name
from bot.telling.words import fact_name
from bot.texts import names, text
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.queue import Clocks
from bot.web.desk.signing import RETURNED
from bot.web.desk.store import Seat
from bot.web.desk.wire.talk import Brief, Draft, Lines, Note, Noted, Step, Talk
from bot.web.door import words
from bot.web.view import shown

PAGE = 50
LONGEST_NOTE = 1000


def talk(call: Call) -> Talk:
    """The talk as it stands."""
    call.log_look("talk_seen", call.path["buyer"])
    return read(call)


def read(call: Call) -> Talk:
    """The talk as it stands; raises Refused where there is none."""
    buyer, service, store = call.path["buyer"], call.service, call.door.store
    kept, page = store.conversation(buyer), store.page(buyer, None, PAGE)
    standing = next((h for h in service.shop.handovers.of_buyer(buyer) if h.status != "closed"), None)
    if not kept.last_seq and standing is None:
        raise Refused("not_found")
    who, now = {each.id: each.name for each in service.staff.all()}, service.shop.clock.now()
    seat = Seat(buyer, kept.agent_id, kept.version, kept.unanswered_since, None, None, None)
    clock = Clocks(service, now).first(seat, standing, service.shop.cases.of_buyer(buyer))
    waits = standing is not None and standing.status == "waiting"
    return Talk(
        buyer_id=buyer,
        owner="agent" if kept.agent_id else "queue" if waits else "bot",
        agent_id=kept.agent_id,
        agent=who.get(kept.agent_id) if kept.agent_id else None,
        version=kept.version,
        since=kept.owned_since,
        clock=clock,
        messages=[shown(each) for each in page[0]],
        more=page[1],
        brief=brief_of(service, standing) if standing else None,
        drafts=_drafts(service, buyer),
        notes=[Note(n.number, who.get(n.agent_id, n.agent_id), n.text, n.at) for n in call.desk.notes(buyer)],
        rated=kept.stars,
        now=now,
    )


def brief_of(service: Service, standing: Handover) -> Brief:
    """Why a person is wanted and for what, in words."""
    brief, clauses = standing.brief, service.shop.policies.clauses
    clause = clauses.get(brief.advice or "")
    return Brief(
        reason=reason_name(standing, service.files.table().rows),
        opened_at=standing.opened_at,
        due_at=standing.due_at,
        matter=matter(brief),
        facts=fact_lines(brief),
        missing=[fact_name(name) for name in brief.missing],
        said=list(brief.said),
        advice=clause.staff if clause else None,
    )


def _drafts(service: Service, buyer: str) -> list[Draft]:
    clauses = service.shop.policies.clauses
    return [
        Draft(
            d.number, d.reply_to, d.text, d.intent, clauses[d.clause].title if d.clause in clauses else None, None, d.at
        )
        for d in service.assisting.open_drafts(buyer)
    ]


def messages(call: Call) -> Lines:
    """A page of older messages."""
    before = call.query.get("before", "")
    if not (before.isascii() and before.isdigit()):
        raise Refused("bad_request")
    page, more = call.door.store.page(call.path["buyer"], int(before[:9]), PAGE)
    return Lines([shown(each) for each in page], more)


def take(call: Call) -> Talk:
    """The talk is mine; from a colleague who is there only a lead takes one."""
    buyer, step = call.path["buyer"], call.body
    holder = call.door.store.conversation(buyer).agent_id
    there = holder in {each.id for each in call.service.staff.online()}
    if there and holder != call.me.id and not call.me.may("lead"):
        raise Refused("forbidden", text("desk_error.taken"))
    now = call.service.shop.clock.now()
    call.desk.take(buyer, call.me.id, step.version, now, text("desk.notice.taken", name=call.me.name))
    return _done(call, "taken")


def hand_on(call: Call) -> Talk:
    """The talk is a colleague's, or waits again for whoever comes first; a note tells the next one why."""
    buyer, step = call.path["buyer"], call.body
    to = _colleague(call, step.to) if step.to else None
    told = text("desk.notice.handed_on", name=to.name) if to else text("desk.notice.queued")
    now = call.service.shop.clock.now()
    call.desk.pass_on(buyer, _by(call), step.version, to.id if to else None, now, told)
    if words(step.note):
        call.desk.note(buyer, call.me.id, words(step.note)[:LONGEST_NOTE], now)
    return _done(call, "handed_on", to=step.to or "")


def give_back(call: Call) -> Talk:
    """The talk is the bot's again; what the person left unanswered it answers."""
    return _ended(call, RETURNED, text("desk.notice.returned"))


def close(call: Call) -> Talk:
    """The matter is settled, for a reason that is kept."""
    reason = call.body.reason
    if reason == RETURNED or reason not in names("desk.result"):
        raise Refused("bad_request", text("desk_error.reason"))
    return _ended(call, reason, text("desk.notice.closed"))


def _ended(call: Call, result: str, told: str) -> Talk:
    buyer, now = call.path["buyer"], call.service.shop.clock.now()
    answers = call.desk.end(buyer, _by(call), call.body.version, result, now, told)
    if answers:
        call.door.answer_soon(buyer)
    return _done(call, "ended", result=result)


def _done(call: Call, what: str, **details: str) -> Talk:
    buyer = call.path["buyer"]
    call.log(what, buyer, **details)
    call.tell(buyer)
    return read(call)


def _by(call: Call) -> str | None:
    """Whose the talk must be: mine, unless a lead steps in."""
    return None if call.me.may("lead") else call.me.id


def _colleague(call: Call, id: str) -> Agent:  # noqa: A002 - as on the wire
    found = call.service.staff.get(id)
    if found is None or not found.active:
        raise Refused("bad_request", text("desk_error.no_colleague"))
    return found


def note(call: Call) -> Note:
    """A word among colleagues."""
    noted = words(call.body.text)[:LONGEST_NOTE]
    if not noted:
        raise Refused("bad_request")
    kept = call.desk.note(call.path["buyer"], call.me.id, noted, call.service.shop.clock.now())
    call.tell(call.path["buyer"])
    return Note(kept.number, call.me.name, kept.text, kept.at)


WAYS = (
    Way("GET", "/talks/{buyer}", talk),
    Way("GET", "/talks/{buyer}/messages", messages),
    Way("POST", "/talks/{buyer}/take", take, Step),
    Way("POST", "/talks/{buyer}/hand-on", hand_on, Step),
    Way("POST", "/talks/{buyer}/return", give_back, Step),
    Way("POST", "/talks/{buyer}/close", close, Step),
    Way("POST", "/talks/{buyer}/notes", note, Noted),
)
