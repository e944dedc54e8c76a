"""Deciding on a case: evidence judged, a remedy granted, and for some seconds the way back."""

from starlette.responses import FileResponse, Response

from bot.deciding.deciding import AboveLimit, BadAmount, NotOpen, TooLate
from bot.deciding.store import Decision
from bot.money import yuan
from bot.texts import text
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.wire.side import Decided, Granting, Judging

LONGEST_NOTE = 500


def evidence(call: Call) -> Decided:
    """Whether the evidence of a case holds."""
    try:
        decision = call.service.deciding.judge(call.path["case_no"], call.me, call.body.finding, _note(call))
    except NotOpen as error:
        raise Refused("changed", text("desk_error.not_open")) from error
    return _decided(call, decision)


def grant(call: Call) -> Decided:
    """A remedy for a case, within what the role may grant."""
    given: Granting = call.body
    try:
        decision = call.service.deciding.grant(call.path["case_no"], call.me, given.remedy, given.amount, _note(call))
    except NotOpen as error:
        raise Refused("changed", text("desk_error.not_open")) from error
    except BadAmount as error:
        raise Refused("bad_request", text("desk_error.amount", left=yuan(error.left))) from error
    except AboveLimit as error:
        raise Refused("forbidden", text("desk_error.limit", limit=yuan(error.limit))) from error
    return _decided(call, decision)


def undo(call: Call) -> None:
    """Take a decision back."""
    try:
        undone = call.service.deciding.undo(int(call.path["number"]), call.me)
    except (TooLate, NotOpen) as error:
        raise Refused("changed", text("desk_error.too_late")) from error
    call.log("undone", undone.case_no, decision=undone.about)
    _tell(call, undone.case_no)


def _decided(call: Call, decision: Decision) -> Decided:
    call.log(f"decided_{decision.kind}", decision.case_no, decision=decision.number, **decision.details)
    _tell(call, decision.case_no)
    return Decided(decision.number, decision.holds_from or decision.at)


def _tell(call: Call, case_no: str) -> None:
    case = call.service.shop.cases.get(case_no)
    if case:
        call.tell(case.draft.buyer_id)


def _note(call: Call) -> str:
    return str(call.body.note).strip()[:LONGEST_NOTE]


def picture(call: Call) -> Response:
    """A picture or video of a buyer's."""
    buyer, wanted = call.query.get("buyer", ""), call.path["id"]
    small = call.query.get("size") == "thumb"
    found = call.door.intake.file(wanted, small) if call.door.pictures.own(buyer, [wanted]) else None
    if found is None:
        raise Refused("not_found")
    call.log_look("evidence_seen", buyer, evidence=wanted)
    return FileResponse(found[0], media_type=found[1], headers={"Cache-Control": "private, max-age=3600"})


WAYS = (
    Way("POST", "/cases/{case_no}/evidence", evidence, Judging),
    Way("POST", "/cases/{case_no}/grant", grant, Granting),
    Way("POST", "/decisions/{number:int}/undo", undo),
    Way("GET", "/evidence/{id}", picture),
)
