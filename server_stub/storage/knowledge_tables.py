"""The tables of the knowledge base: articles and canned replies, numbered by their last change."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
)

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
    Column("account", String(40), nullable=False, server_default=""),
    Column("queue", String(40), nullable=False, server_default=""),
    Column("shortcut", Text, nullable=False, server_default=""),
)
"""`account`: whose own it is; `queue`: which group's; without either it is common."""
Index("ix_canned_reply_account_changed", canned_reply.c.account, canned_reply.c.changed)

reply_use = Table(
    "reply_use",
    metadata,
    Column("account", String(40), primary_key=True),
    Column("reply", String(40), primary_key=True),
    Column("uses", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
)
"""How often an account has sent a canned reply: counted by the transactions that send.

A row an account and reply, so that nobody waits for anybody else's count.
"""
Index("ix_reply_use_account_last_at", reply_use.c.account, reply_use.c.last_at)
Index("ix_reply_use_reply", reply_use.c.reply)

knowledge_counter = Table(
    "knowledge_counter",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("changed", BigInteger, nullable=False),
)
"""One row: the number of the last change. Raising it is the lock that orders the commits."""
