"""Where each buyer's talk stands, and how urgent a handover is."""

import sqlalchemy as sa
from alembic import op

from bot.store import Moment

revision = "0003_talks"
down_revision = "0002_cases"


def upgrade() -> None:
    """One talk a buyer; handovers so far are of normal priority."""
    op.create_table(
        "talks",
        sa.Column("buyer_id", sa.Text, primary_key=True),
        sa.Column("talk", sa.Text, nullable=False),
        sa.Column("kept_at", Moment, nullable=False),
    )
    op.add_column("handovers", sa.Column("priority", sa.Text, nullable=False, server_default="normal"))


def downgrade() -> None:
    """Takes both away again."""
    op.drop_column("handovers", "priority")
    op.drop_table("talks")
