"""Index the revisions of rewritten entries only: those of the others rise along the log."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema, and find out which entries have been rewritten so far.

    Each is followed by the entry that tells of it, whose revision is smaller than its own now.
    """
    op.add_column(
        "entry", sa.Column("rewritten", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    entry = sa.table(
        "entry", *map(sa.column, ("id", "conversation", "seq", "rev")), sa.column("rewritten")
    )
    least_after = sa.func.min(entry.c.rev).over(
        partition_by=entry.c.conversation, order_by=entry.c.seq, rows=(1, None)
    )
    seen = sa.select(entry.c.id, entry.c.rev, least_after.label("least")).subquery()
    op.execute(
        sa.update(entry)
        .where(entry.c.id.in_(sa.select(seen.c.id).where(seen.c.rev > seen.c.least)))
        .values(rewritten=sa.true())
    )
    op.drop_index("ix_entry_conversation_rev", "entry")
    rewritten = sa.column("rewritten", sa.Boolean()).is_(True)
    op.create_index(
        "ix_entry_rewritten",
        "entry",
        ["conversation", "rev"],
        sqlite_where=rewritten,
        postgresql_where=rewritten,
    )


def downgrade() -> None:
    """Change it back."""
    op.drop_index("ix_entry_rewritten", "entry")
    op.create_index("ix_entry_conversation_rev", "entry", ["conversation", "rev"])
    op.drop_column("entry", "rewritten")
