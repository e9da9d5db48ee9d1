"""Rows of the board as a table model: kept by their keys, ordered when told, never every second."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

AnyIndex = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_RUNS = 16
"""Stretches of rows that are named one by one: each costs more than drawing a row."""


class Keyed(Protocol):
    """What a row must have."""

    @property
    def key(self) -> str:
        """By which it is found again."""


_Row = TypeVar("_Row", bound=Keyed)


class BoardRole(IntEnum):
    """What can be asked of a cell."""

    DISPLAY = Qt.ItemDataRole.DisplayRole
    SPOKEN = Qt.ItemDataRole.AccessibleTextRole
    TIP = Qt.ItemDataRole.ToolTipRole
    ROW = Qt.ItemDataRole.UserRole
    COPY = Qt.ItemDataRole.UserRole + 1


class BoardModel(QAbstractTableModel, Generic[_Row]):
    """`words` writes a cell, `spoken` says it aloud, `heads` are the columns' titles.

    A row that changes stays where it is until `reorder`: nothing jumps under the hand.

    Signals:
        rows_changed: exactly these, while `dataChanged` names a stretch with all of many in it.
    """

    rows_changed = Signal(list)

    def __init__(
        self,
        *,
        heads: tuple[str, ...],
        words: Callable[[_Row, int], str],
        order: Callable[[_Row, int], tuple[object, ...]],
        formula: Callable[[int], str],
        column: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._heads, self._words = heads, words
        self._order, self._formula = order, formula
        self._column, self._turned = column, False
        self._rows: list[_Row] = []
        self._at: dict[str, int] = {}

    @property
    def ordered_by(self) -> tuple[int, bool]:
        """The column that orders the rows, and whether it does so the other way round."""
        return self._column, self._turned

    def row_at(self, position: int) -> _Row:
        """The row itself."""
        return self._rows[position]

    def rows(self) -> list[_Row]:
        """All of them, from the top."""
        return list(self._rows)

    def position_of(self, key: str) -> int | None:
        """Where the row of a key stands."""
        return self._at.get(key)

    def put(self, rows: Iterable[_Row]) -> None:
        """Rows in place of those of their keys; new ones at the end, until they are ordered."""
        changed: list[int] = []
        new: list[_Row] = []
        for row in rows:
            at = self._at.get(row.key)
            if at is None:
                new.append(row)
            elif self._rows[at] != row:
                self._rows[at] = row
                changed.append(at)
        self._announce(changed)
        if new:
            first = len(self._rows)
            self.beginInsertRows(_NO_PARENT, first, first + len(new) - 1)
            self._rows += new
            self._find_again(first)
            self.endInsertRows()

    def remove(self, keys: Iterable[str]) -> None:
        """These are on it no more."""
        for at in sorted((self._at[key] for key in set(keys) if key in self._at), reverse=True):
            self.beginRemoveRows(_NO_PARENT, at, at)
            del self._at[self._rows[at].key]
            del self._rows[at]
            self._find_again(at)
            self.endRemoveRows()

    def become(self, rows: Iterable[_Row]) -> None:
        """These and no others, in their order."""
        wanted = list(rows)
        kept = {row.key for row in wanted}
        self.remove([key for key in self._at if key not in kept])
        self.put(wanted)
        self.reorder()

    def order_by(self, column: int, *, turned: bool) -> None:
        """Have another column order the rows from now on."""
        self._column, self._turned = column, turned
        self.reorder()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._heads) - 1)

    def reorder(self) -> None:
        """Order the rows as they are now; nothing is announced where none moves."""
        wanted = sorted(self._rows, key=self._place)
        if self._turned:
            wanted.reverse()
        if all(one is other for one, other in zip(wanted, self._rows, strict=True)):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._rows[index.row()].key for index in before]
        self._rows = wanted
        self._find_again(0)
        after = [
            self.index(self._at[key], index.column())
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _place(self, row: _Row) -> tuple[object, ...]:
        return (*self._order(row, self._column), row.key)

    def _find_again(self, first: int) -> None:
        for at in range(first, len(self._rows)):
            self._at[self._rows[at].key] = at

    def _announce(self, changed: list[int]) -> None:
        """Rows beside each other at once."""
        if not changed:
            return
        changed.sort()
        self.rows_changed.emit(changed)
        ends = [
            at
            for number, at in enumerate(changed)
            if number + 1 == len(changed) or changed[number + 1] != at + 1
        ]
        if len(ends) > _RUNS:
            self._tell(changed[0], changed[-1])
            return
        first = 0
        for end in ends:
            self._tell(changed[first], end)
            first = changed.index(end) + 1

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._heads) - 1))

    # Qt overrides

    def rowCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: AnyIndex, role: int = BoardRole.DISPLAY) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case BoardRole.DISPLAY | BoardRole.COPY:
                return self._words(row, index.column())
            case BoardRole.SPOKEN:
                return f"{self._heads[index.column()]}: {self._words(row, index.column())}"
            case BoardRole.ROW:
                return row
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._heads[section]
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._formula(section)
            case _:
                return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.order_by(column, turned=order is Qt.SortOrder.DescendingOrder)
