"""Orders, kept as whole documents."""

import sqlalchemy as sa
from alembic import op

from bot.store import Moment

revision = "0001_orders"
down_revision = None


def upgrade() -> None:
    """Makes the table of orders and the index that finds a buyer's."""
    op.create_table(
        "orders",
        sa.Column("order_no", sa.Text, primary_key=True),
        sa.Column("buyer_id", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("placed_at", Moment, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_orders_buyer", "orders", ["buyer_id", "placed_at"])


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("orders")
