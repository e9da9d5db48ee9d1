"""The inbox as a list model: keeps rows by their keys, so that a choice and a place stay put."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.viewmodels.inbox_rows import InboxRow, InboxRowKind

AnyIndex = QModelIndex | QPersistentModelIndex
Spoken = Callable[[InboxRow], str]

_NO_PARENT = QModelIndex()
_CHOOSABLE = frozenset(
    {InboxRowKind.CHAT, InboxRowKind.QUEUE, InboxRowKind.WAITING, InboxRowKind.RECENT}
)


class InboxRole(IntEnum):
    """What can be asked of a row."""

    DISPLAY = Qt.ItemDataRole.DisplayRole
    SPOKEN = Qt.ItemDataRole.AccessibleTextRole
    ROW = Qt.ItemDataRole.UserRole
    COPY = Qt.ItemDataRole.UserRole + 1


class InboxModel(QAbstractListModel):
    """Rows as `InboxRows` makes them; `spoken` says one aloud."""

    def __init__(self, *, spoken: Spoken, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[InboxRow] = []
        self._spoken = spoken

    def row_at(self, position: int) -> InboxRow:
        """The row itself."""
        return self._rows[position]

    def position_of(self, key: str) -> int | None:
        """Where the row of this key stands."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)

    def set_rows(self, rows: list[InboxRow]) -> None:
        """Become these rows by the fewest removals and insertions that keep their order."""
        wanted = {row.key for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].key not in wanted:
                self._remove(at)
        for at, row in enumerate(rows):
            if at < len(self._rows) and self._rows[at].key == row.key:
                self._replace(at, row)
                continue
            here = next((i for i in range(at, len(self._rows)) if self._rows[i].key == row.key), -1)
            if here >= 0:
                self._remove(here)
            self.beginInsertRows(_NO_PARENT, at, at)
            self._rows.insert(at, row)
            self.endInsertRows()

    def _remove(self, at: int) -> None:
        self.beginRemoveRows(_NO_PARENT, at, at)
        del self._rows[at]
        self.endRemoveRows()

    def _replace(self, at: int, row: InboxRow) -> None:
        if self._rows[at] is not row and self._rows[at] != row:
            self._rows[at] = row
            index = self.index(at)
            self.dataChanged.emit(index, index)

    # Qt overrides

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = InboxRole.DISPLAY) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case InboxRole.DISPLAY | InboxRole.COPY:
                return row.title
            case InboxRole.SPOKEN:
                return self._spoken(row)
            case InboxRole.ROW:
                return row
            case _:
                return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].kind not in _CHOOSABLE:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
