"""The tables of an account's file."""

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table

VERSION = 1
"""Written into the file; one of another version is set aside, never guessed at.

A table that is only added needs no other version: it is made when the file is next opened.
"""

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

used_reply = Table(
    "used_reply",
    metadata,
    Column("outgoing", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("reply", String, nullable=False),
)
"""The canned replies that a text on its way out is made of."""

own_reply = Table(
    "own_reply",
    metadata,
    Column("id", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""The canned replies of the account alone, as the server has them."""

own_replies_mark = Table(
    "own_replies_mark",
    metadata,
    Column("store_epoch", String, primary_key=True),
    Column("changed", Integer, nullable=False),
)
"""Of which store they are, and up to which change: one row at most."""

reply_use = Table(
    "reply_use",
    metadata,
    Column("reply", String, primary_key=True),
    Column("mine", Integer, nullable=False),
    Column("last", Integer, nullable=False),
)
"""How often the account has used which canned reply."""

question = Table(
    "question",
    metadata,
    Column("client_id", String, primary_key=True),
    Column("about", String, nullable=False),
)
"""What the questions to colleagues among the outgoing texts are about."""

beginning = Table(
    "beginning",
    metadata,
    Column("client_id", String, primary_key=True),
    Column("colleague", String, nullable=False),
)
"""With whom a talk is to be begun before an outgoing text can go into it."""

second_words = Table(
    "second_words",
    metadata,
    Column("client_id", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("since", Integer, nullable=False),
    Column("words", String, nullable=False),
    Column("after", String),
)
"""Which messages the edits and deletions among the outgoing texts change, as they read then."""

second_words_of_note = Table(
    "second_words_of_note",
    metadata,
    Column("client_id", String, primary_key=True),
)
"""Which of them change a note: a table of its own, so that a file of before it is not set aside."""

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

kept_file = Table(
    "kept_file",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),
    Column("conversation", String, nullable=False),
    Column("outgoing", String),
    Column("name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""Files that go with a text: with `outgoing`, or with a draft while there is none."""

note_file = Table(
    "note_file",
    metadata,
    Column("key", String, primary_key=True),
)
"""Which of them are a note's, from the moment on at which they are kept."""

left_draft = Table(
    "left_draft",
    metadata,
    Column("conversation", String, primary_key=True),
    Column("since", Integer, nullable=False),
)
"""Where files of drafts are, of conversations that were found to have left the desk: and when."""

kept_piece = Table(
    "kept_piece",
    metadata,
    Column("key", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
"""Their contents, cut into pieces of one size."""
