"""Talks of colleagues: who is in which, what they are asked about, who there is to talk to.

The members themselves are in the conversation's row; the table `talk_member` finds it by one of
them. Writing happens in the transaction that decided it.
"""

from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    insert,
    select,
    update,
)

from protocol import limits
from protocol.conversations import Head
from protocol.ids import AccountId, ConversationId
from protocol.people import Colleague, Presence, PresenceWhy, Role
from protocol.scalars import Millis
from server_stub.domain.capacity import LINK_LEASE_MS
from server_stub.domain.colleagues import is_called, standing
from server_stub.domain.conversation import Conversation, head_of
from server_stub.domain.draft import Question
from server_stub.storage import conversations, tables

_conversation = tables.conversation.c
_member = tables.talk_member.c
_question = tables.question.c
_load = tables.agent_load.c
_account = tables.account.c


class TalkRows(msgspec.Struct, frozen=True, kw_only=True):
    """What colleagues have with an agent, as of one moment."""

    talks: list[Head]
    asked: list[Conversation]
    people: list[Colleague]
    desk_rev: int


def of_agent(connection: Connection, agent: AccountId, *, now: Millis) -> TalkRows:
    """The newest of his talks, and what he is asked about."""
    rows = connection.execute(
        select(*conversations.columns())
        .join_from(tables.talk_member, tables.conversation, _member.talk == _conversation.id)
        .where(_member.account == agent)
        .order_by(_conversation.changed_at.desc(), _conversation.id)
        .limit(limits.TALKS)
    )
    talks = _within_limits([conversations.from_row(row) for row in rows], agent)
    others = {
        one.account
        for talk in talks
        if not talk.name
        for one in talk.members
        if one.account != agent
    }
    asked = connection.execute(
        select(*conversations.columns())
        .where(_conversation.id.in_(_asked_about(agent)), _conversation.owner != agent)
        .order_by(_conversation.changed_at.desc(), _conversation.id)
        .limit(limits.ASKED_CONVERSATIONS)
    )
    return TalkRows(
        talks=[head_of(one, agent) for one in talks],
        asked=[conversations.from_row(row) for row in asked],
        people=_people(connection, _account.id.in_(sorted(others)), now=now),
        desk_rev=connection.execute(
            select(_load.desk_rev).where(_load.account == agent)
        ).scalar_one(),
    )


def is_asked(connection: Connection, agent: str, conversation: ConversationId) -> bool:
    """Whether an open question about it is put to him."""
    found = connection.execute(
        _asked_about(agent).where(_question.conversation == conversation).limit(1)
    )
    return found.first() is not None


def in_sight(agent: str) -> ColumnElement[bool]:
    """The conversations of subscribers that he is asked about, as a condition."""
    return _conversation.id.in_(_asked_about(agent))


def is_member(agent: str) -> ColumnElement[bool]:
    """The talks that he is in, as a condition."""
    return _conversation.id.in_(select(_member.talk).where(_member.account == agent))


def find_colleagues(
    connection: Connection, agent: AccountId, query: str, *, now: Millis
) -> tuple[list[Colleague], bool]:
    """Others by beginnings of their names' words, those on line first; whether there are more."""
    found = [
        one
        for one in _people(
            connection,
            and_(
                _account.id != agent,
                _account.disabled.is_(False),
            ),
            now=now,
        )
        if is_called(one.name, query)
    ]
    found.sort(key=lambda one: standing(one.presence, one.name, one.id))
    return found[: limits.FOUND_COLLEAGUES], len(found) > limits.FOUND_COLLEAGUES


def presences(
    connection: Connection, people: Collection[AccountId], *, now: Millis
) -> Mapping[AccountId, Colleague]:
    """Who of them is there."""
    found: dict[AccountId, Colleague] = {}
    for chunk in conversations.chunks(sorted(people)):
        found |= {one.id: one for one in _people(connection, _account.id.in_(chunk), now=now)}
    return found


def save_members(connection: Connection, talk: Conversation, before: Conversation | None) -> None:
    """Find the talk by these colleagues from now on, and by no others."""
    was = {one.account for one in before.members} if before is not None else set()
    now = {one.account for one in talk.members}
    if was - now:
        connection.execute(
            delete(tables.talk_member).where(
                _member.talk == talk.id, _member.account.in_(sorted(was - now))
            )
        )
    if now - was:
        connection.execute(
            insert(tables.talk_member),
            [{"account": one, "talk": talk.id} for one in sorted(now - was)],
        )


def add_questions(
    connection: Connection, questions: Iterable[tuple[ConversationId, int, Question]]
) -> None:
    """Who is in these talks is asked."""
    connection.execute(
        insert(tables.question),
        [
            {
                "talk": talk,
                "seq": seq,
                "conversation": one.conversation,
                "epoch": one.epoch,
                "settled": False,
            }
            for talk, seq, one in questions
        ],
    )


def settle(connection: Connection, settled: Iterable[tuple[ConversationId, int]]) -> None:
    """These questions are answered."""
    for talk, seq in settled:
        connection.execute(
            update(tables.question)
            .where(_question.talk == talk, _question.seq == seq)
            .values(settled=True)
        )


def _asked_about(agent: str) -> Select[tuple[str]]:
    """What is still in the hands of who asked, in questions nobody has settled."""
    about = tables.conversation.alias("about")
    return (
        select(_question.conversation)
        .join_from(tables.question, tables.talk_member, _question.talk == _member.talk)
        .join(about, _question.conversation == about.c.id)
        .where(
            _member.account == agent,
            _question.settled.is_(False),
            about.c.epoch == _question.epoch,
            about.c.closed_at.is_(None),
        )
    )


def _people(
    connection: Connection, condition: ColumnElement[bool], *, now: Millis
) -> list[Colleague]:
    rows = connection.execute(
        select(
            _account.id,
            _account.name,
            _account.role,
            _load.presence,
            _load.presence_reason,
            _load.presence_why,
            _load.seen_at,
        )
        .join_from(tables.account, tables.agent_load)
        .where(condition)
        .order_by(_account.id)
    )
    found = []
    for row in rows:
        one = Colleague(
            id=AccountId(row.id),
            name=row.name,
            role=Role(row.role),
            presence=Presence(row.presence),
            presence_reason=row.presence_reason,
            presence_why=PresenceWhy(row.presence_why),
        )
        if row.seen_at <= now - LINK_LEASE_MS and one.presence is not Presence.OFFLINE:
            one = msgspec.structs.replace(
                one,
                presence=Presence.OFFLINE,
                presence_reason="",
                presence_why=PresenceWhy.LINK,
            )
        found.append(one)
    return found


def _within_limits(talks: list[Conversation], agent: AccountId) -> list[Conversation]:
    """As many as fit a frame with what goes along: names of groups may be long."""
    size = 0
    for count, one in enumerate(talks):
        size += len(msgspec.json.encode(head_of(one, agent)))
        if size > limits.TALKS_BYTES:
            return talks[:count]
    return talks
