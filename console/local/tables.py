"""The tables of an account's file."""

from sqlalchemy import Boolean, Column, Integer, MetaData, String, Table

VERSION = 1
"""Written into the file; one of another version is set aside, never guessed at."""

metadata = MetaData()

draft = Table(
    "draft",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("note", Boolean, primary_key=True),
    Column("text", String, nullable=False),
    Column("seen_at", Integer, nullable=False),
)

outgoing = Table(
    "outgoing",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("client_id", String, nullable=False, unique=True),
    Column("conversation", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", String, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seen_seq", Integer, nullable=False),
    Column("written_at", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String),
    Column("code", String),
    sqlite_autoincrement=True,
)

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
