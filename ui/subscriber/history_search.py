"""The view of earlier conversations: a search over what was said, and the list while none is on."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from protocol.ids import ConversationId, SubscriberId
from ui.shell import refusals
from ui.shell.desk_feed import DeskFeed
from ui.subscriber.found_words import FoundWordsList
from ui.subscriber.history_panel import HistoryPanel
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_tabs import SegmentedTabs

translate = QCoreApplication.translate

_PAUSE_MS = 400
"""After the last key: each search leaves a record of whose words were shown."""
_SHORTEST = 3
_TURNS = 5
"""Questions asked for one page, where few of many entries may be seen; then a person decides."""
EVERYWHERE, THIS_SUBSCRIBER = range(2)


class HistorySearch(QWidget):
    """Searches everything its user may see, or one subscriber's conversations.

    Signals:
        hit_chosen: the conversation, the entry and what was looked for.
    """

    hit_chosen = Signal(str, int, str)

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = feed.session
        self._owner = owner
        self._subscriber: SubscriberId | None = None
        self._turn = 0
        self._reached: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(6)
        self.search = SearchField(name=translate("FoundWords", "Search all conversations"))
        self.search.query_changed.connect(self._on_search_query_changed)
        self.search.chosen.connect(self._look)
        self.search.moved.connect(self._on_search_moved)
        head.addWidget(self.search)
        self.scope = SegmentedTabs(name=translate("FoundWords", "Where to search"), large=False)
        self.scope.add(translate("FoundWords", "Everywhere"))
        self.scope.add(translate("FoundWords", "This subscriber"))
        self.scope.chosen.connect(self._look)
        self.scope.hide()
        head.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        self.earlier = HistoryPanel(feed, owner=owner)
        self.found = FoundWordsList()
        self.found.hit_chosen.connect(self._on_found_hit_chosen)
        self.found.more_wanted.connect(self._on_found_more_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.earlier)
        self._stack.addWidget(self.found)
        column.addWidget(self._stack, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def show_for(self, subscriber: SubscriberId | None, *, beside: ConversationId | None) -> None:
        """Tell of another subscriber or conversation in view; a search over everything stays."""
        self.earlier.show_for(subscriber, beside=beside)
        if subscriber == self._subscriber:
            return
        self._subscriber = subscriber
        if self.search.query() and self.scope.current() == THIS_SUBSCRIBER:
            self._look()

    def look_for(self, query: str) -> None:
        """Search everything for these words."""
        self.scope.choose(EVERYWHERE)
        self.search.setText(query)
        self.search.setFocus()
        self._look()

    def _on_search_query_changed(self, query: str) -> None:
        self._turn += 1
        self.scope.setVisible(bool(query))
        if not query:
            self._pause.stop()
            self._stack.setCurrentWidget(self.earlier)
        elif len(query) >= _SHORTEST:
            self._pause.start()

    def _on_search_moved(self, step: int) -> None:
        if step > 0 and self._stack.currentWidget() is self.found:
            self.found.enter()

    def _look(self) -> None:
        self._pause.stop()
        query = self.search.query()
        if not query:
            return
        self._turn += 1
        self._reached = None
        self.found.show_looking()
        self._stack.setCurrentWidget(self.found)
        self._owner.spawn("find words", self._read(query, self._turn))

    def _on_found_more_wanted(self) -> None:
        self._turn += 1
        self._owner.spawn("find words", self._read(self.search.query(), self._turn))

    async def _read(self, query: str, turn: int) -> None:
        subscriber = self._subscriber if self.scope.current() == THIS_SUBSCRIBER else None
        for asked in range(1, _TURNS + 1):
            try:
                found = await self._session.find_entries(
                    query, subscriber=subscriber, before=self._reached
                )
            except ConsoleError as error:
                if turn == self._turn:
                    self.found.show_error(refusals.sentence(error))
                return
            if turn != self._turn:
                return  # something else is looked for by now
            self._reached = found.reached
            if found.hits or not found.more or asked == _TURNS:
                self.found.add_page(found)
                return

    def _on_found_hit_chosen(self, conversation: str, seq: int) -> None:
        self.hit_chosen.emit(conversation, seq, self.search.query())
