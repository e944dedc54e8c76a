"""``handovers``: the talks that wait for a person."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from bot.cli.parser import Commands, Setup, command, print_json, wants_json
from bot.cli.words import fact_name, hours_left, left, value_name
from bot.handover.escalation import Row, read_table, table_file
from bot.handover.record import Brief, Handover
from bot.money import yuan
from bot.replies import moment
from bot.service import build
from bot.texts import text
from bot.web.store import SeenBefore, WindowStore


def add(commands: Commands) -> None:
    """The arguments."""
    command(commands, "handovers", run, as_json=True)


def run(arguments: Namespace, setup: Setup) -> int:
    """List who waits, most urgent first; building the service has taken in what was kept on disk."""
    service = build(setup.settings)
    shop = service.shop
    now, waiting = shop.clock.now(), shop.handovers.waiting()
    rows = read_table(table_file(setup.settings.data / "policies", setup.settings.shop_policies)).rows
    pictures = WindowStore(service.engine)
    seen = {each.number: pictures.seen_before(each.buyer_id) if each.buyer_id else [] for each in waiting}
    if wants_json(arguments):
        print_json([_plain(each, now, seen[each.number]) for each in waiting])
        return 0
    print(text("cli.handovers.count", count=len(waiting)) if waiting else text("cli.handovers.none"))
    for each in waiting:
        print("\n".join(_lines(each, now, rows)))
        if seen[each.number]:
            print(text("cli.handovers.detail", line=text("cli.brief.seen_before", count=len(seen[each.number]))))
        clause = shop.policies.clauses.get(each.brief.advice or "")
        if clause and clause.staff:
            print(text("cli.handovers.detail", line=text("cli.advice", advice=clause.staff)))
    return 0


def _plain(handover: Handover, now: datetime, seen: list[SeenBefore]) -> dict[str, Any]:
    notes = {"hours_left": hours_left(handover.due_at, now), "pictures_seen_before": seen}
    return {**msgspec.structs.asdict(handover), **notes}


def reason_name(handover: Handover, rows: dict[str, Row]) -> str:
    """Why it waits: a reason of the program's, or the title of the situation in the escalation table."""
    row = rows.get(handover.reason)
    return row.title if row else text(f"cli.reason.{handover.reason}")


def matter(brief: Brief) -> str:
    """What it is about, as far as it is known, in one line."""
    told = {"order": brief.order_no, "item": brief.item, "issue": brief.issue, "case": brief.case_no}
    told["wish"] = text(f"cli.wish.{brief.wish}") if brief.wish else None
    told["amount"] = yuan(brief.amount) if brief.amount else None
    told["verdict"] = text(f"outcome.{brief.verdict}") if brief.verdict else None
    return "，".join(text(f"cli.brief.{key}", value=value) for key, value in told.items() if value)


def _lines(handover: Handover, now: datetime, rows: dict[str, Row]) -> Iterator[str]:
    brief = handover.brief
    yield text(
        "cli.handovers.entry",
        number=handover.number,
        reason=reason_name(handover, rows),
        priority=text(f"cli.priority.{handover.priority}"),
        left=left(handover.due_at, now),
        due=moment(handover.due_at),
        talk=handover.talk_id,
        buyer=handover.buyer_id or text("cli.unknown"),
    )
    about = matter(brief)
    if about:
        yield text("cli.handovers.detail", line=about)
    if brief.facts:
        facts = "；".join(f"{fact_name(name)}：{value_name(name, value)}" for name, value in brief.facts.items())
        yield text("cli.handovers.detail", line=facts)
    if brief.missing:
        missing = "、".join(fact_name(name) for name in brief.missing)
        yield text("cli.handovers.detail", line=text("cli.brief.missing", value=missing))
    for words in brief.said:
        yield text("cli.handovers.said", words=words)
    if brief.reply:
        yield text("cli.handovers.detail", line=text("cli.brief.reply", value=brief.reply.replace("\n", " ")))
