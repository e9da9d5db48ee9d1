"""What an agent asks the server about people: subscribers, their earlier talks, his own day."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.basis import SessionBasis
from language.keyboard_layout import turned
from protocol.answers import (
    Conversations,
    FoundEntries,
    MyDay,
    ProfileRead,
    Revealed,
    Subscribers,
)
from protocol.commands import (
    FindEntries,
    FindSubscribers,
    ReadConversations,
    ReadMyDay,
    ReadProfile,
    Reveal,
)
from protocol.conversations import Head
from protocol.entries import EntryHit
from protocol.explaining import Explain, Explained
from protocol.ids import ConversationId, QueueId, SubscriberId
from protocol.routing import Explanation
from protocol.scalars import Millis
from protocol.subscribers import Profile, SubscriberLine


@dataclass(frozen=True, slots=True)
class FoundSubscribers:
    """Who was found, and by which words."""

    query: str
    lines: tuple[SubscriberLine, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ProfileFor:
    """A profile, and for which chat it was asked."""

    conversation: ConversationId | None
    profile: Profile


@dataclass(frozen=True, slots=True)
class EarlierConversations:
    """A subscriber's conversations, and whose they are."""

    subscriber: SubscriberId
    heads: tuple[Head, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A page of what was said with these words in it, newest first; `heads` by conversation."""

    query: str
    hits: tuple[EntryHit, ...]
    heads: Mapping[ConversationId, Head]
    reached: int
    more: bool
    skipped: int


class Consulting:
    """Questions whose answers say what they are about, so that none is shown beside another.

    They raise `CommandRejected` and `LinkLost`.
    """

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis

    async def find_subscribers(self, query: str) -> FoundSubscribers:
        """Search by number, contract or part of a name; a name in the other layout is forgiven."""
        found = await self._ask_for_subscribers(query)
        other = turned(query)
        if not found.found and other is not None:
            found = await self._ask_for_subscribers(other)
        return FoundSubscribers(query, tuple(found.found), found.more)

    async def _ask_for_subscribers(self, query: str) -> Subscribers:
        return await self._basis.link.ask(
            lambda request: FindSubscribers(request=request, query=query), Subscribers
        )

    async def profile(
        self, subscriber: SubscriberId, *, conversation: ConversationId | None = None
    ) -> ProfileFor:
        """A subscriber's profile, sensitive fields masked."""
        read = await self._basis.link.ask(
            lambda request: ReadProfile(request=request, subscriber=subscriber), ProfileRead
        )
        return ProfileFor(conversation, read.profile)

    async def reveal(
        self,
        subscriber: SubscriberId,
        field: str,
        *,
        reason: str,
        conversation: ConversationId | None = None,
    ) -> str:
        """One hidden field, for a reason that is recorded."""
        client_id = self._basis.around.new_client_id()
        revealed = await self._basis.link.ask(
            lambda request: Reveal(
                request=request,
                client_id=client_id,
                subscriber=subscriber,
                field=field,
                reason=reason,
                conversation=conversation,
            ),
            Revealed,
        )
        return revealed.value

    async def find_entries(
        self,
        query: str,
        *,
        conversation: ConversationId | None = None,
        subscriber: SubscriberId | None = None,
        queue: QueueId | None = None,
        since: Millis | None = None,
        until: Millis | None = None,
        before: int | None = None,
    ) -> FoundWords:
        """Words in what was said, in all history or where is told; pages go back by `reached`."""
        found = await self._basis.link.ask(
            lambda request: FindEntries(
                request=request,
                query=query,
                conversation=conversation,
                subscriber=subscriber,
                queue=queue,
                since=since,
                until=until,
                before=before,
            ),
            FoundEntries,
        )
        heads = {head.id: head for head in found.conversations}
        return FoundWords(query, tuple(found.hits), heads, found.reached, found.more, found.skipped)

    async def conversations(
        self, subscriber: SubscriberId, *, before: Millis | None = None
    ) -> EarlierConversations:
        """A subscriber's conversations of every channel, newest first."""
        read = await self._basis.link.ask(
            lambda request: ReadConversations(
                request=request, subscriber=subscriber, before=before
            ),
            Conversations,
        )
        return EarlierConversations(subscriber, tuple(read.conversations), read.more)

    async def why_it_waits(self, conversation: ConversationId) -> Explanation | None:
        """How routing stands to a conversation now; nothing where it does not wait any more."""
        told = await self._basis.link.ask(
            lambda request: Explain(request=request, conversation=conversation), Explained
        )
        return told.why

    async def my_day(self, *, since: Millis, until: Millis, step_ms: int) -> MyDay:
        """What I have done between two times of the server's clock, in steps."""
        return await self._basis.link.ask(
            lambda request: ReadMyDay(request=request, since=since, until=until, step_ms=step_ms),
            MyDay,
        )
