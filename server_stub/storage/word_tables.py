"""The tables of the index of words: terms of single entries, and of blocks of them.

An index by hand, so that both databases have the same: what it names newest first can be cut short
anywhere, and no part of it is ever written twice.
"""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Table, Text

from server_stub.storage.metadata import metadata

_Term = Text().with_variant(Text(collation="C"), "postgresql")
"""Ordered by its bytes on both, so that a beginning is a range."""

entry_terms = Table(
    "entry_terms",
    metadata,
    Column("entry", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("terms", Text, nullable=False),
)
"""The terms of each entry that no block has yet, with a space before and behind each."""

entry_words = Table(
    "entry_words",
    metadata,
    Column("block", Integer, primary_key=True, autoincrement=False),
    Column("term", _Term, primary_key=True),
    Column("places", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Which entries of a block have a term: their places in it, two bytes each, rising."""
