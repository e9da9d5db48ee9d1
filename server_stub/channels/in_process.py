"""The visitor port within the server's own process: a channel acts on lanes, reads the store."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.entries import Entry
from protocol.ids import ClientId, ConversationId, FileId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.bus.port import Bus
from server_stub.bus.wakes import ConversationWake, Wake
from server_stub.channels.errors import VisitRefused, VisitUnavailable
from server_stub.channels.port import (
    GivenFile,
    Sent,
    VisitHandle,
    VisitorEntry,
    VisitorEntryKind,
    VisitorRole,
)
from server_stub.channels.visits import OpenedVisit, Visits, new_client_id
from server_stub.domain.acts import subscriber_of
from server_stub.domain.errors import ConversationOver, DomainError
from server_stub.files.errors import FilesUnavailable
from server_stub.files.exchange import Files
from server_stub.storage.conversations import Committed
from server_stub.storage.errors import StorageUnavailable

COMPARE_SECONDS = 1.0
"""How long a lost wake-up can keep a subscriber from seeing an answer."""

_Result = TypeVar("_Result")


class InProcessVisits:
    """`VisitorPort` and `History` over the server's own parts."""

    def __init__(self, visits: Visits, files: Files, bus: Bus, *, channel: str) -> None:
        self._visits = visits
        self._files = files
        self._channel = channel
        self._news: dict[ConversationId, asyncio.Event] = {}
        self._stop_listening = bus.listen(self._on_wakes)

    async def enter(
        self, *, client_id: str, name: str, phone: str | None, topic: str, language: str
    ) -> VisitHandle:
        """Open a conversation; the same `client_id` again opens the same one."""
        visit = await _coded(
            self._visits.enter(
                client_id=ClientId(client_id),
                name=name,
                phone=phone or "",
                topic=topic,
                language=language,
                channel=self._channel,
            )
        )
        news = self._news.setdefault(visit.conversation, asyncio.Event())
        return _Handle(self._visits, self._files, visit, news, rename=self._rename)

    async def history(self, conversation: str) -> Sequence[VisitorEntry]:
        """Everything a subscriber may see, read from the store."""
        found: list[VisitorEntry] = []
        after_rev, more = 0, True
        while more:
            page = await self._visits.page(ConversationId(conversation), after_rev=after_rev)
            found += [_as_seen(entry) for entry in page.entries]
            after_rev, more = page.through, page.more
        return sorted(found, key=lambda entry: entry.seq)

    def close(self) -> None:
        """Stop listening. Idempotent."""
        self._stop_listening()

    def _on_wakes(self, wakes: Sequence[Wake]) -> None:
        for wake in wakes:
            if isinstance(wake, ConversationWake):
                news = self._news.get(wake.conversation.id)
                if news is not None:
                    news.set()

    def _rename(self, before: ConversationId, after: ConversationId | None) -> None:
        """Who was there is in another conversation now, or in none."""
        news = self._news.pop(before, None)
        if news is not None and after is not None:
            self._news[after] = news


class _Handle:
    """A subscriber inside a conversation."""

    def __init__(
        self,
        visits: Visits,
        files: Files,
        visit: OpenedVisit,
        news: asyncio.Event,
        *,
        rename: Callable[[ConversationId, ConversationId | None], None],
    ) -> None:
        self._visits = visits
        self._files = files
        self._visit = visit
        self._news = news
        self._rename = rename
        self._leaving = new_client_id()
        self._rating = new_client_id()
        self._over = False

    @property
    def conversation(self) -> str:
        return self._visit.conversation

    async def send(self, client_id: str, text: str, files: Sequence[GivenFile] = ()) -> Sent:
        ready = [
            await _coded(self._bring(f"{client_id}-{number}", file))
            for number, file in enumerate(files)
        ]
        committed = await _coded(self._say(ClientId(client_id), text, ready))
        return Sent(seq=committed.seq, at=_moment(committed.at))

    async def _say(self, client_id: ClientId, text: str, files: Sequence[FileId]) -> Committed:
        """Here, or in another conversation, if this one is over for good."""
        try:
            return await self._visits.send(self._visit, client_id, text, files)
        except ConversationOver:
            before = self._visit.conversation
            self._visit = await self._visits.begin_again(self._visit, client_id)
            self._rename(before, self._visit.conversation)
            self._news.set()
            return await self._visits.send(self._visit, client_id, text, files)

    async def _bring(self, client_id: str, file: GivenFile) -> FileId:
        here = self._visit.conversation
        return await self._files.take_whole(
            subscriber_of(here, self._visit.name),
            "visit.announce_file",
            here,
            client_id=ClientId(client_id),
            name=file.name,
            content=file.content,
        )

    async def typing(self, text: str | None) -> None:
        self._visits.typing(self._visit, text, origin=self._leaving)

    async def leave(self) -> None:
        await _coded(self._visits.leave(self._visit, self._leaving))

    async def rate(self, stars: int, comment: str = "") -> None:
        await _coded(self._visits.rate(self._visit, self._rating, stars, comment))

    async def entries(self) -> AsyncIterator[VisitorEntry]:
        """Every entry in order; what the subscriber has seen of the agent is marked as read."""
        after_rev, closed_rev, here = 0, 0, self._visit.conversation
        while not self._over:
            self._news.clear()
            if here != self._visit.conversation:
                after_rev, closed_rev, here = 0, 0, self._visit.conversation
            page = await _coded(self._visits.page(self._visit.conversation, after_rev=after_rev))
            after_rev = page.through
            for entry in page.entries:
                yield _as_seen(entry)
            if any(entry.author.role is AuthorRole.AGENT for entry in page.entries):
                await _coded(self._visits.mark_read(self._visit, page.conversation.last_seq))
            conversation = page.conversation
            if (
                conversation.state_outside is ConversationState.CLOSED
                and closed_rev < conversation.rev
            ):
                if not closed_rev:
                    yield VisitorEntry(
                        seq=conversation.last_seq,
                        role=VisitorRole.SYSTEM,
                        kind=VisitorEntryKind.CLOSED,
                        text="",
                        at=_moment(conversation.changed_at),
                    )
                closed_rev = conversation.rev
            elif conversation.state_outside is not ConversationState.CLOSED:
                closed_rev = 0
            if not page.more:
                await self._wait()

    async def aclose(self) -> None:
        self._over = True
        self._news.set()
        self._rename(self._visit.conversation, None)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(COMPARE_SECONDS):
                await self._news.wait()
        except TimeoutError:
            return


async def _coded(work: Awaitable[_Result]) -> _Result:
    """Tell refusals from troubles that may pass, as the port does."""
    try:
        return await work
    except DomainError as refusal:
        raise VisitRefused(refusal.code.value) from refusal
    except (StorageUnavailable, FilesUnavailable) as trouble:
        raise VisitUnavailable("unavailable") from trouble


def _as_seen(entry: Entry) -> VisitorEntry:
    message = isinstance(entry.body, Message)
    return VisitorEntry(
        seq=entry.seq,
        role=VisitorRole(entry.author.role.value),
        kind=VisitorEntryKind.MESSAGE if message else VisitorEntryKind.EVENT,
        text=entry.body.text if isinstance(entry.body, Message) else "",
        at=_moment(entry.at),
        client_id=entry.client_id or "",
        files=(
            tuple(file.name for file in entry.body.files) if isinstance(entry.body, Message) else ()
        ),
    )


def _moment(at: Millis) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
