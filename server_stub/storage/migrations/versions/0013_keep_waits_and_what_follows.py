"""Keep waits for the figures, and of conversations what they take, who knew them, till when."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


_NEW = (
    ("first_answer_at", sa.BigInteger(), None),
    ("solved_ms", sa.BigInteger(), None),
    ("known_agent", sa.String(length=40), None),
    ("priority", sa.Integer(), "0"),
    ("weight", sa.Integer(), "100"),
    ("merged_into", sa.String(length=40), None),
    ("due_at", sa.BigInteger(), None),
    ("due_why", sa.String(length=12), ""),
    ("follow_up_at", sa.BigInteger(), None),
    ("late", sa.SmallInteger(), "0"),
)
"""Columns of `conversation`, and what they hold where nothing is known."""


def upgrade() -> None:
    """Change the schema. Those who wait now wait since they were queued."""
    for name, kind, default in _NEW:
        op.add_column(
            "conversation",
            sa.Column(name, kind, server_default=default, nullable=default is None),
        )
    op.execute(
        "UPDATE conversation SET known_agent = owner, solved_ms = closed_at - entered_at"
        " WHERE state <> 'talk'"
    )
    op.execute(
        "UPDATE conversation SET first_answer_at = (SELECT min(stint.first_answer_at) FROM stint"
        " WHERE stint.conversation = conversation.id) WHERE state <> 'talk'"
    )
    op.create_table(
        "wait",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("world", sa.String(length=40), nullable=False),
        sa.Column("queue", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("agent", sa.String(length=40), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("target_ms", sa.BigInteger(), nullable=False),
        sa.Column("counted_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("conversation", "epoch", name=op.f("pk_wait")),
    )
    op.create_index("ix_wait_began_at", "wait", ["began_at"])
    op.create_index("ix_wait_ended_at", "wait", ["ended_at"])
    op.create_index("ix_wait_answered_at", "wait", ["answered_at"])
    op.execute(
        "INSERT INTO wait (conversation, epoch, world, queue, topic, channel, language, why,"
        " began_at, how, target_ms) SELECT id, epoch, world, queue, topic, channel, language,"
        " 'entered', queued_at, '', 0 FROM conversation WHERE state IN ('queued', 'offered')"
    )


def downgrade() -> None:
    """Change it back."""
    op.drop_table("wait")
    for name, _, _ in reversed(_NEW):
        op.drop_column("conversation", name)
