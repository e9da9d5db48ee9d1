"""Keep whose a canned reply is, its shortcut, and how often each account has sent it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    for name, kind in (
        ("account", sa.String(length=40)),
        ("queue", sa.String(length=40)),
        ("shortcut", sa.Text()),
    ):
        op.add_column("canned_reply", sa.Column(name, kind, server_default="", nullable=False))
    op.create_index("ix_canned_reply_account_changed", "canned_reply", ["account", "changed"])
    op.create_table(
        "reply_use",
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("reply", sa.String(length=40), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "reply", name=op.f("pk_reply_use")),
    )
    op.create_index("ix_reply_use_account_last_at", "reply_use", ["account", "last_at"])
    op.create_index("ix_reply_use_reply", "reply_use", ["reply"])


def downgrade() -> None:
    """Change it back: what nobody but its owner saw is not to be seen by all."""
    op.drop_table("reply_use")
    op.execute("DELETE FROM canned_reply WHERE account <> ''")
    op.drop_index("ix_canned_reply_account_changed", table_name="canned_reply")
    for name in ("shortcut", "queue", "account"):
        op.drop_column("canned_reply", name)
