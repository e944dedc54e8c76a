"""What a person says to a buyer: from a draft or not, looked at once more before it goes out."""

from collections.abc import Sequence

import msgspec
from starlette.responses import Response

from bot.assisting.edits import distance
from bot.assisting.guard import Caution, allowed, check
from bot.assisting.proposing import proposals
from bot.assisting.store import Drafted
from bot.texts import text
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.store import From, Words
from bot.web.desk.wire.talk import Caution as Told
from bot.web.desk.wire.talk import Cautions, Checked, Saying
from bot.web.door import client_id, words
from bot.web.errors import JSON
from bot.web.store import Kept
from bot.web.view import shown
from bot.web.wire import Message

GUARDED = 422


def say(call: Call) -> Message | Response:
    """Say it; where the promise guard has something to say and nobody overrules it, tell that instead (422).

    What was said already under the same id is answered as it was. A draft sent as it is comes from the verdict itself
    and is not held against it once more.
    """
    buyer, saying = call.path["buyer"], call.body
    before = call.door.store.said_as(buyer, client_id(saying.id))
    if before:
        return shown(before)
    spoken, draft = _words(call), _draft(call, buyer, saying.draft)
    cautions = [] if draft and draft.text == spoken else cautions_on(call, buyer, spoken, draft)
    if cautions and not saying.overrule.strip():
        return Response(msgspec.json.encode(_told(cautions)), GUARDED, media_type=JSON)
    origin = From(draft.number, distance(draft.text, spoken)) if draft else None
    passed_over = None if draft else next(iter(call.service.assisting.open_drafts(buyer)[::-1]), None)
    kept, new = _kept(call, spoken, origin)
    if new:
        _logged(call, saying, cautions, origin)
        _learn(call, draft, passed_over, spoken)
    return shown(kept)


def _words(call: Call) -> str:
    most, spoken = call.service.settings.window.text, words(call.body.text)
    if not spoken or len(spoken) > most:
        raise Refused("bad_request", text("desk_error.length", most=most))
    return spoken


def _kept(call: Call, spoken: str, origin: From | None) -> tuple[Kept, bool]:
    """Keep it and show it to the buyer, before anything else comes of it."""
    buyer, said = call.path["buyer"], Words(call.body.id, spoken, call.me.id, call.me.name, origin)
    kept, new = call.desk.say(buyer, said, call.service.shop.clock.now())
    call.tell(buyer)
    return kept, new


def _learn(call: Call, used: Drafted | None, passed_over: Drafted | None, spoken: str) -> None:
    """What the edit of a draft may teach waits for a lead, and so does another script that was sent instead of one."""
    topics, draft = call.service.script_topics, used or passed_over
    other = topics.script_of(spoken) if draft and draft.text != spoken else None
    if draft is None or draft.text == spoken or not (used or other):
        return
    said = call.door.store.after(draft.buyer_id, draft.reply_to - 1, 1)
    heard, now = said[0].text if said else "", call.service.shop.clock.now()
    for each in proposals(draft, spoken, heard, call.me.id, now, topics, other):
        call.service.assisting.propose(each)


def _logged(call: Call, saying: Saying, cautions: Sequence[Caution], origin: From | None) -> None:
    buyer = call.path["buyer"]
    if cautions:
        found = "；".join(each.words for each in cautions)
        call.log("overruled", buyer, why=saying.overrule.strip(), words=found)
    how = "said" if origin is None else "said_edited" if origin.distance else "said_draft"
    call.log(how, buyer, **({"draft": origin.number, "distance": origin.distance} if origin else {}))


def _draft(call: Call, buyer: str, number: int | None) -> Drafted | None:
    found = call.service.assisting.draft(number) if number is not None else None
    return found if found and found.buyer_id == buyer and found.outcome is None else None


def look(call: Call) -> Cautions:
    """What the promise guard would say to some words."""
    return _told(cautions_on(call, call.path["buyer"], words(call.body.text)))


def cautions_on(call: Call, buyer: str, spoken: str, draft: Drafted | None = None) -> list[Caution]:
    """What in some words no verdict gives to this buyer, or nobody may say.

    The verdict is that on the claim of the ``draft`` they come from, else of the newest one, else of the talk.
    """
    service = call.service
    newest = draft or next(iter(service.assisting.open_drafts(buyer)[::-1]), None)
    claim = newest.claim if newest and newest.claim.issue else service.talks.of(buyer).claim
    decision = service.claims.decision(buyer, claim)
    cases, orders = service.shop.cases.of_buyer(buyer, only_open=False), service.shop.orders_of(buyer)
    standing = next((h for h in service.shop.handovers.of_buyer(buyer) if h.status != "closed"), None)
    answer_by = standing.due_at if standing else None
    known = allowed(service.shop, orders, decision, cases, service.shop.clock.now(), answer_by)
    return check(spoken, known, service.files.promises())


def _told(cautions: Sequence[Caution]) -> Cautions:
    return Cautions([Told(**msgspec.structs.asdict(each)) for each in cautions])


def ignore(call: Call) -> None:
    """The draft is not wanted."""
    number = int(call.path["number"])
    found = call.service.assisting.draft(number)
    if found is None:
        raise Refused("not_found")
    call.service.assisting.ignore(number, call.me.id, call.service.shop.clock.now())
    call.log("draft_ignored", found.buyer_id, draft=number)


def typing(call: Call) -> None:
    """The buyer is shown that somebody types."""
    if call.door.store.conversation(call.path["buyer"]).agent_id == call.me.id:
        call.door.tell(call.path["buyer"], "agent_typing")


WAYS = (
    Way("POST", "/talks/{buyer}/messages", say, Saying),
    Way("POST", "/talks/{buyer}/check", look, Checked),
    Way("POST", "/talks/{buyer}/typing", typing),
    Way("POST", "/drafts/{number:int}/ignore", ignore),
)
