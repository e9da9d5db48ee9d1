"""Canned replies for what is typed after `/`, as rows with their variables filled."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.core import canned
from console.session import DeskSession
from protocol.values import CannedReply

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ReplyRole(IntEnum):
    """What the model tells of a row."""

    REPLY = Qt.ItemDataRole.UserRole + 1
    COPY = Qt.ItemDataRole.UserRole + 2
    """The text as it would be inserted."""


class RepliesModel(QAbstractListModel):
    """Replies, best first."""

    def __init__(self, session: DeskSession, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._replies: list[CannedReply] = []
        self._values: Mapping[str, str] = {}
        self._roles: dict[int, Callable[[CannedReply], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda reply: reply.title,
            Qt.ItemDataRole.AccessibleTextRole: lambda reply: f"{reply.title}. {self._fill(reply)}",
            ReplyRole.REPLY: lambda reply: reply,
            ReplyRole.COPY: self._fill,
        }

    def find(self, typed: str, *, language: str, values: Mapping[str, str]) -> None:
        """Show the replies for what was typed after `/`."""
        self.beginResetModel()
        self._values = values
        self._replies = self._session.canned_replies(typed, language=language)
        self.endResetModel()

    def text(self, row: int) -> str:
        """What to insert for a row."""
        return self._fill(self._replies[row])

    def _fill(self, reply: CannedReply) -> str:
        return canned.fill(reply.text, self._values)

    # Qt overrides.

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._replies)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        tell = self._roles.get(role)
        if tell is None or not index.isValid() or index.row() >= len(self._replies):
            return None
        return tell(self._replies[index.row()])
