"""The lines of a list that one types to narrow: replaced as a whole, one of them chosen."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from ui.theme import theme
from ui.widgets import painting, plain_text

_Row = TypeVar("_Row")


class ChoosableRows(QAbstractListModel, Generic[_Row]):
    """The model of such a list; `Qt.ItemDataRole.UserRole` holds the row itself.

    `title` says what is shown of a row, `spoken` all that is drawn of it, for those who listen.
    """

    def __init__(
        self,
        *,
        title: Callable[[_Row], str],
        spoken: Callable[[_Row], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._spoken = spoken
        self._rows: list[_Row] = []

    def set_rows(self, rows: Sequence[_Row]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def put_row(self, position: int, row: _Row) -> None:
        """Another line in the place of one."""
        self._rows[position] = row
        index = self.index(position)
        self.dataChanged.emit(index, index)

    def row_at(self, position: int) -> _Row | None:
        """The line at a place, None where there is none."""
        return self._rows[position] if 0 <= position < len(self._rows) else None

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_text.plain_line(self._title(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                return plain_text.plain_line(self._spoken(row))
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None


def ground_color(state: QStyle.StateFlag) -> QColor:
    """What a line stands on."""
    tokens = theme.current().tokens
    if state & QStyle.StateFlag.State_Selected:
        return tokens.selected
    return tokens.hover if state & QStyle.StateFlag.State_MouseOver else tokens.surface


def paint_ground(painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
    """What lies under a line: chosen, under the mouse, or nothing."""
    tokens = theme.current().tokens
    if state & QStyle.StateFlag.State_Selected:
        edge = tokens.accent if tokens.outlined else None
        painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.selected, border=edge)
    elif state & QStyle.StateFlag.State_MouseOver:
        painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.hover)
