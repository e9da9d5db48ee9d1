"""When the card of somebody who waits comes beside his line in the inbox, and when it goes."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from console.core.tasks import TaskOwner
from console.viewmodels.inbox_model import InboxRole
from console.viewmodels.inbox_rows import InboxRow, InboxRowKind
from ui.desk.desk_feed import DeskFeed
from ui.shell.inbox_painter import InboxPainter
from ui.shell.waiting_card import WaitingCard

_REST_MS = 350
"""A mouse that only passes over the list shows nothing."""
_REACH_MS = 250
"""What it takes to move from the line to the card."""


class WaitingPreview(QObject):
    """Shows the card for the line that the mouse rests on or the keyboard has come to."""

    def __init__(
        self,
        view: QListView,
        feed: DeskFeed,
        *,
        beside: QWidget,
        over: QWidget,
        owner: TaskOwner,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._beside = beside
        self._over = over
        self.card = WaitingCard(feed, owner=owner, parent=over)
        self._key = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        self._reach = QTimer(self, singleShot=True, interval=_REACH_MS)
        self._reach.timeout.connect(self.card.hide)
        self.card.told_of.connect(self._on_card_told_of)
        self.card.entered.connect(self._reach.stop)
        self.card.left.connect(self._reach.start)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        feed.ticked.connect(self._on_feed_ticked)
        for signal in (view.model().rowsRemoved, view.model().modelReset):
            signal.connect(self._on_model_rows_went)

    def show_for(self, index: QModelIndex) -> None:
        """Tell at once of the line at an index, or of nobody if nobody waits there."""
        self._rest.stop()
        self._reach.stop()
        row = index.data(InboxRole.ROW)
        if not isinstance(row, InboxRow) or row.kind is not InboxRowKind.WAITING:
            self.card.hide()
            return
        self._key = row.key
        line = self._view.viewport().mapTo(self._over, self._view.visualRect(index).topLeft())
        by_keys = self._view.hasFocus() and self._view.currentIndex() == index
        self.card.show_row(row, beside=self._beside, top=line.y(), by_keys=by_keys)

    def _index(self) -> QModelIndex:
        model = self._view.model()
        for position in range(model.rowCount()):
            index = model.index(position, 0)
            if index.data(InboxRole.ROW).key == self._key:
                return index
        return QModelIndex()

    def _point(self, index: QModelIndex) -> None:
        row = index.data(InboxRole.ROW) if index.isValid() else None
        if not isinstance(row, InboxRow) or row.kind is not InboxRowKind.WAITING:
            self._rest.stop()
            if not self.card.isHidden() and not self._reach.isActive():
                self._reach.start()
            return
        self._reach.stop()
        if self.card.row is not None and row.key == self._key:
            return
        if self.card.isHidden():
            self._key = row.key
            self._rest.start()
        else:
            self.show_for(index)

    def _on_card_told_of(self, key: str) -> None:
        painter = self._view.itemDelegate()
        assert isinstance(painter, InboxPainter)
        painter.told_key = key
        self._view.viewport().update()

    def _on_rest_timeout(self) -> None:
        self.show_for(self._index())

    def _on_current_changed(self, current: QModelIndex) -> None:
        if self._view.hasFocus():
            self.show_for(current)

    def _on_feed_ticked(self) -> None:
        if self.card.row is not None:
            self.card.tick()

    def _on_model_rows_went(self) -> None:
        if self.card.row is not None and not self._index().isValid():
            self.card.hide()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            self._point(self._view.indexAt(event.position().toPoint()))
        elif event.type() is QEvent.Type.Leave:
            self._point(QModelIndex())
        elif event.type() in (QEvent.Type.Wheel, QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._rest.stop()
            self.card.hide()
        elif (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.card.row is not None
        ):
            self.card.hide()
            return True
        return False
