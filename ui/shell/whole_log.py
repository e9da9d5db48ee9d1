"""All of one conversation, for whoever needs every row of it: read over breaks of the link."""

import asyncio
import contextlib
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject

from console.core.errors import LinkError
from console.core.link_state import LinkPhase
from console.viewmodels.transcript_model import TranscriptModel
from console.viewmodels.transcript_rows import TranscriptRow
from protocol.ids import ConversationId
from ui.desk.desk_feed import DeskFeed

_ROWS_AT_ONCE = 100
"""Made on the window's thread: two milliseconds."""
_AGAIN_SECONDS = 2.0


class WholeLog(QObject):
    """Reads back to the beginning; where the link breaks it waits, and goes on where it was.

    `read` hears which share is read, or None while there is no link; `made` which share of the
    rows is made.
    """

    def __init__(
        self,
        feed: DeskFeed,
        conversation: ConversationId,
        *,
        read: Callable[[float | None], object],
        made: Callable[[float], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._conversation = conversation
        self._tell_read, self._tell_made = read, made
        self._link_moved = asyncio.Event()
        self._row = 0
        self._shifted = False
        self._model = TranscriptModel(feed.store, now=feed.here, parent=self)
        self._model.modelReset.connect(self._on_model_reset)
        self._model.rowsInserted.connect(self._on_model_rows_moved)
        self._model.rowsRemoved.connect(self._on_model_rows_moved)
        feed.link_changed.connect(self._on_feed_link_changed)

    async def texts(self, take: Callable[[TranscriptRow], str | None]) -> list[str]:
        """What `take` makes of each row, in order, each once. Safe to cancel."""
        while True:
            await self._read()
            self._model.show(self._conversation)
            self._shifted = False
            texts = await self._made(take)
            if not self._shifted:
                return texts

    async def _read(self) -> None:
        """Everything that is not here yet."""
        chats = self._feed.store.chats
        entries = chats[self._conversation].entries
        began = entries[0].seq if entries else 1

        def tell() -> None:
            entries = chats[self._conversation].entries
            if entries:
                self._tell_read(max(1 - entries[0].seq / began, 0.0))

        # A log that is begun anew after a break ends the reading before its time.
        while chats[self._conversation].has_older:
            try:
                await self._feed.session.read_back_to(self._conversation, 1, tell=tell)
            except LinkError:
                self._tell_read(None)
                await self._link_is_back()
                tell()

    async def _link_is_back(self) -> None:
        """Wait until it may be asked again; an answer may have been lost over a link that holds."""
        if self._is_live():
            self._link_moved.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_AGAIN_SECONDS):
                    await self._link_moved.wait()
        while not self._is_live():
            self._link_moved.clear()
            await self._link_moved.wait()

    def _is_live(self) -> bool:
        return self._feed.store.link.phase is LinkPhase.CAUGHT_UP

    def _on_feed_link_changed(self) -> None:
        self._link_moved.set()

    async def _made(self, take: Callable[[TranscriptRow], str | None]) -> list[str]:
        texts, count = [], self._model.rowCount()
        for self._row in range(count):
            if self._shifted:
                break
            text = take(self._model.row_at(self._row))
            if text is not None:
                texts.append(text)
            if self._row % _ROWS_AT_ONCE == 0:
                self._tell_made(self._row / count)
                await asyncio.sleep(0)
        return texts

    def _on_model_reset(self) -> None:
        self._shifted = True

    def _on_model_rows_moved(self, parent: QModelIndex, first: int) -> None:
        """What comes at the end is of later; what comes or goes above moves the rest."""
        self._shifted = self._shifted or first <= self._row
