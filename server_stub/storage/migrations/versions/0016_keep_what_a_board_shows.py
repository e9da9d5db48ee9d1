"""Keep what a board and an agent's day show: offers let pass, ratings by time, alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"
branch_labels = None
depends_on = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Change the schema. A rating of before counts with the end of what it is about."""
    op.add_column("stint", sa.Column("rated_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE stint SET rated_at = ended_at WHERE stars IS NOT NULL")
    op.create_index("ix_stint_ended_at", "stint", ["ended_at"])
    op.create_index("ix_stint_first_answer_at", "stint", ["first_answer_at"])
    op.create_index("ix_stint_rated_at", "stint", ["rated_at"])
    op.create_index("ix_presence_log_since", "presence_log", ["since"])
    op.create_table(
        "offer_passed",
        sa.Column("id", _ROW, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_passed")),
    )
    op.create_index("ix_offer_passed_account_at", "offer_passed", ["account", "at"])
    op.create_table(
        "alert",
        sa.Column("id", _ROW, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("cleared_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    is_open = sa.text("cleared_at IS NULL")
    op.create_index(
        "uq_alert_open",
        "alert",
        ["kind", "subject"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("ix_alert_raised_at", "alert", ["raised_at"])


def downgrade() -> None:
    """Change it back."""
    op.drop_table("alert")
    op.drop_table("offer_passed")
    op.drop_index("ix_presence_log_since", table_name="presence_log")
    for name in ("rated_at", "first_answer_at", "ended_at"):
        op.drop_index(f"ix_stint_{name}", table_name="stint")
    op.drop_column("stint", "rated_at")
