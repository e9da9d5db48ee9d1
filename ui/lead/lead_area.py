"""The pages of a lead around his desk: the navigation, and which page stands in the middle."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from console.core.link_state import LinkPhase
from console.core.tasks import TaskOwner
from protocol.board import BoardAlert
from ui.desk.desk_feed import DeskFeed
from ui.lead import alert_words
from ui.lead.lead_page import LeadPage
from ui.lead.navigation import RAIL, Navigation
from ui.lead.pages import PageKind, page_kinds
from ui.lead.wall import Wall
from ui.theme import measures
from ui.theme.icons import Icon

translate = QCoreApplication.translate

DESK = "desk"
"""The page that is no lead's own: where he answers chats, and reads those of others."""
_RAIL_BELOW = 1180
"""Of the window: narrower than this the navigation is icons on every page."""


class LeadArea(QWidget):
    """Holds the desk as one of the pages; the others are made when they are first looked at.

    Signals:
        page_changed: another page stands in the middle.
        chat_wanted: show this conversation, unseen; and whether to whisper in it.
        failed: something could not be done, and why.
        told: something to be said that needs no answer.
    """

    page_changed = Signal(str)
    chat_wanted = Signal(str, bool)
    failed = Signal(Exception)
    told = Signal(str, str)

    def __init__(
        self, desk: QWidget, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._feed, self._owner = feed, owner
        own = PageKind(DESK, translate("Lead", "Chats"), Icon.CHAT, None)
        kinds = page_kinds()
        self.kinds = (*kinds[:1], own, *kinds[1:])
        self._pages: dict[str, QWidget] = {DESK: desk}
        self._current = ""
        self.wall: Wall | None = None
        self.navigation = Navigation(self.kinds)
        self.navigation.list.currentRowChanged.connect(self._on_list_current_row_changed)
        self._stack = QStackedWidget()
        self._stack.addWidget(desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._stack, 1)
        feed.session.watch_board(watching=True)
        feed.batch_applied.connect(self._on_feed_batch_applied)

    @property
    def current(self) -> str:
        """Which page stands in the middle."""
        return self._current

    @property
    def desk_in_view(self) -> bool:
        """Whether that page is the desk."""
        return self._current == DESK

    def show_desk(self) -> None:
        """Bring the desk to the middle. Idempotent."""
        self.show_page(DESK)

    @property
    def page(self) -> QWidget:
        """The page itself."""
        return self._pages[self._current]

    def room_beside(self) -> int:
        """How much of the window's width the navigation takes beside the desk."""
        return measures.length(RAIL)

    def show_page(self, page: str, *, focus: bool = True) -> None:
        """Bring a page to the middle."""
        if page not in self._pages:
            kind = next(one for one in self.kinds if one.id == page)
            assert kind.make is not None  # the desk is here from the first
            made = kind.make(self._feed, self._owner)
            made.chat_wanted.connect(self.chat_wanted)
            made.failed.connect(self.failed)
            made.told.connect(self.told)
            self._pages[page] = made
            self._stack.addWidget(made)
        if page != self._current:
            self._current = page
            self._stack.setCurrentWidget(self._pages[page])
            at = next(at for at, one in enumerate(self.kinds) if one.id == page)
            self.navigation.list.setCurrentRow(at)
            self.fit(self.width())
            self.page_changed.emit(page)
        shown = self._pages[page]
        if focus and isinstance(shown, LeadPage):
            shown.come()

    def fit(self, width: int) -> None:
        """The desk has three columns of its own: beside it the navigation is icons."""
        self.navigation.set_rail(self._current == DESK or width < measures.length(_RAIL_BELOW))

    def go_to(self, target: str) -> None:
        """Go to what the page in the middle has of this name."""
        page = self._pages[self._current]
        if isinstance(page, LeadPage):
            page.go_to(target)

    def toggle_wall(self) -> None:
        """Show the board to a room, in a window of its own; or take it from there again."""
        if self.wall is None:
            self.wall = Wall(self._feed)
            self.wall.closed.connect(self._on_wall_closed)
            self.wall.open()
        else:
            self.wall.close()

    def words_of(self, alert: BoardAlert) -> str:
        """What one alert of the board says."""
        return alert_words.alert_words(alert, self._feed)

    def words_of_all(self, alerts: Sequence[BoardAlert]) -> tuple[str, str]:
        """What stands, in one line; and how many, where that is too long."""
        return alert_words.standing_words(alerts, self._feed), alert_words.count_words(alerts)

    def close_page(self) -> None:
        """The window goes. Idempotent."""
        for page in self._pages.values():
            if isinstance(page, LeadPage):
                page.close_page()
        if self.wall is not None:
            self.wall.close()

    def _on_wall_closed(self) -> None:
        self.wall = None

    def _on_list_current_row_changed(self, row: int) -> None:
        self.show_page(self.kinds[row].id, focus=False)

    def _on_feed_batch_applied(self, batch: object) -> None:
        caught_up = self._feed.store.link.phase is LinkPhase.CAUGHT_UP
        count = len(self._feed.store.board.open_alerts()) if caught_up else 0
        self.navigation.set_badge(0, count)
