"""The title of the window: how many chats have something unread, and who is in view."""

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.core.desk import Section
from ui.desk.desk_feed import DeskFeed
from ui.shell.open_chats import OpenChats
from ui.widgets import plain_text

translate = QCoreApplication.translate

_NAME_SHOWN = 60


class WindowTitle(QObject):
    """The words for the task bar. Names stay out of them where their user wants that.

    Signals:
        changed: the words are others.
    """

    changed = Signal(str)

    def __init__(self, feed: DeskFeed, chats: OpenChats, *, parent: QObject) -> None:
        super().__init__(parent)
        self._feed = feed
        self._chats = chats
        self.words = ""
        for signal in (chats.changed, feed.chats_changed, feed.preferences_changed):
            signal.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        words = self._now()
        if words != self.words:
            self.words = words
            self.changed.emit(words)

    def _now(self) -> str:
        store = self._feed.store
        mine = (one for one, place in store.desk.places.items() if place is Section.MINE)
        unread = sum(bool((chat := store.chats.get(one)) and chat.unread) for one in mine)
        parts = [translate("Desk", "Pult")]
        current = self._chats.current
        head = store.head(current) if current is not None else None
        if head is not None and not store.preferences.privacy.hide_names:
            parts.insert(0, plain_text.plain_line(head.name, shown=_NAME_SHOWN))
        title = " — ".join(parts)
        return f"({unread}) {title}" if unread else title
