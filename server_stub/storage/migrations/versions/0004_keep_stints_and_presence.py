"""Keep what agents' days are made of: stints of work and a log of presence."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.add_column(
        "conversation",
        sa.Column("answered_epoch", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.create_table(
        "stint",
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.Column("waited_ms", sa.BigInteger(), nullable=False),
        sa.Column("first_answer_at", sa.BigInteger(), nullable=True),
        sa.Column("held_since", sa.BigInteger(), nullable=True),
        sa.Column("held_ms", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=True),
        sa.PrimaryKeyConstraint("conversation", "epoch", name=op.f("pk_stint")),
    )
    op.create_index("ix_stint_account_ended_at", "stint", ["account", "ended_at"])
    op.create_table(
        "presence_log",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("presence", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence_log")),
    )
    op.create_index("ix_presence_log_account_since", "presence_log", ["account", "since"])


def downgrade() -> None:
    """Change it back."""
    op.drop_table("presence_log")
    op.drop_table("stint")
    op.drop_column("conversation", "answered_epoch")
