"""Whether somebody looks: words count as read only in sight of a window that is in use."""

from PySide6.QtCore import QObject, Signal

from protocol.ids import ConversationId


class Attention(QObject):
    """What is in sight, and whether its window is the one a person works in.

    What came into sight of a window that stood aside counts when the person turns to it.

    Signals: `seen` when a person has seen everything of a conversation up to an entry.
    """

    seen = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._active = False
        self._in_sight: tuple[ConversationId, int] | None = None

    def set_active(self, active: bool) -> None:
        """The window is the one a person works in, or no longer."""
        self._active = active
        self._tell()

    def show(self, conversation: ConversationId, seq: int) -> None:
        """Everything up to this entry has come into sight."""
        self._in_sight = (conversation, seq)
        self._tell()

    def look_away(self) -> None:
        """Something else will be in sight."""
        self._in_sight = None

    def _tell(self) -> None:
        if self._active and self._in_sight is not None:
            conversation, seq = self._in_sight
            self._in_sight = None
            self.seen.emit(conversation, seq)
