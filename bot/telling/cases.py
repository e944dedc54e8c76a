"""A case in the words of the shop's staff, and for a program."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from bot.aftersales.case import Case
from bot.aftersales.claim import Claim
from bot.aftersales.verdict import Verdict
from bot.replies import moment
from bot.shop import Shop
from bot.talk.wording import short
from bot.telling.receipt import clock_line, verdict_lines
from bot.telling.words import fact_name, hours_left, left, money, names, value_name
from bot.texts import text


def with_clocks(case: Case, shop: Shop) -> Case:
    """The case with the deadlines that count."""
    return msgspec.structs.replace(case, clocks=shop.clocks(case))


def entry(case: Case, shop: Shop, now: datetime) -> Iterator[str]:
    """A case as one entry of a list, with its running deadlines."""
    draft = case.draft
    order = shop.orders.find(draft.order_no)
    line = order.line(draft.line_no) if order else None
    standing = names("status")[case.status] if case.status != "open" else text(f"standing.{draft.standing}")
    remedy = text(f"cli.remedy.{draft.remedy}") if draft.remedy else ""
    yield text(
        "cli.cases.entry",
        case_no=case.case_no,
        issue=draft.issue,
        item=short(draft.extra or (line.title if line else "")),
        order=draft.order_no,
        result=" ".join(part for part in (standing, remedy, money(draft.amount)) if part),
        opened=moment(case.opened_at),
    )
    for clock in case.clocks:
        if clock.met_at is None:
            yield text("cli.cases.clock", left=left(clock.due_at, now), clock=clock_line(clock))


def parties(case: Case) -> Iterator[str]:
    """Whose case it is, who pays the freight, what is over."""
    draft = case.draft
    yield text("cli.cases.buyer", buyer=draft.buyer_id, talk=draft.talk_id, line=draft.line_no)
    yield text("cli.cases.freight", freight=text(f"cli.freight.{draft.freight}"))
    if case.return_waybill:
        yield text("cli.cases.waybill", waybill=case.return_waybill)
    if case.closed_at:
        yield text("cli.cases.closed_at", at=moment(case.closed_at), status=text(f"cli.status.{case.status}"))
    for clock in case.clocks:
        if clock.met_at:
            yield text("cli.cases.was_met", at=moment(clock.met_at), title=clock.title)


def claim_lines(case: Case) -> Iterator[str]:
    """What the buyer said."""
    claim = msgspec.convert(case.draft.claim, Claim)
    yield text("cli.cases.claim")
    if claim.count:
        yield text("cli.cases.told", name=fact_name("count"), value=claim.count)
    if claim.wish:
        yield text("cli.cases.told", name=text("cli.wanted"), value=text(f"cli.wish.{claim.wish}"))
    for name, value in claim.answers.items():
        yield text("cli.cases.told", name=fact_name(name), value=value_name(name, value))
    for words in claim.said:
        yield text("cli.cases.said", words=words)


def verdict_of_the_day(case: Case) -> Iterator[str]:
    """The verdict as it was reached, with its receipt."""
    yield text("cli.cases.verdict", on=case.draft.verdict.get("on", ""))
    try:
        yield from verdict_lines(msgspec.convert(case.draft.verdict, Verdict))
    except msgspec.ValidationError:
        yield msgspec.json.encode(case.draft.verdict).decode()


def plain(case: Case, now: datetime) -> dict[str, object]:
    """A case for a program: amounts in 分, moments in ISO."""
    draft = case.draft
    told = ("order_no", "line_no", "extra", "issue", "standing", "remedy", "amount", "freight")
    clocks = [
        {**msgspec.structs.asdict(clock), "hours_left": None if clock.met_at else hours_left(clock.due_at, now)}
        for clock in case.clocks
    ]
    return {
        "kind": "case",
        "case_no": case.case_no,
        "status": case.status,
        **{name: getattr(draft, name) for name in told},
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "return_waybill": case.return_waybill,
        "clocks": clocks,
    }
