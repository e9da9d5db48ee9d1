"""Index the words of entries, so that all history can be searched."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # Terms are folded and cut by us; the tokenizer has only to keep codes such as *100# whole.
        op.execute(
            "CREATE VIRTUAL TABLE entry_words USING fts5(terms, detail = none, content = '',"
            " columnsize = 0, tokenize = \"ascii tokenchars '*#'\")"
        )
        return
    op.execute("CREATE TABLE entry_words (entry bigint PRIMARY KEY, terms tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_entry_words_terms ON entry_words USING gin (terms)")


def downgrade() -> None:
    op.execute("DROP TABLE entry_words")
    op.execute("DELETE FROM store WHERE key = 'words_through'")
