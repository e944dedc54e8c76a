"""The proof pack of a case: gathered from talk, evidence, decisions and clauses, handed out as ZIP, PDF or text."""

from collections.abc import Iterator

import msgspec
from starlette.responses import Response

from bot.aftersales.case import Case
from bot.proof import Decided, Material, NoFont, Said, Shown, as_pdf, as_text, as_zip
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.side import event_of, notes_on
from bot.web.store import Kept

MOST_MESSAGES = 400


def zipped(call: Call) -> Response:
    """Everything in one file."""
    return _file(call, as_zip(_material(call)), "application/zip", "zip")


def pdf(call: Call) -> Response:
    """The document alone."""
    try:
        return _file(call, as_pdf(_material(call)), "application/pdf", "pdf")
    except NoFont as error:
        raise Refused("trouble", str(error)) from error


def short(call: Call) -> Response:
    """At most 500 characters for the platform's form."""
    return _file(call, as_text(_material(call)).encode(), "text/plain; charset=utf-8", "txt")


def _file(call: Call, content: bytes, media_type: str, ending: str) -> Response:
    case_no = call.path["case_no"]
    call.log("proof", case_no, form=ending)
    named = {"Content-Disposition": f'attachment; filename="{case_no}.{ending}"'}
    return Response(content, media_type=media_type, headers=named)


def _material(call: Call) -> Material:
    service, case = call.service, call.service.shop.cases.get(call.path["case_no"])
    order = service.shop.orders.find(case.draft.order_no) if case else None
    if case is None or order is None:
        raise Refused("not_found")
    case = msgspec.structs.replace(case, clocks=service.shop.clocks(case))
    talk = list(_talk(call, case))
    return Material(
        case,
        order,
        service.shop.clock.now(),
        talk=tuple(_said(each) for each in talk),
        evidence=tuple(_evidence(call, case, talk)),
        decisions=tuple(_decisions(call, case)),
    )


def _talk(call: Call, case: Case) -> Iterator[Kept]:
    """The talk from the day of the problem's first word on."""
    page, _ = call.door.store.page(case.draft.buyer_id, None, MOST_MESSAGES)
    first = next((place for place, each in enumerate(page) if _begins(each, case)), 0)
    yield from page[first:]


def _begins(kept: Kept, case: Case) -> bool:
    return kept.at.date() >= case.opened_at.date()


def _said(kept: Kept) -> Said:
    return Said(kept.author, kept.text, kept.at, kept.extras.name or "", tuple(e.id for e in kept.extras.evidence))


def _evidence(call: Call, case: Case, talk: list[Kept]) -> Iterator[Shown]:
    buyer, sent = case.draft.buyer_id, {each.id for kept in talk for each in kept.extras.evidence}
    for upload, at in reversed(call.door.pictures.all_of(buyer)):
        item = upload.evidence
        found = call.door.intake.file(item.id, False) if item.id in sent else None
        if found:
            notes = tuple(notes_on(upload, []))  # whose picture it looks like stays in the shop
            yield Shown(item.id, item.kind, item.bytes, at, found[0], upload.asked_for, notes=notes)


def _decisions(call: Call, case: Case) -> Iterator[Decided]:
    events = call.service.deciding.store.of_cases([case.case_no])
    who = {each.id: each.name for each in call.service.staff.all()}
    for each in events:
        told = event_of(call.service, each, events, who)
        yield Decided(told.at, told.who, told.text, told.clause)


WAYS = (
    Way("GET", "/cases/{case_no}/proof.zip", zipped),
    Way("GET", "/cases/{case_no}/proof.pdf", pdf),
    Way("GET", "/cases/{case_no}/proof.txt", short),
)
