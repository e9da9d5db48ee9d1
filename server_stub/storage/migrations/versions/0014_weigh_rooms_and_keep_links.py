"""Count rooms in hundredths of a chat, free those of held chats, and keep when links were lost."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NUMBERS = ("places", "wrap_ups")


def upgrade() -> None:
    for name in _NUMBERS:
        op.add_column(
            "agent_load", sa.Column(name, sa.Integer(), server_default="0", nullable=False)
        )
    op.add_column(
        "agent_load", sa.Column("rest_until", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column("agent_load", sa.Column("lost_at", sa.BigInteger()))
    op.add_column(
        "agent_load",
        sa.Column("auto_accept", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    for table, name in (("agent_load", "presence_why"), ("presence_log", "why")):
        op.add_column(table, sa.Column(name, sa.String(10), server_default="own", nullable=False))
    # Everything that was on a desk took a chat of its room, whether it was on hold or not.
    op.execute("UPDATE agent_load SET places = used, room = room * 100")
    op.execute(
        "UPDATE agent_load SET used = 100 * (SELECT count(*) FROM conversation"
        " WHERE closed_at IS NULL AND (offer_agent = agent_load.account"
        " OR owner = agent_load.account AND state <> 'held'))"
    )
    # Nobody has a link while the store is brought up to date.
    op.execute("UPDATE agent_load SET lost_at = presence_since")


def downgrade() -> None:
    op.execute("UPDATE agent_load SET used = places, room = (room + 99) / 100")
    op.drop_column("presence_log", "why")
    for name in (
        "presence_why",
        "auto_accept",
        "lost_at",
        "rest_until",
        *_NUMBERS,
    ):
        op.drop_column("agent_load", name)
