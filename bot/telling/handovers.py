"""Why a person is wanted and for what, in words."""

from bot.handover.escalation import Row
from bot.handover.record import Brief, Handover
from bot.money import yuan
from bot.telling.words import fact_name, value_name
from bot.texts import text


def reason_name(handover: Handover, rows: dict[str, Row]) -> str:
    """Why it waits: a reason of the program's, or the title of the situation in the escalation table."""
    row = rows.get(handover.reason)
    return row.title if row else text(f"cli.reason.{handover.reason}")


def matter(brief: Brief) -> list[str]:
    """What it is about, as far as it is known."""
    told = {"order": brief.order_no, "item": brief.item, "issue": brief.issue, "case": brief.case_no}
    told["wish"] = text(f"cli.wish.{brief.wish}") if brief.wish else None
    told["amount"] = yuan(brief.amount) if brief.amount else None
    told["verdict"] = text(f"outcome.{brief.verdict}") if brief.verdict else None
    return [text(f"cli.brief.{key}", value=value) for key, value in told.items() if value]


def fact_lines(brief: Brief) -> list[str]:
    """What has been told or is on record."""
    return [f"{fact_name(name)}：{value_name(name, value)}" for name, value in brief.facts.items()]


def missing_line(brief: Brief) -> str:
    """What is still asked for; empty where nothing is."""
    return text("cli.brief.missing", value="、".join(map(fact_name, brief.missing))) if brief.missing else ""
