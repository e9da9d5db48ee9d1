"""The conversation in view under those the subscriber had before: one scroll, rows of each apart.

Earlier conversations are only read: nothing of theirs changes, acts or is answered here.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.core.chat import Chat
from console.core.store import Store
from console.viewmodels.transcript_model import TranscriptModel
from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class JoinedTranscript(QAbstractListModel):
    """Follows the model of the conversation in view; another one in it has nothing above yet."""

    def __init__(self, current: TranscriptModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._above: list[TranscriptRow] = []
        current.modelAboutToBeReset.connect(self._on_current_about_to_be_reset)
        current.modelReset.connect(self._on_current_reset)
        current.rowsAboutToBeInserted.connect(self._on_current_about_to_insert)
        current.rowsInserted.connect(self._on_current_inserted)
        current.rowsAboutToBeRemoved.connect(self._on_current_about_to_remove)
        current.rowsRemoved.connect(self._on_current_removed)
        current.dataChanged.connect(self._on_current_data_changed)

    @property
    def conversation(self) -> ConversationId | None:
        """The conversation in view."""
        return self._current.conversation

    @property
    def has_above(self) -> bool:
        """Whether earlier conversations stand above."""
        return bool(self._above)

    def row_of(self, seq: int) -> int | None:
        """The row of an entry of the conversation in view, if it is here."""
        row = self._current.row_of(seq)
        return None if row is None else row + len(self._above)

    def row_of_text(self, client_id: ClientId) -> int | None:
        """The row of a text of the conversation in view that has not gone out."""
        row = self._current.row_of_text(client_id)
        return None if row is None else row + len(self._above)

    def first_said(self, at: Millis) -> int | None:
        """The row of the first message or note of a time or later, in whichever conversation.

        Conversations of several channels may have run side by side: the nearest in time is meant.
        """
        said = [
            (one.at, row)
            for row, one in enumerate(self._above)
            if one.kind in (RowKind.MESSAGE, RowKind.NOTE) and one.at >= at
        ]
        here = self._current.first_said(at)
        if here is not None:
            said.append((self._current.row_at(here).at, here + len(self._above)))
        return min(said)[1] if said else None

    def row_at(self, row: int) -> TranscriptRow:
        """The row at a place, which must exist."""
        above = len(self._above)
        return self._above[row] if row < above else self._current.row_at(row - above)

    def put_above(self, rows: Sequence[TranscriptRow]) -> None:
        """Put the rows of a conversation above all others."""
        if rows:
            self.beginInsertRows(_ROOT, 0, len(rows) - 1)
            self._above[:0] = rows
            self.endInsertRows()

    # Following the conversation in view.

    def _on_current_about_to_be_reset(self) -> None:
        self.beginResetModel()
        self._above = []

    def _on_current_reset(self) -> None:
        self.endResetModel()

    def _on_current_inserted(self) -> None:
        self.endInsertRows()

    def _on_current_removed(self) -> None:
        self.endRemoveRows()

    def _on_current_about_to_insert(self, parent: QModelIndex, first: int, last: int) -> None:
        above = len(self._above)
        self.beginInsertRows(_ROOT, first + above, last + above)

    def _on_current_about_to_remove(self, parent: QModelIndex, first: int, last: int) -> None:
        above = len(self._above)
        self.beginRemoveRows(_ROOT, first + above, last + above)

    def _on_current_data_changed(
        self, first: QModelIndex, last: QModelIndex, roles: list[int]
    ) -> None:
        above = len(self._above)
        self.dataChanged.emit(
            self.index(first.row() + above), self.index(last.row() + above), roles
        )

    # Qt overrides

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._above) + self._current.rowCount()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        row = index.row()
        if not index.isValid() or row >= self.rowCount():
            return None
        return self._current.told(self.row_at(row), role)


def rows_of(chat: Chat, store: Store, *, title: str) -> list[TranscriptRow]:
    """The rows of a conversation that is over, under a line that says which it is."""
    model = TranscriptModel(store, now=_never)
    model.show_log(chat)
    rows = [model.row_at(row) for row in range(model.rowCount())]
    at = rows[0].at if rows else Millis(0)
    line = talk_line(chat.id, title, at=at)
    return [line, *(replace(row, key=f"{chat.id} {row.key}", seq=None) for row in rows)]


def talk_line(name: str, title: str, *, at: Millis) -> TranscriptRow:
    """The line that a conversation stands under."""
    return TranscriptRow(kind=RowKind.TALK, key=f"talk {name}", version=0, at=at, text=title)


def _never() -> Millis:
    return Millis(0)
