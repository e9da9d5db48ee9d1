"""The small pictures of what was sent or is to be: fetched and decoded once, kept while shown."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from console.core.errors import CommandRejected, ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ClientId, ConversationId, FileId
from ui.pictures.decoder import decoded_blocking

LONGEST = QSize(560, 400)
"""Twice what a transcript shows: sharp on a screen of 200 %."""
KEPT = 120
"""Some hundred megabytes at the most, and forty screens of pictures."""

Fetch = Callable[[], Awaitable[bytes]]


class Album(QObject):
    """Pictures by the key of their file. Asked again for what failed, it tries again.

    Signals: `changed`: a picture is there, or known to be none.
    """

    changed = Signal()

    def __init__(
        self, session: DeskSession, *, owner: TaskOwner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._images: OrderedDict[str, QImage | None] = OrderedDict()
        self._under_way: set[str] = set()
        self._one_by_one = asyncio.Semaphore(2)

    def sent(self, conversation: ConversationId, file: FileId) -> QImage | None:
        """A picture of a message; asked for if it is not there."""
        return self._image(file, lambda: self._session.fetch(conversation, file))

    def kept(self, key: ClientId) -> QImage | None:
        """A picture that is still on its way out."""
        return self._image(key, lambda: self._session.kept_content(key))

    def _image(self, key: str, fetch: Fetch) -> QImage | None:
        if key in self._images:
            self._images.move_to_end(key)
            return self._images[key]
        if key not in self._under_way:
            self._under_way.add(key)
            self._owner.spawn("picture", self._get(key, fetch))
        return None

    async def _get(self, key: str, fetch: Fetch) -> None:
        try:
            async with self._one_by_one:
                content = await fetch()
                image = await asyncio.to_thread(decoded_blocking, content, LONGEST)
        except CommandRejected as refusal:
            if refusal.retryable:
                return
            image = None
        except ConsoleError:
            return  # asked for again when it is painted again
        finally:
            self._under_way.discard(key)
        self._images[key] = image
        if len(self._images) > KEPT:
            self._images.popitem(last=False)
        self.changed.emit()
