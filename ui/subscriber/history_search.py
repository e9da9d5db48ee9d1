"""The view of earlier conversations: a search over what was said, and the list while none is on."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import FoundWords
from console.viewmodels import formats
from console.viewmodels.search_bounds import SearchBounds
from language.keyboard_layout import turned
from protocol.ids import ConversationId, SubscriberId
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.subscriber.bounds_dialog import BoundsDialog
from ui.subscriber.found_words import FoundWordsList
from ui.subscriber.history_panel import HistoryPanel
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, Look
from ui.widgets.chips import Chips
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

    What narrows the search holds for the next ones too, until it is taken away.

    Signals:
        hit_chosen: the conversation, the entry and what was looked for.
    """

    hit_chosen = Signal(str, int, str)

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._session = feed.session
        self._owner = owner
        self._subscriber: SubscriberId | None = None
        self._turn = 0
        self._reached: int | None = None
        self._sought = ""
        self.bounds = SearchBounds()
        self.dialog: BoundsDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 8)
        head.setSpacing(6)
        self.search = SearchField(name=translate("FoundWords", "Search all conversations"))
        self.search.query_changed.connect(self._on_search_query_changed)
        self.search.chosen.connect(self._look)
        self.search.moved.connect(self._on_search_moved)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.search, 1)
        self.narrow = IconButton(
            Icon.FILTER, name=translate("FoundWords", "Narrow the search"), look=Look.QUIET
        )
        self.narrow.clicked.connect(self.ask_bounds)
        line.addWidget(self.narrow)
        head.addLayout(line)
        self.chips = Chips(name=translate("FoundWords", "The search is narrowed to"))
        self.chips.removed.connect(self._on_chips_removed)
        self.chips.left.connect(self.search.setFocus)
        head.addWidget(self.chips)
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

    def ask_bounds(self) -> None:
        """Ask in which days and which queue to search."""
        workplace = self._feed.store.workplace
        queues = workplace.queues if workplace is not None else []
        self.dialog = BoundsDialog(self.bounds, queues=queues, parent=self.window())
        self.dialog.chosen.connect(self._on_dialog_chosen)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()

    def _on_dialog_finished(self) -> None:
        self.dialog = None

    def _on_dialog_chosen(self, bounds: SearchBounds) -> None:
        self.search.setFocus()
        self._narrow(bounds)

    def _on_chips_removed(self, key: str) -> None:
        self._narrow(replace(self.bounds, **{key: None}))

    def _narrow(self, bounds: SearchBounds) -> None:
        self.bounds = bounds
        chips = {}
        if bounds.first is not None:
            words = translate("FoundWords", "From {day}")
            chips["first"] = words.format(day=formats.iso_day(bounds.first.isoformat()))
        if bounds.last is not None:
            words = translate("FoundWords", "To {day}")
            chips["last"] = words.format(day=formats.iso_day(bounds.last.isoformat()))
        if bounds.queue is not None:
            queue = self._feed.queue(bounds.queue)
            chips["queue"] = queue.title if queue is not None else bounds.queue
        self.chips.show_chips(chips)
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
        self._sought = query
        self.found.show_looking()
        self._stack.setCurrentWidget(self.found)
        self._owner.spawn("find words", self._find(query, self._turn))

    def _on_found_more_wanted(self) -> None:
        self._turn += 1
        self._owner.spawn("find words", self._find(self._sought, self._turn))

    async def _find(self, query: str, turn: int) -> None:
        """Show a page; where there is nothing at all, one of what the keys give otherwise."""
        page = await self._read(query, turn)
        other = turned(query) if page is not None and not page.more else None
        if page is not None and other is not None and not page.hits and self.found.is_empty:
            self._reached = None
            righted = await self._read(other, turn)
            if righted is not None and (righted.hits or righted.more):
                self._sought, page = other, righted
        if page is not None and turn == self._turn:
            self.found.add_page(page, asked=self.search.query(), narrowed=bool(self.bounds))

    async def _read(self, query: str, turn: int) -> FoundWords | None:
        """The next page; None where it is not wanted any more, or could not be read."""
        subscriber = self._subscriber if self.scope.current() == THIS_SUBSCRIBER else None
        bounds = self.bounds
        for asked in range(1, _TURNS + 1):
            try:
                found = await self._session.find_entries(
                    query,
                    subscriber=subscriber,
                    queue=bounds.queue,
                    since=bounds.since,
                    until=bounds.until,
                    before=self._reached,
                )
            except ConsoleError as error:
                if turn == self._turn:
                    self.found.show_error(refusals.reading_sentence(error))
                return None
            if turn != self._turn:
                return None  # something else is looked for by now
            self._reached = found.reached
            if found.hits or not found.more or asked == _TURNS:
                return found
        return None

    def _on_found_hit_chosen(self, conversation: str, seq: int) -> None:
        self.hit_chosen.emit(conversation, seq, self._sought)
