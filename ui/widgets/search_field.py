"""The field one searches in: a glass at the left, a key at the right, Esc empties it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import icons, measures, theme
from ui.widgets import key_cap, painting

# Longer queries find nothing more and cost the index time.
LONGEST_QUERY = 200


class SearchField(QLineEdit):
    """Search as one types.

    Signals:
        query_changed: the text without blanks at its ends, only when that changed.
        moved: Up or Down was pressed (-1 or 1): the list beside it should move its choice.
        chosen: Enter was pressed.
    """

    query_changed = Signal(str)
    moved = Signal(int)
    chosen = Signal()

    def __init__(
        self,
        *,
        name: str,
        hint: str = "",
        keys: QKeySequence | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._query = ""
        self._cap = key_cap.key_text(keys) if keys is not None else ""
        self.setProperty("search", "true")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or name)
        self.setMaxLength(LONGEST_QUERY)
        if self._cap:
            self.setTextMargins(0, 0, measures.length(key_cap.width_of(self._cap) + 8), 0)
        self.textChanged.connect(self._on_self_text_changed)
        self.returnPressed.connect(self.chosen)

    def query(self) -> str:
        """What is searched."""
        return self._query

    def _on_self_text_changed(self, text: str) -> None:
        query = " ".join(text.split())
        if query != self._query:
            self._query = query
            self.query_changed.emit(query)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        # A dialog that opens tells it so before it is in front. If the focus goes on to another
        # field meanwhile nobody tells that, and two of them would have a cursor.
        if self.hasFocus():
            super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key is Qt.Key.Key_Up:
            self.moved.emit(-1)
        elif key is Qt.Key.Key_Down:
            self.moved.emit(1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        glass = QRectF(8, 0, icons.SIZE, rect.height())
        icons.paint(painter, icons.Icon.SEARCH, tokens.muted, glass)
        if self._cap and not self.text():
            width = key_cap.width_of(self._cap)
            top = (rect.height() - key_cap.HEIGHT) / 2
            key_cap.paint_cap(
                painter,
                QRectF(rect.width() - width - 8, top, width, key_cap.HEIGHT),
                self._cap,
                color=tokens.muted,
                border=tokens.border_strong,
                fill=tokens.surface,
            )
