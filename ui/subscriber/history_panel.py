"""The subscriber's other conversations, of every channel; one opens to be read."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from console.viewmodels import formats
from protocol.conversations import ConversationState, Head
from protocol.ids import ConversationId, SubscriberId
from protocol.scalars import Millis
from ui.desk import refusals
from ui.desk.channels import channel_icon, channel_name
from ui.desk.desk_feed import DeskFeed
from ui.theme import fitting, fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting, plain_text
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate

_LINE, _PAD, _COMPACT_PAD = 20, 9, 4


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
        self._fill(
            [Placeholder(lines=8, line_height=30, name=translate("History", "Loading"))],
            margin=16,
        )
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


class _Row(QAbstractButton):
    chosen = Signal(str)

    def __init__(self, head: Head, feed: DeskFeed) -> None:
        super().__init__()
        self._head = head
        self._when = formats.day(head.entered_at)
        outcome = ""
        workplace = feed.store.workplace
        if workplace is not None:
            titles = {choice.id: choice.title for choice in workplace.outcomes}
            outcome = titles.get(head.outcome, head.outcome)
        if head.state is not ConversationState.CLOSED:
            outcome = translate("History", "going on now")
        self._title = feed.topic_title(head.topic)
        ended = " · ".join(part for part in (outcome, head.owner_name) if part)
        self._lines = [line for line in (ended, head.preview) if line]
        words = _LINE * (1 + len(self._lines))
        self._heights = words + 2 * _PAD, words + 2 * _COMPACT_PAD
        fitting.fix_height(self, *self._heights)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(
            plain_text.plain_line(
                ", ".join((self._when, channel_name(head.channel), self._title, *self._lines))
            )
        )

    def announce(self) -> None:
        """It was chosen."""
        self.chosen.emit(ConversationId(self._head.id))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(200, measures.by_density(*self._heights))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        if self.underMouse():
            painter.fillRect(rect, tokens.hover)
        painter.fillRect(QRectF(16, rect.height() - 1, rect.width() - 32, 1), tokens.border)
        first = (rect.height() - _LINE * (1 + len(self._lines))) / 2
        sign = QRectF(16, first, 16, _LINE)
        icons.paint(painter, channel_icon(self._head.channel), tokens.muted, sign)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        top = QRectF(42, first, rect.width() - 58, _LINE)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        painter.drawText(top, right, self._when)
        room = top.width() - painting.text_width(self._when, fonts.Type.CAPTION) - 8
        strong, plain = fonts.Type.CAPTION_STRONG, fonts.Type.CAPTION
        for number, text in enumerate((self._title, *self._lines)):
            painter.setFont(fonts.font(plain if number else strong))
            painter.setPen(tokens.muted if number else tokens.text)
            shown = painter.fontMetrics().elidedText(
                plain_text.plain_line(text),
                Qt.TextElideMode.ElideRight,
                int(top.width() if number else room),
            )
            painter.drawText(top.translated(0, number * _LINE), left, shown)
        if self.hasFocus():
            painting.focus_ring(painter, rect)
