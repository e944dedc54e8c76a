"""What is said in the buyer's window, what is still to be answered, and the pictures that were sent."""

import sqlalchemy as sa
from alembic import op

from bot.store import Moment

revision = "0004_window"
down_revision = "0003_talks"


def upgrade() -> None:
    """One conversation a buyer, its messages in their order, its uploads."""
    op.create_table(
        "conversations",
        sa.Column("buyer_id", sa.Text, primary_key=True),
        sa.Column("session", sa.Integer, nullable=False),
        sa.Column("in_session", sa.Integer, nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("stars", sa.Integer),
        sa.Column("words", sa.Text),
        sa.Column("rated_at", Moment),
    )
    op.create_table(
        "messages",
        sa.Column("buyer_id", sa.Text, primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("reply_to", sa.Integer),
        sa.Column("state", sa.Text),
        sa.Column("spoken", sa.Text),
        sa.Column("sender", sa.Text),
        sa.UniqueConstraint("buyer_id", "client_id"),
    )
    op.create_index("messages_by_state", "messages", ["state", "buyer_id", "seq"])
    op.create_table(
        "uploads",
        sa.Column("buyer_id", sa.Text, primary_key=True),
        sa.Column("client_id", sa.Text, primary_key=True),
        sa.Column("evidence_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("asked_for", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_index("uploads_by_evidence", "uploads", ["evidence_id"])


def downgrade() -> None:
    """Takes all three away again."""
    op.drop_table("uploads")
    op.drop_table("messages")
    op.drop_table("conversations")
