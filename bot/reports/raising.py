"""Issues as buyers raised them: those with a case, and those that only a handover tells of so far."""

from bot.aftersales.clause import PROBLEMS
from bot.reports.model import Handed, Raised, Span
from bot.reports.store import ReportStore

Titles = dict[tuple[str, int], str]


def raised(store: ReportStore, span: Span, handed: list[Handed]) -> list[Raised]:
    """Every issue of a span once, oldest first; ``handed`` are the handovers of the same span."""
    return once([*store.in_cases(span), *told(handed)], store.titles(span))


def told(handed: list[Handed]) -> list[Raised]:
    """The problems that handovers tell of and no case was written for; what is only asked about is none."""
    return [
        Raised(
            each.buyer, each.matter.order_no, each.matter.line_no, each.matter.item, each.matter.issue, each.opened_at
        )
        for each in handed
        if each.matter.issue in PROBLEMS and each.matter.case_no is None
    ]


def once(found: list[Raised], titles: Titles) -> list[Raised]:
    """Each issue of an order line as it was first raised, by the title of the line; oldest first.

    One that names no order line is taken for the one of a line where the same buyer has raised the same issue.
    """
    exact = {(each.buyer, each.issue) for each in found if each.line_no is not None}
    kept: dict[tuple[str, str | None, int | None, str], Raised] = {}
    for each in sorted(found, key=lambda one: one.at):
        if each.line_no is not None or (each.buyer, each.issue) not in exact:
            kept.setdefault((each.buyer, each.order_no, each.line_no, each.issue), _named(each, titles))
    return list(kept.values())


def _named(each: Raised, titles: Titles) -> Raised:
    product = titles.get((each.order_no or "", each.line_no or 0), each.product)
    return Raised(each.buyer, each.order_no, each.line_no, product, each.issue, each.at)
