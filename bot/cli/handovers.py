"""``handovers``: the talks that wait for a person."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from bot.cli.parser import Commands, Setup, command, print_json, wants_json
from bot.handover.escalation import Row, read_table, table_file
from bot.handover.record import Handover
from bot.replies import moment
from bot.service import build
from bot.telling.handovers import fact_lines, matter, missing_line, reason_name
from bot.telling.words import hours_left, left
from bot.texts import text
from bot.web.pictures.store import SeenBefore, UploadStore


def add(commands: Commands) -> None:
    """The arguments."""
    command(commands, "handovers", run, as_json=True)


def run(arguments: Namespace, setup: Setup) -> int:
    """List who waits, most urgent first; building the service has taken in what was kept on disk."""
    service = build(setup.settings)
    shop = service.shop
    now, waiting = shop.clock.now(), shop.handovers.waiting()
    rows = read_table(table_file(setup.settings.data / "policies", setup.settings.shop_policies)).rows
    pictures = UploadStore(service.engine)
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
    for line in ("，".join(matter(brief)), "；".join(fact_lines(brief)), missing_line(brief)):
        if line:
            yield text("cli.handovers.detail", line=line)
    for words in brief.said:
        yield text("cli.handovers.said", words=words)
    if brief.reply:
        yield text("cli.handovers.detail", line=text("cli.brief.reply", value=brief.reply.replace("\n", " ")))
