"""Finding in one page's chat: the bar, what it finds, and the transcript that shows it."""

from PySide6.QtCore import QObject, Signal

from console.core.tasks import TaskOwner
from console.viewmodels.joined_transcript import JoinedTranscript
from ui.chat.chat_finder import ChatFinder
from ui.chat.find_bar import FindBar
from ui.chat.transcript_view import TranscriptView
from ui.desk.desk_feed import DeskFeed


class ChatSearch(QObject):
    """The bar stands over the transcript; another conversation closes it.

    Signals:
        closed: by its user, whose cursor was in it.
    """

    closed = Signal()

    def __init__(
        self,
        feed: DeskFeed,
        *,
        transcript: TranscriptView,
        model: JoinedTranscript,
        owner: TaskOwner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._transcript = transcript
        self._model = model
        self.bar = FindBar()
        self.finder = ChatFinder(feed.session, owner=owner, parent=self)
        self.bar.query_changed.connect(self._on_bar_query_changed)
        self.bar.stepped.connect(self.finder.step)
        self.bar.closed.connect(self._on_bar_closed)
        self.finder.changed.connect(self._on_finder_changed)
        self.finder.marked.connect(self._on_finder_marked)
        self.finder.shown.connect(self._on_finder_shown)
        feed.log_changed.connect(self._on_feed_log_changed)

    def open(self) -> None:
        """Ask for words to be found."""
        self.look_for("")

    def look_for(self, query: str, *, at: int | None = None) -> None:
        """Find words, beginning with an entry if it is told."""
        if self._model.conversation is not None:
            self.bar.open(query)
            self.finder.look_for(self._model.conversation, self.bar.field.query(), at=at)

    def go_on(self) -> None:
        """To the next older hit."""
        self._step(1)

    def go_back(self) -> None:
        """To the next newer hit."""
        self._step(-1)

    def stop(self) -> None:
        """Close the bar. Idempotent."""
        self.bar.hide()
        self.finder.look_for(None, "")

    def _step(self, by: int) -> None:
        if self.bar.isHidden():
            self.open()
        else:
            self.finder.step(by)

    def _on_bar_query_changed(self, query: str) -> None:
        self._transcript.leave_row()  # it was found by other words
        self.finder.look_for(self._model.conversation, query)

    def _on_bar_closed(self) -> None:
        self.stop()
        self.closed.emit()

    def _on_finder_changed(self) -> None:
        finder = self.finder
        self.bar.say(
            current=finder.place, of=len(finder.hits), more=finder.more, looking=finder.looking
        )

    def _on_finder_marked(self) -> None:
        self._transcript.mark_found(self.finder.marker)

    def _on_finder_shown(self, seq: int) -> None:
        row = self._model.row_of(seq)
        if row is not None:
            self._transcript.go_to(row)

    def _on_feed_log_changed(self, conversation: str) -> None:
        if conversation == self._model.conversation and not self.bar.isHidden():
            self.finder.refresh()
