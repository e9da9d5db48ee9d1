"""The tables of an account's file."""

VERSION = 1
"""Written into the file; one of another version is set aside, never guessed at.

A table that is only added needs no other version: it is made when the file is next opened.
"""

SCHEMA = """
create table if not exists draft (
    conversation text not null,
    note integer not null,
    text text not null,
    seen_at integer not null,
    primary key (conversation, note)
);
create table if not exists outgoing (
    place integer primary key autoincrement,
    client_id text not null unique,
    conversation text not null,
    kind text not null,
    text text not null,
    epoch integer not null,
    seen_seq integer not null,
    written_at integer not null,
    state text not null,
    reason text,
    code text
);
create table if not exists setting (
    name text primary key not null,
    value text not null
);
-- Files that go with a reply: of the text `outgoing`, or of the draft while there is none.
create table if not exists kept_file (
    place integer primary key autoincrement,
    key text not null unique,
    conversation text not null,
    outgoing text,
    name text not null,
    size integer not null,
    digest text not null,
    media_type text not null,
    width integer not null,
    height integer not null
);
-- Their contents, cut into pieces of one size.
create table if not exists kept_piece (
    key text not null,
    number integer not null,
    content blob not null,
    primary key (key, number)
);
"""
