"""A report as tables for a spreadsheet: CSV in UTF-8 with a mark, so that Excel takes it for what it is."""

import csv
import io
from collections.abc import Iterator, Sequence

from bot.money import yuan
from bot.reports.model import Count, Report
from bot.texts import text

BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so may be taken for a formula; the wide ones by spreadsheets in Chinese.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
Cell = str | int | None
Row = Sequence[Cell]


def as_csv(report: Report) -> str:
    """One table after another with headings in Chinese and a blank line between; amounts in 元, shares in percent."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    rows = csv.writer(out)
    for number, table in enumerate((_overview, _days, _issues, _money, _drafts)):
        if number:
            rows.writerow([])
        rows.writerows([_safe(cell) for cell in row] for row in table(report))
    return out.getvalue()


def outcome_name(outcome: str) -> str:
    """What became of a draft, in words; one that has none stays as it is."""
    names = {
        "sent": text("reports.sent"),
        "edited": text("reports.edited"),
        "ignored": text("reports.ignored"),
        "outdated": text("reports.outdated"),
    }
    return names.get(outcome, outcome)


def percent(part: float | None) -> str | None:
    """A share in percent, to one place; None for None."""
    return None if part is None else f"{part:.1%}"


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _overview(report: Report) -> Iterator[Row]:
    yield text("reports.overview"), text("reports.value")
    yield text("reports.since"), report.since.isoformat()
    yield text("reports.until"), report.until.isoformat()
    yield text("reports.talks"), report.talks
    yield text("reports.solved_alone"), percent(report.solved_alone)
    yield text("reports.first_reply"), _whole(report.first_reply_s)
    yield text("reports.first_reply_p90"), _whole(report.first_reply_p90_s)
    yield text("reports.replies_in_time"), percent(report.replies_in_time)
    yield text("reports.clocks_kept"), report.clocks_kept
    yield text("reports.clocks_broken"), report.clocks_broken
    yield text("reports.stars"), None if report.stars is None else f"{report.stars:.1f}"
    yield text("reports.rated"), report.rated


def _days(report: Report) -> Iterator[Row]:
    issues = [each.name for each in report.by_cause]
    yield text("reports.day"), text("reports.talks"), text("reports.to_person"), *issues
    for each in report.days:
        yield each.on.isoformat(), each.talks, each.to_person, *(each.issues.get(issue, 0) for issue in issues)


def _issues(report: Report) -> Iterator[Row]:
    yield text("reports.goods"), text("reports.times")
    yield from _counts(report.by_goods)
    yield ()
    yield text("reports.cause"), text("reports.times")
    yield from _counts(report.by_cause)


def _money(report: Report) -> Iterator[Row]:
    yield text("reports.remedy"), text("reports.times"), text("reports.amount")
    for each in report.money:
        yield each.name, each.count, None if each.amount is None else yuan(each.amount)


def _drafts(report: Report) -> Iterator[Row]:
    yield text("reports.outcome"), text("reports.drafts")
    yield from ((outcome_name(each.name), each.count) for each in report.drafts)
    yield ()
    yield text("reports.intent"), text("reports.drafts"), text("reports.sent")
    yield from ((each.name, each.count, each.amount) for each in report.drafts_by_intent)


def _counts(counts: list[Count]) -> Iterator[Row]:
    yield from ((each.name, each.count) for each in counts)


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
