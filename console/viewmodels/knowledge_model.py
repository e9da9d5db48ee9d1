"""Articles for what is typed, as rows; the newest search wins."""

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from console.core.tasks import TaskOwner
from console.local.knowledge import KnowledgeHit
from console.session import DeskSession

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
SHOWN = 20
"""More than fit the panel; who needs the next one, types a letter more."""


class KnowledgeRole(IntEnum):
    """What the model tells of a row."""

    HIT = Qt.ItemDataRole.UserRole + 1
    COPY = Qt.ItemDataRole.UserRole + 2


class KnowledgeModel(QAbstractListModel):
    """Found articles, best first; while nothing is typed, the most popular ones."""

    def __init__(
        self, session: DeskSession, owner: TaskOwner, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._hits: list[KnowledgeHit] = []
        self._asked: tuple[str, str | None] | None = None
        self._subscription = session.subscribe_to_knowledge(self._on_knowledge_changed)
        self._roles: dict[int, Callable[[KnowledgeHit], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda hit: hit.title,
            Qt.ItemDataRole.AccessibleTextRole: lambda hit: f"{hit.title}. {hit.snippet}",
            KnowledgeRole.HIT: lambda hit: hit,
            KnowledgeRole.COPY: lambda hit: hit.title,
        }

    def hit(self, row: int) -> KnowledgeHit:
        """The found article of a row."""
        return self._hits[row]

    def search(self, query: str, *, language: str | None = None) -> None:
        """Show what a person typing this looks for."""
        self._asked = query, language
        self._owner.spawn("search", self._search(query, language))

    def suggest(self, message: str, *, language: str | None = None) -> None:
        """Show what a subscriber's message is about; nothing known leaves the list as it is."""
        self._asked = None
        self._owner.spawn("suggest", self._suggest(message, language))

    def close(self) -> None:
        """Follow no more. Idempotent."""
        self._subscription.close()

    def _on_knowledge_changed(self) -> None:
        if self._asked is not None:
            query, language = self._asked
            self.search(query, language=language)

    async def _search(self, query: str, language: str | None) -> None:
        hits = await self._session.search_knowledge(query, limit=SHOWN, language=language)
        if hits is not None:
            self._show(hits)

    async def _suggest(self, message: str, language: str | None) -> None:
        hits = await self._session.suggest_knowledge(message, language=language)
        if hits:
            self._show(hits)

    def _show(self, hits: list[KnowledgeHit]) -> None:
        if hits != self._hits:
            self.beginResetModel()
            self._hits = hits
            self.endResetModel()

    # Qt overrides.

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        tell = self._roles.get(role)
        if tell is None or not index.isValid() or index.row() >= len(self._hits):
            return None
        return tell(self._hits[index.row()])
