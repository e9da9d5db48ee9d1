"""Pass conversations on, and bring guests into them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the schema."""
    for name in ("offer_name", "guests"):
        op.add_column("conversation", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_index("ix_participant_account_until", "participant", ["account", "until"])


def downgrade() -> None:
    """Change it back."""
    op.drop_index("ix_participant_account_until", "participant")
    for name in ("guests", "offer_name"):
        op.drop_column("conversation", name)
