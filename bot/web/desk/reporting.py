"""What happened in the shop, what is to be told to the buyers of an incident, and what edits propose."""

from datetime import date

from starlette.responses import Response

from bot.assisting.store import Proposal as Kept
from bot.reports.incidents import incidents, words_name
from bot.reports.model import Report
from bot.reports.reporting import report
from bot.reports.table import as_csv
from bot.texts import text
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.wire.queue import Told
from bot.web.desk.wire.talk import Decide, Proposal, Proposals
from bot.web.door import words

LONGEST = 1000
MOST_DAYS = 366


def reports(call: Call) -> Report:
    """The numbers of some days, both ends included."""
    since, until = _day(call, "since"), _day(call, "until")
    if not 0 <= (until - since).days <= MOST_DAYS:
        raise Refused("bad_request", text("desk_error.days", most=MOST_DAYS))
    call.log("reported", f"{since}–{until}")
    service = call.service
    return report(service.reports, since, until, service.shop.clock.now(), service.files.desk().reply_seconds)


def csv(call: Call) -> Response:
    """The same for a spreadsheet."""
    made = reports(call)
    named = {"Content-Disposition": f'attachment; filename="{made.since}_{made.until}.csv"'}
    return Response(as_csv(made).encode("utf-8"), media_type="text/csv; charset=utf-8", headers=named)


def _day(call: Call, name: str) -> date:
    try:
        return date.fromisoformat(call.query.get(name, ""))
    except ValueError as error:
        raise Refused("bad_request", text("desk_error.day")) from error


def incident(call: Call) -> None:
    """A lead settles what the buyers of an incident are told."""
    now, wanted = call.service.shop.clock.now(), call.path["id"]
    known = {each.id for each in incidents(call.service.reports, call.service.files.incidents(), now)}
    told = words(call.body.text)
    if wanted not in known:
        raise Refused("not_found")
    if not told or len(told) > LONGEST:
        raise Refused("bad_request", text("desk_error.length", most=LONGEST))
    call.service.words.put(words_name(wanted), told, call.me.id, now)
    call.log("incident", wanted)


def proposals(call: Call) -> Proposals:
    """What edits propose and nobody has decided yet."""
    who = {each.id: each.name for each in call.service.staff.all()}
    return Proposals([_shown(each, who) for each in call.service.assisting.proposed()])


def _shown(kept: Kept, who: dict[str, str]) -> Proposal:
    by = who.get(kept.agent_id, kept.agent_id)
    return Proposal(kept.number, kept.kind, kept.name, kept.before, kept.after, by, kept.at, kept.state)


def decide(call: Call) -> None:
    """A lead takes a proposal, in the same or other words, or drops it."""
    given: Decide = call.body
    number, now = int(call.path["number"]), call.service.shop.clock.now()
    if not call.service.assisting.decide(number, given.accept, words(given.text)[:LONGEST], call.me.id, now):
        raise Refused("changed", text("desk_error.decided"))
    call.log("proposal", str(number), number=number, accepted=given.accept)


WAYS = (
    Way("GET", "/reports", reports),
    Way("GET", "/reports.csv", csv),
    Way("POST", "/incidents/{id}", incident, Told, least="lead"),
    Way("GET", "/proposals", proposals, least="lead"),
    Way("POST", "/proposals/{number:int}", decide, Decide, least="lead"),
)
