"""What the subscriber wrote in earlier conversations, read as the reader comes to the top."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.viewmodels import days, formats
from console.viewmodels.joined_transcript import JoinedTranscript, rows_of, talk_line
from protocol.conversations import Head
from protocol.scalars import Millis
from ui.desk.channels import channel_name
from ui.desk.desk_feed import DeskFeed
from ui.widgets import plain_text

translate = QCoreApplication.translate

_REST_MS = 250
"""Who only passes through a chat needs nothing of what was before."""


class EarlierTalks(QObject):
    """Puts one conversation at a time above the one in view; another one in view begins anew."""

    def __init__(
        self, feed: DeskFeed, joined: JoinedTranscript, *, owner: TaskOwner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._session = feed.session
        self._joined = joined
        self._owner = owner
        self._turn = 0
        self._reading = asyncio.Lock()
        self._before: Millis | None = None
        self._waiting: list[Head] = []
        self._listed = False
        """Whether no more than those that wait are to be learned of."""
        self._over = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        joined.modelReset.connect(self._on_joined_reset)

    def read_next(self) -> None:
        """Read the conversation before those that are above, soon. One at a time."""
        if not self._reading.locked() and not self._over:
            self._rest.start()

    async def read_back_before(self, at: Millis, *, tell: Callable[[], object]) -> None:
        """Read conversations until the nearest words of a time or later are here.

        Nothing is read where something of the day that begins then is here already. One that came
        in before may have ended before, too, and one of another channel, older still, may have gone
        on. Safe to cancel: what has come stays. `tell` is called after each. Raises what reading
        does.
        """
        turn = self._turn
        while await self._may_have(at, turn):
            if not await self._read_one(turn, since=at):
                return
            tell()

    async def _may_have(self, at: Millis, turn: int) -> bool:
        """Whether a conversation that is not read has words of a time, or nearer to it."""
        row = self._joined.first_said(at)
        nearest = self._joined.row_at(row).at if row is not None else None
        if nearest is not None and days.day_of(nearest) == days.day_of(at):
            return False

        def nearer(head: Head) -> bool:
            return head.changed_at >= at and (nearest is None or head.entered_at < nearest)

        async with self._reading:
            while not any(map(nearer, self._waiting)):
                if turn != self._turn or not await self._list_more(turn):
                    return False
            return True

    def _on_rest_timeout(self) -> None:
        if not self._reading.locked():
            self._owner.spawn("earlier", self._read(self._turn))

    def _on_joined_reset(self) -> None:
        self._turn += 1
        self._rest.stop()
        self._reading = asyncio.Lock()
        self._before, self._waiting, self._listed, self._over = None, [], False, False

    async def _read(self, turn: int) -> None:
        try:
            await self._read_one(turn)
        except ConsoleError:
            return  # asked for again when the reader comes back to the top

    async def _read_one(self, turn: int, *, since: Millis | None = None) -> bool:
        """Put the next one above; False where there is none, or another chat is in view by now."""
        async with self._reading:
            conversation = self._joined.conversation
            current = self._feed.store.head(conversation) if conversation else None
            if turn != self._turn or self._over or current is None or current.subscriber is None:
                return False
            if not self._waiting:
                await self._list_more(turn)
            if turn != self._turn:
                return False
            if not self._waiting:
                self._over = True
                return False
            earlier = self._waiting[0]
            chat = await self._session.read_talk(earlier.id, since=since)
            if turn != self._turn:
                return False
            self._waiting.remove(earlier)
            if not self._joined.has_above:
                words = translate("Transcript", "This conversation · {about}")
                line = words.format(about=self._about(current))
                self._joined.put_above([talk_line(current.id, line, at=current.entered_at)])
            self._joined.put_above(rows_of(chat, self._feed.store, title=self._about(earlier)))
            return True

    async def _list_more(self, turn: int) -> bool:
        """Learn of the next conversations that came in before; False where there are none."""
        conversation = self._joined.conversation
        current = self._feed.store.head(conversation) if conversation else None
        if self._listed or current is None or current.subscriber is None:
            return False
        before = self._before or current.entered_at
        page = await self._session.conversations(current.subscriber, before=before)
        if turn != self._turn:
            return False
        fresh = [head for head in page.heads if head.entered_at < before]
        self._waiting += fresh
        self._listed = not page.more or not fresh
        if fresh:
            self._before = fresh[-1].entered_at
        return bool(fresh)

    def _about(self, head: Head) -> str:
        """Date, channel, queue and what came of it."""
        queue = self._feed.queue(head.queue)
        workplace = self._feed.store.workplace
        outcomes = {one.id: one.title for one in workplace.outcomes} if workplace else {}
        parts = (
            formats.day(head.entered_at),
            channel_name(head.channel),
            queue.title if queue is not None else "",
            outcomes.get(head.outcome, head.outcome),
        )
        return plain_text.plain_line(" · ".join(part for part in parts if part))
