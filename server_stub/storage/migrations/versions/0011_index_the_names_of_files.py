"""Index the names of files with the words of entries: the follower makes the index anew.

Nothing is read or dropped for it here, however much there is: what blocks have is written over. Of
a term that no entry of its block has any more the old row stays, and names what is then judged.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM store WHERE key IN ('words_through', 'words_folded')")
    op.execute("DELETE FROM entry_terms")  # of the newest entries, that no block had


def downgrade() -> None:
    """Terms that nobody asks for are in nobody's way."""
