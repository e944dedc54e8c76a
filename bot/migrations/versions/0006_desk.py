"""The desk: who works there, who owns a talk, what the bot would say, what people decide, and who saw and did what."""

import sqlalchemy as sa
from alembic import op

from bot.store import Moment

revision = "0006_desk"
down_revision = "0005_outcomes"
OWNED = (
    sa.Column("agent_id", sa.Text),
    sa.Column("version", sa.Integer, nullable=False, server_default="0"),
    sa.Column("owned_since", Moment),
    sa.Column("unanswered_since", Moment),
)
TAKEN = (
    sa.Column("task", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("agent_id", sa.Text),
    sa.Column("taken_at", Moment),
    sa.Column("replied_at", Moment),
    sa.Column("closed_at", Moment),
    sa.Column("result", sa.Text),
)
ADDED = {"conversations": OWNED, "handovers": TAKEN, "messages": (sa.Column("agent_id", sa.Text),)}
MADE = ("audit", "shop_words", "proposals", "decisions", "drafts", "notes", "desk_sessions", "agents")


def upgrade() -> None:
    """Nobody works at the desk yet, and the bot has every talk."""
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column.copy())
    op.create_index("handovers_by_status", "handovers", ["status", "due_at"])
    op.create_index("messages_by_time", "messages", ["at"])
    _people()
    _replies()
    _decisions()


def _people() -> None:
    op.create_table(
        "agents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("presence", sa.Text, nullable=False),
        sa.Column("seen_at", Moment),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("locked_until", Moment),
        sa.Column("made_at", Moment, nullable=False),
    )
    op.create_table(
        "desk_sessions",
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("agent_id", sa.Text, sa.ForeignKey("agents.id"), nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("seen_at", Moment, nullable=False),
        sa.Column("until", Moment, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
    )
    op.create_table(
        "shop_words",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
    )


def _replies() -> None:
    op.create_table(
        "notes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("buyer_id", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
    )
    op.create_index("notes_by_buyer", "notes", ["buyer_id", "number"])
    op.create_table(
        "drafts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("buyer_id", sa.Text, nullable=False),
        sa.Column("reply_to", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("intent", sa.Text),
        sa.Column("script", sa.Text),
        sa.Column("clause", sa.Text),
        sa.Column("claim", sa.Text, nullable=False, server_default="{}"),
        sa.Column("at", Moment, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("sent", sa.Text),
        sa.Column("distance", sa.Integer),
        sa.Column("agent_id", sa.Text),
        sa.Column("decided_at", Moment),
        sa.UniqueConstraint("buyer_id", "reply_to"),
    )
    op.create_index("drafts_by_outcome", "drafts", ["outcome", "at"])
    op.create_table(
        "proposals",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text),
        sa.Column("decided_at", Moment),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("case_no", sa.Text, sa.ForeignKey("cases.case_no"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("clause", sa.Text),
        sa.Column("at", Moment, nullable=False),
        sa.Column("holds_from", Moment),
        sa.Column("about", sa.Integer, sa.ForeignKey("decisions.number"), unique=True),
    )
    op.create_index("decisions_by_case", "decisions", ["case_no", "number"])


def downgrade() -> None:
    """Takes it all away again."""
    for table in MADE:
        op.drop_table(table)
    op.drop_index("handovers_by_status", "handovers")
    op.drop_index("messages_by_time", "messages")
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as changed:
            for column in columns:
                changed.drop_column(column.name)
