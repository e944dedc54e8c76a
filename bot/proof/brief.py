"""The case in a few sentences, the most telling first, as they fit into the box that a platform gives."""

from collections.abc import Iterator

from bot.aftersales.weights import Weighing
from bot.money import yuan
from bot.proof.masking import Mask, mask_for
from bot.proof.material import Material, verdict_of
from bot.proof.timeline import state_of
from bot.proof.wording import grams, moment, result_words, sentence, what_it_shows
from bot.talk.wording import short
from bot.texts import text

MOST = 500


def as_text(material: Material, most: int = MOST) -> str:
    """Whole sentences of at most ``most`` characters together; one that does not fit is left out, never cut."""
    said = ""
    for each in sentences(material, mask_for(material)):
        if len(said) + len(each) <= most:
            said += each
    return said


def sentences(material: Material, mask: Mask) -> Iterator[str]:
    """The facts of the case, a sentence each, the most telling first."""
    verdict = verdict_of(material)
    yield _head(material)
    if verdict and verdict.weighing:
        yield from _weights(verdict.weighing)
    yield _ruled(material)
    for each in sorted(material.decisions, key=lambda decided: decided.clause is None):
        who = text("proof.who_named", role=text("proof.who_agent"), name=each.who)
        yield text("proof.brief.decided", who=who, at=moment(each.at), words=sentence(mask(each.words)))
    yield from _evidence(material)
    yield from _deadlines(material)
    yield from _dates(material)


def _head(material: Material) -> str:
    case, line, count = material.case, material.line, material.count
    goods = short(case.draft.extra or (line.title if line else ""))
    paid = yuan(line.paid if line else material.order.paid)
    order_no, issue = material.order.order_no, case.draft.issue
    known = {"case_no": case.case_no, "order_no": order_no, "goods": goods, "paid": paid, "issue": issue}
    return text("proof.brief.head_count", **known, count=count) if count else text("proof.brief.head", **known)


def _weights(weighing: Weighing) -> Iterator[str]:
    if weighing.finding in ("short", "partly", "equal"):
        yield text(
            f"proof.brief.weights_{weighing.finding}",
            expected=weighing.expected_g,
            packed=grams(weighing.packed_g),
            courier=grams(weighing.courier_g),
            shortfall=weighing.shortfall_g,
            tolerance=weighing.tolerance_g,
            piece=weighing.piece_g,
            supported=weighing.supported,
        )


def _ruled(material: Material) -> str:
    verdict, result = verdict_of(material), result_words(material.case)
    cited = next(iter(verdict.cites), None) if verdict else None
    if cited is None:
        return text("proof.brief.ruled_plain", result=result)
    authority = text(f"cli.authority.{cited.authority}")
    return text("proof.brief.ruled", result=result, authority=authority, title=cited.title, since=cited.since)


def _evidence(material: Material) -> Iterator[str]:
    kinds = [each.kind for each in material.evidence]
    if kinds:
        pictures, videos = kinds.count("picture"), kinds.count("video")
        sent = [text("proof.brief.pictures", count=pictures)] if pictures else []
        sent += [text("proof.brief.videos", count=videos)] if videos else []
        yield text("proof.brief.evidence_sent", sent=text("proof.sep").join(sent))
    else:
        yield text("proof.brief.evidence_none", now=moment(material.now))
    for each in material.asked:
        what = what_it_shows(each.fact)
        if what:
            yield text("proof.brief.asked_in_vain", at=moment(each.at), what=what)


def _deadlines(material: Material) -> Iterator[str]:
    clocks = [(clock, state_of(clock, material.now)) for clock in material.case.clocks]
    ours = [state for clock, state in clocks if clock.who == "shop"]
    kept, broken = ours.count("kept"), ours.count("broken")
    if broken:
        yield text("proof.brief.clocks_mixed", kept=kept, broken=broken)
    elif kept:
        yield text("proof.brief.clocks_kept", total=kept)
    for clock, state in clocks:
        if clock.who == "buyer" and state == "broken" and not clock.met_at:
            yield text("proof.brief.buyer_late", due=moment(clock.due_at), title=clock.title)


def _dates(material: Material) -> Iterator[str]:
    parcels = material.order.parcels_with(material.case.draft.line_no)
    signed = max((p.signed_at for p in parcels if p.signed_at), default=material.order.signed_at)
    if signed and material.told_at:
        yield text("proof.brief.signed", signed=moment(signed), told=moment(material.told_at))
    case = material.case
    if case.closed_at:
        yield text("proof.brief.closed", at=moment(case.closed_at), status=text(f"cli.status.{case.status}"))
