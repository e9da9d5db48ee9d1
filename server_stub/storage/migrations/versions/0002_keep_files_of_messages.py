"""Keep files of messages."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    op.create_table(
        "file",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("client_id", sa.String(length=40), nullable=False),
        sa.Column("sender", sa.String(length=40), nullable=False),
        sa.Column("conversation", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("announced_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("client_id", "sender", name=op.f("uq_file_client_id_sender")),
    )
    op.create_index("ix_file_conversation", "file", ["conversation"])
    op.create_index("ix_file_sender_announced_at", "file", ["sender", "announced_at"])
    op.create_index("ix_file_state_announced_at", "file", ["state", "announced_at"])
    op.create_index("ix_file_digest", "file", ["digest"])
    op.create_index("ix_file_token_hash", "file", ["token_hash"])
    op.create_table(
        "file_ticket",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("file", sa.String(length=40), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_file_ticket")),
    )


def downgrade() -> None:
    """Change it back."""
    op.drop_table("file_ticket")
    op.drop_table("file")
