"""What the subscriber wrote in earlier conversations, read as the reader comes to the top."""

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
        self._busy = False
        self._before: Millis | None = None
        self._waiting: list[Head] = []
        self._over = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        joined.modelReset.connect(self._on_joined_reset)

    def read_next(self) -> None:
        """Read the conversation before those that are above, soon. One at a time."""
        if not self._busy and not self._over:
            self._rest.start()

    def _on_rest_timeout(self) -> None:
        conversation = self._joined.conversation
        head = self._feed.store.head(conversation) if conversation else None
        if not self._busy and head is not None and head.subscriber is not None:
            self._busy = True
            self._owner.spawn("earlier", self._read(head, self._turn))

    def _on_joined_reset(self) -> None:
        self._turn += 1
        self._rest.stop()
        self._busy, self._before, self._waiting, self._over = False, None, [], False

    async def _read(self, current: Head, turn: int) -> None:
        try:
            earlier = await self._next(current, turn)
            chat = await self._session.read_talk(earlier.id) if earlier is not None else None
        except ConsoleError:
            if turn == self._turn:
                self._busy = False  # asked for again when the reader comes back to the top
            return
        if turn != self._turn:
            return  # another conversation is in view by now
        self._busy = False
        if earlier is None or chat is None:
            self._over = True
            return
        if not self._joined.has_above:
            words = translate("Transcript", "This conversation · {about}")
            line = words.format(about=self._about(current))
            self._joined.put_above([talk_line(current.id, line, at=current.entered_at)])
        self._joined.put_above(rows_of(chat, self._feed.store, title=self._about(earlier)))

    async def _next(self, current: Head, turn: int) -> Head | None:
        if not self._waiting and current.subscriber is not None:
            before = self._before or current.entered_at
            page = await self._session.conversations(current.subscriber, before=before)
            if turn != self._turn:
                return None
            self._waiting = [head for head in page.heads if head.id != current.id]
            if page.heads:
                self._before = page.heads[-1].entered_at
        return self._waiting.pop(0) if self._waiting else None

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
