"""What the subscriber wrote in earlier conversations, read as the reader comes to the top."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.viewmodels import formats
from console.viewmodels.joined_transcript import JoinedTranscript, rows_of, talk_line
from protocol.values import Head, Millis
from ui.shell.channels import channel_name
from ui.shell.desk_feed import DeskFeed
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
        self._oldest: Millis | None = None
        """When the one that stands at the top came in."""
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
        """Read conversations until one came in before a time, or there is none before them.

        Safe to cancel: what has come stays. `tell` is called after each. Raises what reading does.
        """
        turn = self._turn
        while self._oldest is None or self._oldest > at:
            if not await self._read_one(turn):
                return
            tell()

    def _on_rest_timeout(self) -> None:
        if not self._reading.locked():
            self._owner.spawn("earlier", self._read(self._turn))

    def _on_joined_reset(self) -> None:
        self._turn += 1
        self._rest.stop()
        self._reading = asyncio.Lock()
        self._before, self._waiting, self._oldest, self._over = None, [], None, False

    async def _read(self, turn: int) -> None:
        try:
            await self._read_one(turn)
        except ConsoleError:
            return  # asked for again when the reader comes back to the top

    async def _read_one(self, turn: int) -> bool:
        """Put the next one above; False where there is none, or another chat is in view by now."""
        async with self._reading:
            conversation = self._joined.conversation
            current = self._feed.store.head(conversation) if conversation else None
            if turn != self._turn or self._over or current is None or current.subscriber is None:
                return False
            earlier = await self._next(current, turn)
            chat = await self._session.read_talk(earlier.id) if earlier is not None else None
            if turn != self._turn:
                return False
            if earlier is None or chat is None:
                self._over = True
                return False
            self._waiting.remove(earlier)
            self._oldest = earlier.entered_at
            if not self._joined.has_above:
                words = translate("Transcript", "This conversation · {about}")
                line = words.format(about=self._about(current))
                self._joined.put_above([talk_line(current.id, line, at=current.entered_at)])
            self._joined.put_above(rows_of(chat, self._feed.store, title=self._about(earlier)))
            return True

    async def _next(self, current: Head, turn: int) -> Head | None:
        if not self._waiting and current.subscriber is not None:
            before = self._before or current.entered_at
            page = await self._session.conversations(current.subscriber, before=before)
            if turn != self._turn:
                return None
            self._waiting = [head for head in page.heads if head.entered_at < before]
            if page.heads:
                self._before = page.heads[-1].entered_at
        return self._waiting[0] if self._waiting else None

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
