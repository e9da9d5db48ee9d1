"""The list behind a figure: conversations that it counts, over the right of the board."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from protocol.conversations import Head
from protocol.ids import AccountId, QueueId
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.lead.head_painter import HeadPainter, spoken_head
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button, IconButton, Look
from ui.widgets.choosable_rows import ChoosableRows
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Ground, Tone, hairline, set_ground, set_style_property
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.placeholder import Placeholder
from ui.widgets.shades import SideShade

translate = QCoreApplication.translate

WIDTH = 400


@dataclass(frozen=True, slots=True)
class Figure:
    """Which figure, of which queue or agent; in words for the heading."""

    code: str
    title: str
    queue: QueueId | None = None
    account: AccountId | None = None
    whose: str = ""


class FigureSheet(QFrame):
    """Asked anew each time it opens; more comes as one reads on.

    Signals:
        chat_wanted: look at this conversation unseen.
        closed: it is out of the way, and the keys may go back.
    """

    chat_wanted = Signal(str)
    closed = Signal()

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed, self._owner = feed, owner
        self._figure: Figure | None = None
        self._reached: int | None = None
        self._asking = False
        set_ground(self, Ground.PANEL_OVER)
        fitting.fix_width(self, WIDTH)
        self.setAccessibleName(translate("Board", "Conversations behind a figure"))
        self._title = Label(kind=fonts.Type.TITLE)
        self._whose = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        close = IconButton(Icon.X, name=translate("Board", "Close the list"), look=Look.QUIET)
        close.clicked.connect(self.dismiss)
        self._refresh = IconButton(
            Icon.REFRESH, name=translate("Board", "Read the list again"), look=Look.QUIET
        )
        self._refresh.clicked.connect(self._on_refresh_clicked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._whose)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 10)
        head.setSpacing(4)
        head.addLayout(words, 1)
        head.addWidget(self._refresh, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._heads: ChoosableRows[Head] = ChoosableRows(
            title=lambda head: head.name, spoken=self._spoken, parent=self
        )
        self.view = _Heads(self)
        self.view.setModel(self._heads)
        self.view.setItemDelegate(HeadPainter(feed, parent=self.view))
        self.view.chosen.connect(self._on_view_chosen)
        self._more = Button(translate("Board", "Show more"), look=Look.QUIET)
        self._more.clicked.connect(self._ask)
        self._nothing = EmptyState(icon=Icon.CHAT, title="")
        self._nothing.acted.connect(self._on_refresh_clicked)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack = QStackedWidget()
        self._loading = QWidget()
        waiting = QVBoxLayout(self._loading)
        waiting.setContentsMargins(16, 16, 16, 16)
        name = translate("Board", "The list is being read")
        waiting.addWidget(Placeholder(blocks=6, lines=2, apart=16, sign=28, name=name))
        waiting.addStretch(1)
        for part in (listed, self._nothing, self._loading):
            self._stack.addWidget(part)
        hint = Label(
            translate("Board", "Enter opens a chat: nobody there sees that you look."),
            kind=fonts.Type.CAPTION,
            tone=Tone.MUTED,
            wrap=True,
        )
        hint.setContentsMargins(16, 8, 16, 10)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)
        whole.addWidget(hairline())
        whole.addWidget(hint)
        self._shade = SideShade(self)
        self._shade.set_thrown(True)
        feed.ticked.connect(self._on_feed_ticked)
        self.hide()

    def show_figure(self, figure: Figure) -> None:
        """List what it counts, from the first."""
        self._figure, self._reached = figure, None
        self._title.set_text(figure.title)
        self._whose.set_text(figure.whose or translate("Board", "all queues of your groups"))
        self._heads.set_rows([])
        self._stack.setCurrentWidget(self._loading)
        self.place()
        self.show()
        self.raise_()
        self.view.setFocus()
        self._ask()

    @Slot()
    def dismiss(self) -> None:
        """Out of the way. Idempotent."""
        if not self.isHidden():
            self.hide()
            self._figure = None
            self.closed.emit()

    def place(self) -> None:
        """At the right of the page, as high as it is."""
        page = self.parentWidget()
        if page is not None:
            width = min(self.width(), page.width())
            self.setGeometry(page.width() - width, 0, width, page.height())

    def _ask(self) -> None:
        if self._figure is not None and not self._asking:
            self._asking = True
            self._more.setEnabled(False)
            self._owner.spawn("figure", self._read(self._figure))

    async def _read(self, figure: Figure) -> None:
        before, rows = self._reached, self._rows()
        last = rows[-1].id if before is not None and rows else None
        try:
            listed = await self._feed.session.list_board(
                figure.code, queue=figure.queue, account=figure.account, before=before, last=last
            )
        except ConsoleError as error:
            if figure is self._figure:
                self._say(
                    translate("Board", "The list could not be read"),
                    refusals.sentence(error),
                    translate("Board", "Try again"),
                )
            return
        finally:
            self._asking = False
            self._more.setEnabled(True)
            if figure is not self._figure:
                self._ask()
        if figure is not self._figure:
            return
        self._show([*([] if before is None else rows), *listed.conversations])
        self._reached = listed.reached
        self._more.setVisible(listed.more)

    def _show(self, heads: list[Head]) -> None:
        if not heads:
            self._say(translate("Board", "Nobody is counted here now"), "", "")
            return
        at = max(self.view.currentIndex().row(), 0)
        self._heads.set_rows(heads)
        self.view.setCurrentIndex(self._heads.index(min(at, len(heads) - 1)))
        self._stack.setCurrentIndex(0)

    def _say(self, title: str, text: str, action: str) -> None:
        self._nothing.set_words(title=title, text=text, action=plain_text.plain_line(action))
        self._stack.setCurrentWidget(self._nothing)

    def _rows(self) -> list[Head]:
        rows = (self._heads.row_at(at) for at in range(self._heads.rowCount()))
        return [row for row in rows if row is not None]

    def _spoken(self, head: Head) -> str:
        return spoken_head(head, self._feed)

    def _on_refresh_clicked(self) -> None:
        if self._figure is not None:
            self.show_figure(self._figure)

    def _on_view_chosen(self, position: int) -> None:
        head = self._heads.row_at(position)
        if head is not None:
            self.chat_wanted.emit(head.id)

    def _on_feed_ticked(self) -> None:
        if self.isVisible():
            self.view.viewport().update()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.place()


class _Heads(QListView):
    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("Board", "Conversations"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)
        set_style_property(self, "plain", "true")

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
