"""What the last message of a buyer came to, for when it is heard again."""

import sqlalchemy as sa
from alembic import op

revision = "0005_outcomes"
down_revision = "0004_window"
COLUMNS = ("message_id", "outcomes")


def upgrade() -> None:
    """Nothing is known of the messages so far."""
    for name in COLUMNS:
        op.add_column("talks", sa.Column(name, sa.Text))


def downgrade() -> None:
    """Takes it away again."""
    for name in COLUMNS:
        op.drop_column("talks", name)
