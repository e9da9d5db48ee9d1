"""Keep for whom a file was announced."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema. So far only talks of colleagues had files that no subscriber may have."""
    op.add_column(
        "file", sa.Column("audience", sa.SmallInteger(), server_default="1", nullable=False)
    )
    file = sa.table("file", *map(sa.column, ("conversation", "audience")))
    conversation = sa.table("conversation", *map(sa.column, ("id", "state")))
    talks = sa.select(conversation.c.id).where(conversation.c.state == "talk")
    op.execute(sa.update(file).where(file.c.conversation.not_in(talks)).values(audience=0))


def downgrade() -> None:
    """Change it back: a file of a note that nothing names could not be told from one of a reply."""
    op.execute(
        "DELETE FROM file WHERE audience <> 0 AND seq IS NULL AND conversation NOT IN"
        " (SELECT id FROM conversation WHERE state = 'talk')"
    )
    op.drop_column("file", "audience")
