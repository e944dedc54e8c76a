"""The text files of the pack: what is in it, the time line as a table, the case for a program."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import msgspec

from bot.proof.brief import MOST
from bot.proof.exhibits import Exhibit
from bot.proof.masking import Mask
from bot.proof.material import Material, Shown
from bot.proof.timeline import timeline
from bot.proof.wording import moment
from bot.texts import text

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
PERSONAL = ("buyer_id", "talk_id")


def readme(material: Material, exhibits: tuple[Exhibit, ...], no_pdf: str) -> str:
    """What is in the pack and how to check it; ``no_pdf`` tells why there is no PDF, empty where there is one."""
    return "\n".join(_readme(material, exhibits, no_pdf))


def timeline_csv(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> bytes:
    """The time line with the mark by which Excel knows UTF-8; no cell is taken for a formula."""
    made = StringIO(newline="")
    table = csv.writer(made)
    table.writerow(text(f"proof.column_{name}") for name in ("at", "who", "what", "state"))
    for each in timeline(material, exhibits, mask):
        state = text(f"proof.state_{each.state}") if each.state else ""
        table.writerow(_safe(cell) for cell in (moment(each.at), each.who, each.what, state))
    return (BOM + made.getvalue()).encode()


def case_json(material: Material, exhibits: tuple[Exhibit, ...], mask: Mask) -> bytes:
    """Case, order, decisions and evidence as plain values, masked, without what names the buyer."""
    case, order = _plain(material.case), _plain(material.order)
    for name in PERSONAL:
        case["draft"].pop(name, None)
        order.pop(name, None)
    told = mask.all({"case": case, "order": order, "decisions": _plain(material.decisions)})
    told |= {"made_at": _plain(material.now), "asked": _plain(material.asked)}
    told["evidence"] = [_evidence(each, mask) for each in exhibits]
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _evidence(exhibit: Exhibit, mask: Mask) -> dict[str, Any]:
    shown = exhibit.shown
    told = {name: _plain(getattr(shown, name)) for name in Shown.__struct_fields__ if name not in ("file", "notes")}
    notes = [mask(note) for note in shown.notes]
    return {"number": exhibit.number, **told, "notes": notes, "state": exhibit.state, "name": exhibit.name}


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def _readme(material: Material, exhibits: tuple[Exhibit, ...], no_pdf: str) -> Iterator[str]:
    case_no, order_no = material.case.case_no, material.order.order_no
    yield text("proof.readme.title", case_no=case_no, order_no=order_no)
    yield text("proof.readme.made_at", at=moment(material.now))
    yield ""
    yield text("proof.readme.contents")
    yield text("proof.readme.no_pdf", why=no_pdf) if no_pdf else text("proof.readme.proof_pdf")
    yield text("proof.readme.proof_txt", most=MOST)
    yield text("proof.readme.timeline")
    yield text("proof.readme.talk")
    yield text("proof.readme.case")
    yield from (_listed(each) for each in exhibits)
    yield text("proof.readme.sums")
    yield ""
    yield text("proof.readme.check")
    if any(each.content for each in exhibits):
        yield text("proof.readme.masked")


def _listed(exhibit: Exhibit) -> str:
    shown = exhibit.shown
    if exhibit.state == "gone":
        return text("proof.readme.evidence_gone", kind=exhibit.kind, number=exhibit.number, id=shown.id)
    if exhibit.state == "changed":
        return text("proof.readme.evidence_changed", name=exhibit.name, id=shown.id)
    return text("proof.readme.evidence", name=exhibit.name, kind=exhibit.kind, at=moment(shown.sent_at))


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
