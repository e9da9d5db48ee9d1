"""Keep talks of colleagues: their members, and what they are asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.add_column(
        "conversation", sa.Column("members", sa.Text(), server_default="", nullable=False)
    )
    op.create_table(
        "talk_member",
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("talk", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("account", "talk", name=op.f("pk_talk_member")),
    )
    op.create_index("ix_talk_member_talk", "talk_member", ["talk"])
    op.create_table(
        "question",
        sa.Column("talk", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("talk", "seq", name=op.f("pk_question")),
    )
    op.create_index("ix_question_conversation", "question", ["conversation"])


def downgrade() -> None:
    """Change it back."""
    op.drop_table("question")
    op.drop_table("talk_member")
    op.drop_column("conversation", "members")
