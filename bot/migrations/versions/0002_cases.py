"""Cases with their clocks, and handovers."""

import sqlalchemy as sa
from alembic import op

from bot.store import Moment

revision = "0002_cases"
down_revision = "0001_orders"


def upgrade() -> None:
    """Makes the tables; at most one open case per order line, extra and issue, one waiting handover per talk."""
    op.create_table(
        "cases",
        sa.Column("case_no", sa.Text, primary_key=True),
        sa.Column("buyer_id", sa.Text, nullable=False),
        sa.Column("order_no", sa.Text, nullable=False),
        sa.Column("line_no", sa.Integer, nullable=False),
        sa.Column("extra", sa.Text, nullable=False),
        sa.Column("issue", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text),
        sa.Column("amount", sa.Integer),
        sa.Column("freight", sa.Text, nullable=False),
        sa.Column("talk_id", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("return_waybill", sa.Text),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("closed_at", Moment),
    )
    op.create_index("ix_cases_buyer", "cases", ["buyer_id", "opened_at"])
    _one_open("uq_cases_open", "cases", ["order_no", "line_no", "extra", "issue"], "status = 'open'")
    op.create_table(
        "clocks",
        sa.Column("case_no", sa.Text, sa.ForeignKey("cases.case_no"), primary_key=True),
        sa.Column("clause", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("then", sa.Text, nullable=False),
        sa.Column("started_at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
        sa.Column("met_at", Moment),
    )
    op.create_index("ix_clocks_due", "clocks", ["met_at", "due_at"])
    op.create_table(
        "handovers",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("talk_id", sa.Text, nullable=False),
        sa.Column("buyer_id", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("brief", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("opened_at", Moment, nullable=False),
        sa.Column("due_at", Moment, nullable=False),
    )
    _one_open("uq_handovers_waiting", "handovers", ["talk_id"], "status = 'waiting'")


def _one_open(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Drops the tables."""
    for table in ("handovers", "clocks", "cases"):
        op.drop_table(table)
