"""Going to what has not gone out: a text at the end, a change on the message that it is of."""

from PySide6.QtCore import QObject, Qt

from console.core.errors import ConsoleError
from console.core.outgoing import Outgoing
from console.core.tasks import TaskOwner
from console.viewmodels.joined_transcript import JoinedTranscript
from protocol.ids import ClientId
from ui.chat.transcript_view import TranscriptView
from ui.desk.desk_feed import DeskFeed


class UnsentTexts(QObject):
    """Of the conversation in view; what keys decide on is the current row then."""

    def __init__(
        self,
        feed: DeskFeed,
        *,
        transcript: TranscriptView,
        joined: JoinedTranscript,
        owner: TaskOwner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = feed.session
        self._transcript = transcript
        self._joined = joined
        self._owner = owner
        self._wanted: ClientId | None = None

    def show(self, item: Outgoing) -> None:
        """Bring one in sight; a change under way leads to its message, however far back that is."""
        self._wanted = item.client_id
        message = item.said.seq if item.said is not None and not item.stopped else None
        there = self._joined.row_of(message) if message is not None else None
        self._go_to(self._joined.row_of_text(item.client_id) if there is None else there)
        if message is not None and there is None:
            self._owner.spawn("go to a change", self._read_back(item, message))

    async def _read_back(self, item: Outgoing, message: int) -> None:
        try:
            await self._session.read_back_to(item.conversation, message)
        except ConsoleError:
            return  # without a server the change stands by itself, at the end
        if self._wanted == item.client_id and self._joined.conversation == item.conversation:
            self._go_to(self._joined.row_of(message))

    def _go_to(self, row: int | None) -> None:
        if row is not None:
            self._transcript.go_to(row)
            self._transcript.setFocus(Qt.FocusReason.ShortcutFocusReason)
