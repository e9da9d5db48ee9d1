"""The emoji to choose from, by what they are called; those used last come first."""

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from language.emoji import Emoji, read_emoji, search_emoji
from resources import text
from ui.theme import fitting, fonts, measures
from ui.widgets.choosable_rows import ChoosableRows
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel
from ui.widgets.search_field import SearchField
from ui.widgets.shades import FloatShade

translate = QCoreApplication.translate

RECENT = 24
"""Three rows of those used last."""
_COLUMNS, _ROWS, _CELL, _SIZE = 8, 5, 36, 22
_GROUND = 34
"""What is lit under the chosen one, and can be pressed: all of a cell but a hair around it."""
_OVER = 4
"""Pixels between it and what it floats over."""
_SHOWN = 200
"""Who looks further than that types a word."""


@cache
def every_emoji() -> tuple[Emoji, ...]:
    """All there are, read when they are first wanted."""
    return read_emoji(text("emoji.txt"))


class EmojiPopup(QFrame):
    """Floats over the composer; Esc or a choice ends it.

    Signals:
        chosen: this emoji.
        dismissed: nobody wants one any more.
    """

    chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_ground(self, Ground.FLOAT)
        self._shade = FloatShade(self)
        self.setAccessibleName(translate("Emoji", "Emoji"))
        self._recent: tuple[str, ...] = ()
        self._language = "ru"
        self._holder: QWidget | None = None
        self._by: QWidget | None = None
        self._moving: list[QWidget] = []
        """What it stands beside, and all that this stands in and moves with."""
        self.field = SearchField(
            name=translate("Emoji", "Find an emoji"), hint=translate("Emoji", "Search by name")
        )
        self.field.query_changed.connect(self._on_field_query_changed)
        self.field.chosen.connect(self._choose_current)
        self.field.installEventFilter(self)
        self._cells = _Cells(title=self._name_of, parent=self)
        self.view = QListView()
        self.view.setModel(self._cells)
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(translate("Emoji", "Found"))
        fitting.fix_size(self.view, _COLUMNS * _CELL + 18, _ROWS * _CELL)
        self.view.clicked.connect(self._on_view_clicked)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._name = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.view)
        column.addWidget(self._name)
        self.hide()

    def open_over(
        self, holder: QWidget, *, by: QWidget, recent: Sequence[str], language: str
    ) -> None:
        """Float over all of a widget of the same window, beside what in it one pressed."""
        window = holder.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._follow(holder, by)
        self._recent, self._language = tuple(recent), language
        self.view.setGridSize(measures.size(_CELL, _CELL))
        self._cells.fit()
        self.field.clear()
        self._find("")
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def dismiss(self) -> None:
        """Go away. Idempotent."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def _follow(self, holder: QWidget, by: QWidget) -> None:
        for widget in self._moving:
            widget.removeEventFilter(self)
        self._holder, self._by, self._moving = holder, by, []
        moving: QWidget | None = by
        while moving is not None:
            moving.installEventFilter(self)
            self._moving.append(moving)
            moving = moving.parentWidget()

    def _place(self) -> None:
        """Over the holder, so that nothing in it is covered, wherever that has got to."""
        if self._holder is None or self._by is None:
            return
        window = self._holder.window()
        left, top = self._by.mapTo(window, QPoint()).x(), self._holder.mapTo(window, QPoint()).y()
        right = max(window.width() - self.width() - 8, 0)
        self.move(min(left, right), max(top - self.height() - _OVER, 0))

    def _find(self, query: str) -> None:
        found = search_emoji(every_emoji(), query, limit=_SHOWN)
        if not query:
            by_text = {emoji.text: emoji for emoji in every_emoji()}
            recent = [by_text[one] for one in self._recent if one in by_text]
            found = [*recent, *(emoji for emoji in found if emoji not in recent)]
        self._cells.set_rows(found)
        self.view.setCurrentIndex(self._cells.index(0))
        if not found:
            self._name.set_text(translate("Emoji", "Nothing found"))

    def _move(self, key: Qt.Key) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_COLUMNS,
            Qt.Key.Key_Down: _COLUMNS,
        }
        row = self.view.currentIndex().row() + steps[key]
        if 0 <= row < self._cells.rowCount():
            self.view.setCurrentIndex(self._cells.index(row))

    def _choose_current(self) -> None:
        self._on_view_clicked(self.view.currentIndex())

    def _on_view_clicked(self, index: QModelIndex) -> None:
        emoji = self._cells.row_at(index.row())
        if emoji is not None:
            self.dismiss()
            self.chosen.emit(emoji.text)

    def _name_of(self, emoji: Emoji) -> str:
        return emoji.names.get(self._language) or emoji.names["en"]

    def _on_field_query_changed(self, query: str) -> None:
        self._find(query)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self._name.set_text(str(current.data(Qt.ItemDataRole.ToolTipRole)))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.field:
            moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
            if moved and self.isVisible():
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not self.field.text()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) or sideways:
                self._move(key)
                return True
            if key is Qt.Key.Key_Escape:
                self.dismiss()
                return True
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)


class _Cells(ChoosableRows[Emoji]):
    """Each emoji alone in its cell, as large as a cell is."""

    def __init__(self, *, title: Callable[[Emoji], str], parent: QObject) -> None:
        super().__init__(title=attrgetter("text"), spoken=title, parent=parent)
        self._font = QFont()
        self.fit()

    def fit(self) -> None:
        """Draw them in the text size that holds."""
        self._font = QFont(fonts.font(fonts.Type.MESSAGE))
        self._font.setPixelSize(measures.length(_SIZE))

    # Qt overrides

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return super().data(index, Qt.ItemDataRole.AccessibleTextRole)
            case Qt.ItemDataRole.FontRole:
                return self._font
            case Qt.ItemDataRole.SizeHintRole:
                return measures.size(_GROUND, _GROUND)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case _:
                return super().data(index, role)
