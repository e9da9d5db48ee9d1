"""Canned replies of people: own ones reach their owner, uses are counted with the message."""

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection, create_engine

from protocol import limits
from protocol.ids import AccountId, QueueId
from protocol.knowledge import CannedReply, ReplyScope, ReplyUse
from protocol.scalars import Millis
from server_stub.domain.canned import KeptReply, ReplySent
from server_stub.domain.errors import RepliesFull
from server_stub.knowledge import replies
from server_stub.knowledge import repository as knowledge
from server_stub.storage import reply_uses
from server_stub.storage.metadata import metadata

ELENA, PAVEL = AccountId("elena"), AccountId("pavel")


@pytest.fixture
def connection(storage_url: str) -> Iterator[Connection]:
    """Give a transaction on an empty base."""
    engine = create_engine(storage_url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def kept(name: str, *, account: str = "", queue: str | None = None) -> KeptReply:
    shared = ReplyScope.GROUP if queue else ReplyScope.COMMON
    reply = CannedReply(
        id=name,
        language="ru",
        title=f"Ответ {name}",
        text="Здравствуйте!",
        topic="",
        popularity=0,
        scope=ReplyScope.OWN if account else shared,
        queue=QueueId(queue) if queue else None,
        shortcut="прив",
    )
    return KeptReply(reply=reply, account=account)


def names(connection: Connection, account: str = "", after: int = 0) -> list[str]:
    return [one.id for one in knowledge.changes_after(connection, after, account=account).replies]


def test_what_is_kept_is_found_as_it_was_with_its_version(connection: Connection) -> None:
    for one in (kept("a", account=ELENA), kept("b", queue="general"), kept("c")):
        version = replies.save(connection, one, new=True)
        found = replies.find(connection, (one.reply.id, "ru"))
        reply = msgspec.structs.replace(one.reply, version=version)
        assert found == KeptReply(reply=reply, account=one.account)
    assert replies.find(connection, ("a", "en")) is None


def test_ones_own_replies_reach_nobody_else(connection: Connection) -> None:
    for name, account in (("a", ELENA), ("b", ""), ("c", PAVEL), ("d", ELENA)):
        replies.save(connection, kept(name, account=account), new=True)
    assert names(connection) == ["b"]
    assert names(connection, ELENA) == ["a", "d"]
    assert names(connection, PAVEL) == ["c"]
    assert names(connection, "olga") == []
    # The numbers of the others are skipped: nobody asks for them again and again.
    for account in ("", ELENA, PAVEL, "olga"):
        page = knowledge.changes_after(connection, 0, account=account)
        assert (page.through, page.more) == (4, False)


def test_what_is_taken_away_leaves_a_trace_for_its_readers_alone(connection: Connection) -> None:
    replies.save(connection, kept("a", account=ELENA), new=True)
    version = replies.delete(connection, ("a", "ru"))
    own = knowledge.changes_after(connection, 1, account=ELENA)
    assert (own.removed_replies, own.through) == ([("a", "ru")], version)
    assert knowledge.changes_after(connection, 1).removed_replies == []
    found = replies.find(connection, ("a", "ru"))
    assert found is not None
    assert found.removed
    assert replies.save(connection, kept("a", account=ELENA), new=True) > version
    assert names(connection, ELENA) == ["a"]


def test_a_shipment_leaves_replies_of_people_alone(connection: Connection) -> None:
    for one in (kept("a", account=ELENA), kept("b", queue="general"), kept("c")):
        replies.save(connection, one, new=True)
    knowledge.seed(connection, [], [])
    assert names(connection) == ["b", "c"]
    assert names(connection, ELENA) == ["a"]


def test_many_own_replies_come_in_pages(connection: Connection) -> None:
    for number in range(knowledge.PAGE_ROWS + 5):
        replies.save(connection, kept(f"r{number:03}", account=ELENA), new=True)
    seen: list[str] = []
    through, more = 0, True
    while more:
        page = knowledge.changes_after(connection, through, account=ELENA)
        seen += [one.id for one in page.replies]
        through, more = page.through, page.more
    assert len(seen) == len(set(seen)) == knowledge.PAGE_ROWS + 5


def test_there_is_an_end_to_it_for_each_scope_apart(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OWN_REPLIES", 1)
    monkeypatch.setattr(limits, "SHARED_REPLIES", 1)
    for one in (kept("a", account=ELENA), kept("b", queue="general"), kept("c")):
        replies.save(connection, one, new=True)
        replies.save(connection, one, new=False)
        more = msgspec.structs.replace(one.reply, id=f"{one.reply.id}2")
        with pytest.raises(RepliesFull) as refusal:
            replies.save(connection, msgspec.structs.replace(one, reply=more), new=True)
        assert refusal.value.data == {"limit": 1}
    replies.save(connection, kept("d", account=PAVEL), new=True)
    replies.delete(connection, ("a", "ru"))
    replies.save(connection, kept("e", account=ELENA), new=True)


def sent(connection: Connection, *uses: tuple[AccountId, str, int]) -> None:
    reply_uses.count(connection, [ReplySent(who, what, Millis(at)) for who, what, at in uses])


def test_uses_are_counted_for_each_and_told_to_him_with_the_last_first(
    connection: Connection,
) -> None:
    for one in (kept("a"), kept("b", queue="general"), kept("c", account=ELENA)):
        replies.save(connection, one, new=True)
    sent(connection, (ELENA, "a", 10), (PAVEL, "a", 11), (ELENA, "a", 12))
    sent(connection, (ELENA, "b", 13), (ELENA, "c", 11))
    assert reply_uses.own(connection, ELENA) == [
        ReplyUse(reply="b", mine=1, last=Millis(13)),
        ReplyUse(reply="a", mine=2, last=Millis(12)),
        ReplyUse(reply="c", mine=1, last=Millis(11)),
    ]
    assert reply_uses.of_all(connection, ELENA) == [
        ReplyUse(reply="a", mine=2, last=Millis(12), everybody=3),
        ReplyUse(reply="b", mine=1, last=Millis(13), everybody=1),
        ReplyUse(reply="c", mine=1, last=Millis(11), everybody=1),
    ]
    assert [one.reply for one in reply_uses.of_all(connection, PAVEL)] == ["a", "b"]


def test_what_its_sender_cannot_see_is_not_counted(connection: Connection) -> None:
    replies.save(connection, kept("a", account=ELENA), new=True)
    replies.save(connection, kept("b"), new=True)
    replies.delete(connection, ("b", "ru"))
    sent(connection, (PAVEL, "a", 1), (PAVEL, "b", 1), (PAVEL, "nothing", 1))
    assert reply_uses.own(connection, PAVEL) == []


def test_a_reply_in_two_languages_is_counted_once(connection: Connection) -> None:
    russian = kept("a")
    english = msgspec.structs.replace(russian.reply, language="en")
    replies.save(connection, russian, new=True)
    replies.save(connection, KeptReply(reply=english), new=True)
    sent(connection, (ELENA, "a", 1))
    assert [one.mine for one in reply_uses.own(connection, ELENA)] == [1]
