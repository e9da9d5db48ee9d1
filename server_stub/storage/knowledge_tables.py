"""The tables of the knowledge base: articles and canned replies, numbered by their last change."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, SmallInteger, Table, Text

from server_stub.storage.metadata import metadata

article = Table(
    "article",
    metadata,
    Column("id", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("keywords", Text, nullable=False),
    Column("popularity", Integer, nullable=False),
    Column("updated", Text, nullable=False),
    Column("changed", BigInteger, nullable=False, unique=True),
    Column("removed", Boolean, nullable=False),
    Column("edited", Boolean, nullable=False),
)
"""`keywords` is a JSON list. `edited`: an editor had his hand on it, so the shipped one yields."""

canned_reply = Table(
    "canned_reply",
    metadata,
    Column("id", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("popularity", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False, unique=True),
    Column("removed", Boolean, nullable=False),
    Column("edited", Boolean, nullable=False),
)

knowledge_counter = Table(
    "knowledge_counter",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("changed", BigInteger, nullable=False),
)
"""One row: the number of the last change. Raising it is the lock that orders the commits."""
