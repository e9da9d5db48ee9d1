"""The subscriber's other conversations, of every channel; one opens to be read."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from console.viewmodels import formats
from console.viewmodels.last_words import without_marks
from protocol.conversations import ConversationState, Head
from protocol.ids import ConversationId, SubscriberId
from protocol.scalars import Millis
from ui.desk import refusals
from ui.desk.channels import channel_icon, channel_name
from ui.desk.desk_feed import DeskFeed
from ui.subscriber.talk_row import PAD, RowWords, TalkRow
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate


class HistoryPanel(ScrollPage):
    """Always of the subscriber in view, and never the conversation in view.

    Signals:
        conversation_chosen: read this one.
        count_changed: how many there are; -1 while nobody knows.
    """

    conversation_chosen = Signal(str)
    count_changed = Signal(int)

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget | None = None) -> None:
        super().__init__(name=translate("History", "Earlier conversations"), parent=parent)
        self._feed = feed
        self._session: DeskSession = feed.session
        self._owner = owner
        self._subscriber: SubscriberId | None = None
        self._beside: ConversationId | None = None
        self._heads: list[Head] = []
        self._turn = 0
        self._empty = False
        self._say_nobody()

    def show_for(self, subscriber: SubscriberId | None, *, beside: ConversationId | None) -> None:
        """Tell of another subscriber, or of another conversation in view. Idempotent."""
        if (subscriber, beside) == (self._subscriber, self._beside):
            return
        self._subscriber, self._beside = subscriber, beside
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        self._turn += 1
        self._heads = []
        self.count_changed.emit(-1)
        if self._subscriber is None:
            self._say_nobody()
            return
        name = translate("History", "Loading")
        rows = Placeholder(blocks=3, lines=3, line_height=16, apart=22, sign=16, name=name)
        self._fill([rows], margin=PAD)
        self._owner.spawn("history", self._read(self._subscriber, None, self._turn))

    async def _read(self, subscriber: SubscriberId, before: Millis | None, turn: int) -> None:
        try:
            answer = await self._session.conversations(subscriber, before=before)
        except ConsoleError as error:
            if turn == self._turn:
                self._say_failed(error)
            return
        if turn != self._turn:
            return  # another subscriber is in view by now
        self._heads += answer.heads
        self._show(more=answer.more)

    def _show(self, *, more: bool) -> None:
        others = [head for head in self._heads if head.id != self._beside]
        self.count_changed.emit(-1 if more else len(others))
        if not others and not more:
            state = EmptyState(
                icon=Icon.HISTORY,
                title=translate("History", "No earlier conversations"),
                text=translate("History", "This is the subscriber’s first message."),
            )
            self._fill([state])
            return
        rows: list[QWidget] = []
        for head in others:
            row = _Row(head, self._feed)
            row.clicked.connect(row.announce)
            row.chosen.connect(self.conversation_chosen)
            rows.append(row)
        if more:
            button = Button(translate("History", "Show earlier ones"))
            button.clicked.connect(self._on_more_clicked)
            rows.append(button)
        self._fill(rows)

    def _on_more_clicked(self) -> None:
        if self._subscriber is not None and self._heads:
            before = self._heads[-1].entered_at
            self._owner.spawn("history", self._read(self._subscriber, before, self._turn))

    def _say_nobody(self) -> None:
        if self._empty:
            return  # who goes from one unknown subscriber to the next need not read it anew
        state = EmptyState(
            icon=Icon.HISTORY,
            title=translate("History", "No subscriber chosen"),
            text=translate("History", "Open a chat to see what the subscriber wrote before."),
        )
        self._fill([state])
        self._empty = True

    def _say_failed(self, error: ConsoleError) -> None:
        state = EmptyState(
            icon=Icon.WARNING,
            title=translate("History", "The history could not be loaded"),
            text=refusals.reading_sentence(error),
            action=translate("History", "Try again"),
        )
        state.acted.connect(self.reload)
        self._fill([state])

    def _fill(self, rows: list[QWidget], *, margin: int = 0) -> None:
        self._empty = False
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(margin, margin or 4, margin, 8)
        column.setSpacing(0)
        alone = len(rows) == 1 and isinstance(rows[0], EmptyState)
        for row in rows:
            if isinstance(row, Button):
                column.addSpacing(8)
                column.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)
            else:
                column.addWidget(row)
        if not alone:
            column.addStretch(1)
        self.show_page(page)


class _Row(TalkRow):
    chosen = Signal(str)

    def __init__(self, head: Head, feed: DeskFeed) -> None:
        self._head = head
        outcome = ""
        workplace = feed.store.workplace
        if workplace is not None:
            titles = {choice.id: choice.title for choice in workplace.outcomes}
            outcome = titles.get(head.outcome, head.outcome)
        if head.state is not ConversationState.CLOSED:
            outcome = translate("History", "going on now")
        title, when = (
            plain_text.plain_line(feed.topic_title(head.topic)),
            formats.day(head.entered_at),
        )
        ended = " · ".join(part for part in (outcome, head.owner_name) if part)
        said, files = without_marks(head.preview)
        lines = [plain_text.plain_line(line) for line in (ended, said)]
        sign = Icon.CLIP if files else None
        words = (RowWords(lines[0], muted=True), RowWords(lines[1], sign=sign))
        super().__init__(channel_icon(head.channel), title=title, when=when, words=words)
        parts = (when, channel_name(head.channel), title, *filter(None, lines))
        self.setAccessibleName(plain_text.plain_line(", ".join(parts)))

    def announce(self) -> None:
        """It was chosen."""
        self.chosen.emit(ConversationId(self._head.id))
