"""Who is a guest of what, by account; and who of our own people answers subscribers at all.

The guests of a conversation stand in its own row, by which they are judged. The rows here follow it
in the same transaction, so that what is on a guest's desk can be found.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import Column, ColumnElement, Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from protocol import limits
from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.conversation import Conversation, Guesthood
from server_stub.domain.permissions import ANSWERING
from server_stub.storage import tables

GUEST = "guest"
LEAD = "lead"
"""Who came by himself, and writes to the subscriber too."""

_participant = tables.participant.c
_account = tables.account.c


def follow(
    connection: Connection,
    changed: Iterable[tuple[Conversation, Conversation]],
    *,
    now: Millis,
) -> None:
    """Let the rows say what the conversations say: pairs of what was, and what became of it."""
    for before, after in changed:
        if before.guests == after.guests:
            continue
        was = {(guest.account, _part_of(guest)) for guest in before.guests}
        now_there = {(guest.account, _part_of(guest)): guest.since for guest in after.guests}
        for account, part in sorted(was - now_there.keys()):
            connection.execute(
                update(tables.participant)
                .where(
                    _participant.conversation == after.id,
                    _participant.part == part,
                    _participant.account == account,
                )
                .values(until=now)
            )
        for account, part in sorted(now_there.keys() - was):
            _come(connection, after.id, account, part, since=now_there[account, part])


def count_of(connection: Connection, account: AccountId) -> int:
    """How many conversations the account was brought into."""
    brought_in = _is_there(account) & (_participant.part == GUEST)
    return int(
        connection.execute(
            select(func.count()).select_from(tables.participant).where(brought_in)
        ).scalar_one()
    )


def conversations_of(connection: Connection, account: AccountId) -> dict[ConversationId, int]:
    """What the account has a part in, the newest first, each with its revision."""
    rows = connection.execute(
        select(tables.conversation.c.id, tables.conversation.c.rev)
        .join_from(
            tables.participant,
            tables.conversation,
            tables.conversation.c.id == _participant.conversation,
        )
        .where(_is_there(account))
        .order_by(_participant.since.desc(), _participant.conversation)
        .limit(limits.GUEST_PLACES)
    )
    return {ConversationId(row.id): row.rev for row in rows}


def has(conversation: Column[str], account: str) -> ColumnElement[bool]:
    """Whether the account is a guest of the conversation, as a condition."""
    return conversation.in_(select(_participant.conversation).where(_is_there(account)))


def named(
    connection: Connection, accounts: Collection[AccountId]
) -> tuple[dict[AccountId, str], dict[AccountId, str]]:
    """Of these accounts the names of all that are open, and of those who may answer subscribers."""
    rows = connection.execute(
        select(_account.id, _account.name, _account.role).where(
            _account.id.in_(sorted(accounts)), _account.disabled.is_(False)
        )
    ).all()
    staff = {AccountId(row.id): row.name for row in rows}
    return staff, {AccountId(row.id): row.name for row in rows if row.role in ANSWERING}


def _is_there(account: str) -> ColumnElement[bool]:
    return (
        (_participant.account == account)
        & _participant.part.in_([GUEST, LEAD])
        & _participant.until.is_(None)
    )


def _part_of(guest: Guesthood) -> str:
    return LEAD if guest.lead else GUEST


def _come(
    connection: Connection,
    conversation: ConversationId,
    account: AccountId,
    part: str,
    *,
    since: Millis,
) -> None:
    """For the first time, or again."""
    build = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = build(tables.participant)
    statement = statement.on_conflict_do_update(
        index_elements=["conversation", "account", "part"],
        set_={"since": statement.excluded.since, "until": None},
    )
    connection.execute(
        statement,
        {
            "conversation": conversation,
            "account": account,
            "part": part,
            "since": since,
            "until": None,
        },
    )
