"""What is read because somebody looks at it: logs, their older pages, the lists of queues."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from itertools import count

from console.basis import SessionBasis
from console.core import events
from console.core.changes import Change, LinkChanged, QueuesChanged
from console.core.chat import Chat
from console.core.errors import CommandRejected, LinkError
from console.core.link_state import LinkPhase
from protocol.answers import History, Waiting
from protocol.commands import ReadHistory, ReadWaiting
from protocol.entries import Entry
from protocol.ids import ConversationId, QueueId
from protocol.scalars import Millis

_TALK_PAGES = 10
"""Of an earlier conversation: a thousand entries, more than anybody scrolls back through."""


class Reading:
    """Which conversations and lists are on screen, and what the server is asked for them."""

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis
        self._reading_older: dict[ConversationId, asyncio.Event] = {}
        """Set when the page that is being read has come, or will not."""
        self._watched: tuple[QueueId, ...] = ()
        self._reading_waiting: set[QueueId] = set()
        basis.subscribe(self._follow_queues)

    def open_chat(self, conversation: ConversationId) -> Chat:
        """Keep a conversation's log here from now on; it comes as changes."""
        self._basis.apply([events.Opened(conversation)])
        self._basis.link.poke()
        return self._basis.store.chats[conversation]

    def leave_chat(self, conversation: ConversationId) -> None:
        """Nobody looks at it any more."""
        self._basis.apply([events.Left(conversation)])

    def mark_read(self, conversation: ConversationId, seq: int) -> None:
        """A person has seen everything up to here."""
        self._basis.apply([events.ReadUpTo(conversation, seq)])
        self._basis.link.poke()

    async def read_older(self, conversation: ConversationId) -> None:
        """Read the page of history before the log; one at a time."""
        chat = self._basis.chat(conversation)
        if not chat.entries or not chat.has_older or conversation in self._reading_older:
            return
        before = chat.entries[0].seq
        came = self._reading_older[conversation] = asyncio.Event()
        try:
            page = await self._basis.link.ask(
                lambda request: ReadHistory(
                    request=request, conversation=conversation, before_seq=before
                ),
                History,
            )
        finally:
            del self._reading_older[conversation]
            came.set()
        self._basis.apply([events.HistoryRead(conversation, before, page)])

    async def read_back_to(
        self,
        conversation: ConversationId,
        seq: int,
        *,
        tell: Callable[[], object] | None = None,
    ) -> None:
        """Read pages of history until the log begins at a place, or before it."""
        await self._read_back(conversation, lambda entry: entry.seq <= seq, tell)

    async def read_back_before(
        self,
        conversation: ConversationId,
        at: Millis,
        *,
        tell: Callable[[], object] | None = None,
    ) -> None:
        """Read pages of history until the log begins before a time, if it goes back that far."""
        await self._read_back(conversation, lambda entry: entry.at < at, tell)

    async def _read_back(
        self,
        conversation: ConversationId,
        reached: Callable[[Entry], bool],
        tell: Callable[[], object] | None,
    ) -> None:
        """Safe to cancel: what has come stays. `tell` is called after each page."""
        chat = self._basis.chat(conversation)
        while chat.has_older and chat.entries and not reached(chat.entries[0]):
            first = chat.entries[0].seq
            other = self._reading_older.get(conversation)
            if other is not None:
                await other.wait()
                continue
            await self.read_older(conversation)
            if chat.entries[0].seq == first:
                return  # the log was begun anew
            if tell is not None:
                tell()

    async def read_talk(self, conversation: ConversationId, *, since: Millis | None = None) -> Chat:
        """A conversation as it is now, at most some pages of it; it is not kept.

        With `since` as many more as it takes to have everything of that time and later.
        """
        chat = Chat(conversation)
        before: int | None = None
        for page_number in count(1):
            page = await self._basis.link.ask(
                lambda request: ReadHistory(
                    request=request,
                    conversation=conversation,
                    before_seq=before,  # noqa: B023 - asked before the loop goes on
                ),
                History,
            )
            if before is None:
                chat.take_newest(page.entries, through=page.through, more=page.more, head=page.head)
            else:
                chat.take_older(page.entries, before_seq=before, more=page.more)
            if not chat.has_older or not chat.entries:
                break
            reached = since is None or chat.entries[0].at < since
            if page_number >= _TALK_PAGES and reached:
                break
            before = chat.entries[0].seq
        return chat

    def watch_waiting(self, queues: Sequence[QueueId]) -> None:
        """Which queues' lists are on screen: kept up to date in `store.desk.waiting`."""
        self._watched = tuple(queues)
        self._read_watched()

    async def longest_waiting(self) -> ConversationId | None:
        """Who waits longest of all, as the server has it now; nobody, if none of them waits."""
        queues = self._basis.store.desk.queues.values()
        waiting = [(state.longest_since, state.id) for state in queues if state.longest_since]
        for _, queue in sorted(waiting):
            answer = await self._basis.link.ask(
                lambda request: ReadWaiting(request=request, queue=queue),  # noqa: B023 - asked before the loop goes on
                Waiting,
            )
            if answer.conversations:
                return answer.conversations[0].id
        return None

    def _follow_queues(self, changes: Iterable[Change]) -> None:
        caught_up = self._basis.store.link.phase is LinkPhase.CAUGHT_UP
        for change in changes:
            if isinstance(change, QueuesChanged) or (isinstance(change, LinkChanged) and caught_up):
                self._read_watched()

    def _read_watched(self) -> None:
        if self._basis.store.link.live:
            for queue in self._watched:
                if queue not in self._reading_waiting:
                    self._reading_waiting.add(queue)
                    self._basis.owner.spawn("waiting", self._read_waiting(queue))

    async def _read_waiting(self, queue: QueueId) -> None:
        try:
            answer = await self._basis.link.ask(
                lambda request: ReadWaiting(request=request, queue=queue), Waiting
            )
        except (LinkError, CommandRejected):
            return  # read again when the figures change
        finally:
            self._reading_waiting.discard(queue)
        self._basis.apply([events.WaitingRead(answer)])
