"""Who may change which canned replies, and that nobody overwrites what he has not seen."""

import itertools

import msgspec
import pytest

from protocol import commands
from protocol.ids import QueueId
from protocol.knowledge import CannedReply, ReplyScope
from protocol.people import AuthorRole, Role
from server_stub.domain import canned
from server_stub.domain.acts import Actor
from server_stub.domain.canned import KeptReply
from server_stub.domain.errors import DomainError, Forbidden, NotFound, OutOfBounds, StaleVersion

OWN, GROUP, COMMON = ReplyScope
QUEUES = {GROUP: QueueId("general")}
MAY = {
    OWN: frozenset(Role),
    GROUP: frozenset({Role.LEAD}),
    COMMON: frozenset({Role.EDITOR, Role.ADMIN}),
}


def actor(role: Role, name: str = "elena") -> Actor:
    return Actor(kind=AuthorRole.AGENT, id=name, role=role)


def kept(scope: ReplyScope, *, account: str = "elena", removed: bool = False) -> KeptReply:
    reply = CannedReply(
        id="hello",
        language="ru",
        title="Привет",
        text="Здравствуйте!",
        topic="general",
        popularity=7,
        scope=scope,
        queue=QUEUES.get(scope),
        version=5,
    )
    return KeptReply(reply=reply, account=account if scope is OWN else "", removed=removed)


def save(scope: ReplyScope, *, version: int = 5) -> commands.SaveReply:
    return commands.SaveReply(
        request=1,
        client_id="0" * 26,
        reply="hello",
        language="ru",
        scope=scope,
        title="Приветствие",
        text="Добрый день!",
        queue=QUEUES.get(scope),
        shortcut="прив",
        version=version,
    )


def delete(*, version: int = 5) -> commands.DeleteReply:
    return commands.DeleteReply(
        request=1, client_id="0" * 26, reply="hello", language="ru", version=version
    )


def outcome(
    role: Role, request: commands.SaveReply | commands.DeleteReply, there: KeptReply | None
) -> type[DomainError] | None:
    try:
        if isinstance(request, commands.SaveReply):
            canned.save(actor(role), request, there)
        else:
            canned.delete(actor(role), request, there)
    except DomainError as refusal:
        return type(refusal)
    return None


@pytest.mark.parametrize(("role", "scope"), [*itertools.product(Role, ReplyScope)])
def test_a_role_changes_what_its_scope_lets_it(role: Role, scope: ReplyScope) -> None:
    refusal = None if role in MAY[scope] else Forbidden
    assert outcome(role, save(scope), kept(scope)) is refusal
    assert outcome(role, save(scope, version=0), None) is refusal
    assert outcome(role, save(scope, version=0), kept(scope, removed=True)) is refusal
    assert outcome(role, delete(), kept(scope)) is refusal


@pytest.mark.parametrize(("role", "version"), [*itertools.product(Role, [0, 5])])
def test_a_foreign_reply_and_a_missing_one_look_the_same(role: Role, version: int) -> None:
    for removed in (False, True):
        foreign = kept(OWN, account="pavel", removed=removed)
        assert outcome(role, save(OWN, version=version), foreign) is NotFound
        assert outcome(role, delete(version=version), foreign) is NotFound
    assert outcome(role, delete(version=version), None) is NotFound
    assert outcome(role, save(OWN, version=5), None) is NotFound
    for scope in ReplyScope:
        assert outcome(role, delete(), kept(scope, removed=True)) is NotFound


@pytest.mark.parametrize(("role", "there"), [*itertools.product(Role, ReplyScope)])
def test_a_reply_never_becomes_anothers(role: Role, there: ReplyScope) -> None:
    for wanted in set(ReplyScope) - {there}:
        for removed in (False, True):
            assert outcome(role, save(wanted, version=0), kept(there, removed=removed)) is NotFound


@pytest.mark.parametrize("seen", [0, 4, 6])
def test_nobody_overwrites_what_he_has_not_seen(seen: int) -> None:
    with pytest.raises(StaleVersion) as refusal:
        canned.save(actor(Role.AGENT), save(OWN, version=seen), kept(OWN))
    assert refusal.value.data == {"version": 5}
    with pytest.raises(StaleVersion) as refusal:
        canned.delete(actor(Role.AGENT), delete(version=seen), kept(OWN))
    assert refusal.value.data == {"version": 5}


def test_what_is_kept_is_what_was_written_and_what_the_shipment_knew_of_it() -> None:
    now = canned.save(actor(Role.AGENT), save(OWN), kept(OWN))
    assert now.account == "elena"
    assert (now.reply.title, now.reply.text) == ("Приветствие", "Добрый день!")
    assert (now.reply.shortcut, now.reply.topic, now.reply.popularity) == ("прив", "general", 7)
    assert canned.save(actor(Role.LEAD), save(GROUP), kept(GROUP)).account == ""


def test_a_group_has_a_queue_and_nothing_else_has() -> None:
    for scope, queue in ((OWN, "general"), (COMMON, "general"), (GROUP, None)):
        request = msgspec.structs.replace(save(scope, version=0), queue=queue)
        assert outcome(Role.ADMIN, request, None) is OutOfBounds
