"""Index the words of entries in blocks, the same on both databases; the follower makes it anew.

And let PostgreSQL's index of places tell the numbers of entries.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FORGET = "DELETE FROM store WHERE key IN ('words_through', 'words_folded')"


def upgrade() -> None:
    op.execute("DROP TABLE entry_words")
    op.execute(_FORGET)
    op.create_table(
        "entry_terms",
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_entry_terms")),
    )
    term = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "entry_words",
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", term, nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("block", "term", name=op.f("pk_entry_words")),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        _make_unique("INCLUDE (id)")


def downgrade() -> None:
    op.drop_table("entry_words")
    op.drop_table("entry_terms")
    op.execute(_FORGET)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE entry_words USING fts5(terms, detail = none, content = '',"
            " columnsize = 0, tokenize = \"ascii tokenchars '*#'\")"
        )
        return
    _make_unique("")
    op.execute("CREATE TABLE entry_words (entry bigint PRIMARY KEY, terms tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_entry_words_terms ON entry_words USING gin (terms)")


def _make_unique(include: str) -> None:
    """The index of places in a log, with or without the numbers of entries."""
    op.execute("ALTER TABLE entry DROP CONSTRAINT uq_entry_conversation_seq")
    op.execute(
        "ALTER TABLE entry ADD CONSTRAINT uq_entry_conversation_seq"
        f" UNIQUE (conversation, seq) {include}"
    )
