"""The parts of the agent's window, how they share its room, and what can be said over them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ConversationId
from ui.chat.chat_page import ChatPage
from ui.chat.kept_chats import KeptChats
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.shell.barred_bar import BarredBar
from ui.shell.chat_tabs import ChatTabs
from ui.shell.chat_views import ChatViews
from ui.shell.disk_bar import DiskBar
from ui.shell.grid import COLUMNS, LEAST
from ui.shell.inbox import Inbox
from ui.shell.offline_bar import OfflineBar
from ui.shell.open_chats import OpenChats
from ui.shell.open_list import OpenList
from ui.shell.side_panel import SidePanel
from ui.shell.silent_bar import SilentBar
from ui.shell.status_bar import StatusBar
from ui.shell.tab_drag import TabDrag
from ui.shell.top_bar import TopBar
from ui.shell.waiting_preview import WaitingPreview
from ui.theme import measures, theme
from ui.theme.icons import Icon
from ui.widgets import notice_place
from ui.widgets.buttons import Look
from ui.widgets.empty_state import EmptyState, keep_level
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.toast import Toast

if TYPE_CHECKING:  # loaded for who leads
    from ui.lead.lead_area import LeadArea

translate = QCoreApplication.translate

OVERLAY_BELOW = 1280
"""Narrower than this the side panel lies over the conversation."""
_NARROW_BELOW = 1400


class DeskParts(QWidget):
    """Everything one sees of a desk; what keys and deeds are given to work on.

    Signals:
        close_requested: somebody wants to quit; the window stays until it is told.
        settings_wanted: somebody wants to set things up.
        lock_wanted: its user goes away.
        tour_wanted: somebody wants to be shown round.
    """

    close_requested = Signal()
    settings_wanted = Signal()
    lock_wanted = Signal()
    tour_wanted = Signal()

    def __init__(
        self, session: DeskSession, *, owner: TaskOwner, version: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.owner = owner
        self.feed = DeskFeed(session, parent=self)
        # Until the width is known the panel stands aside: it would keep a small window large.
        self._overlay = True
        self.area: LeadArea | None = None
        set_ground(self, Ground.APP)

        self.top_bar = TopBar(self.feed)
        self.offline_bar = OfflineBar(self.feed)
        self.disk_bar = DiskBar(self.feed, set_aside=session.set_aside)
        self.silent_bar = SilentBar(self.feed)
        self.barred_bar = BarredBar()
        self.inbox = Inbox(self.feed)
        self.tabs = ChatTabs(self.feed)
        self.chats = OpenChats(self.feed, parent=self)
        self.kept = KeptChats(session, owner=owner, parent=self)
        self.views = ChatViews(self.feed, self.chats, kept=self.kept, owner=owner, parent=self)
        self.side = SidePanel(self.feed, owner=owner)
        self.status_bar = StatusBar(self.feed, version=version)
        self.nothing = EmptyState(icon=Icon.CHAT, title="", look=Look.PRIMARY)
        self._centre = QStackedWidget()
        self._centre.addWidget(self.nothing)
        self._centre.addWidget(self.views.grid)
        self._lay_out()
        self.open_chats_list = OpenList(self.feed, parent=self)
        self.open_chats_list.chosen.connect(self._on_open_list_chosen)
        self.tabs.list_wanted.connect(self.open_list)
        self.tabs.pin_wanted.connect(self._on_tabs_pin_wanted)
        self.tabs.window_wanted.connect(self._on_tabs_window_wanted)
        self.barred_bar.open_wanted.connect(self.chats.admit)
        self.drag = TabDrag(self.tabs, self.views, self.chats, window=self)
        self.top_bar.layout_button.layout_chosen.connect(self.lay_out)
        self.preview = WaitingPreview(
            self.inbox.view, self.feed, beside=self.inbox, over=self, owner=owner
        )
        theme.current().measures_changed.connect(self._fit)

    @property
    def chat(self) -> ChatPage:
        """The page of the conversation in use."""
        return self.views.page

    @property
    def told_over(self) -> QWidget:
        """What lies under all that is told: the conversations in view."""
        return self._centre

    def show_chat(self, conversation: ConversationId) -> None:
        """Bring a conversation in view."""
        self.show_desk()
        self.chats.open(conversation)
        self.focus_chat()

    def put_around(self, area: "LeadArea") -> None:
        """Let the desk be one page among those of a lead."""
        self._column.insertWidget(self._column.indexOf(self.status_bar), area, 1)
        self.area = area
        self._fit()

    @property
    def desk_in_view(self) -> bool:
        """Whether the desk stands in the middle, and no page of a lead."""
        return self.area is None or self.area.desk_in_view

    def show_desk(self) -> None:
        """Bring the desk to the middle. Idempotent."""
        if self.area is not None:
            self.area.show_desk()

    def focus_chat(self) -> None:
        """Put the cursor into the draft in use, wherever its window is."""
        self.views.focus()

    def toggle_note(self) -> None:
        """Change the draft in use between the reply and the note."""
        self.chat.toggle_note()

    def take_back(self) -> None:
        """Take the text back that was sent a moment ago from the draft in use."""
        self.chat.take_back()

    def send_anyway(self) -> None:
        """Send what was doubted in the draft in use as it is."""
        self.chat.send_anyway()

    def lay_out(self, count: int) -> None:
        """Have so many chats in view; the cursor stays where one writes."""
        self.chats.lay_out(count)
        self.focus_chat()

    def open_list(self) -> None:
        """List everything that is open."""
        corner = self.tabs.mapTo(self, self.tabs.rect().bottomRight())
        self.open_chats_list.open(self.chats.all_states(), right=corner.x(), top=corner.y() + 2)
        self.come_forward()

    def come_forward(self) -> None:
        """From behind the windows that were torn off: what is asked for stands here."""
        if any(window.isActiveWindow() for window in self.views.windows.values()):
            window = self.window()
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.activateWindow()

    def show_side(self, view: int, *, search: bool = False) -> None:
        """Bring a view of the side panel to the front."""
        if search:
            self.come_forward()
        self.side.show()
        self._place_side()
        self.side.choose(view, search=search)

    def toggle_side(self) -> None:
        """Show the side panel, or give its room to the conversation."""
        self.side.setVisible(self.side.isHidden())
        self._place_side()

    def uncover(self) -> None:
        """Have the whole of the conversation in sight: what lies over a part of it goes."""
        if self._overlay:
            self.side.hide()
            self._place_side()

    def fail(self, error: Exception) -> None:
        """Something could not be done: say so, and what is safe."""
        if not isinstance(error, ConsoleError):
            raise error
        self.tell(translate("Desk", "That did not work"), refusals.sentence(error), tone=Tone.LATE)

    def tell(
        self,
        title: str,
        text: str = "",
        *,
        tone: Tone = Tone.ACCENT,
        stays: bool = False,
    ) -> None:
        """Say something that needs no answer; what must be seen stays until it is closed."""
        under = self._centre if self.area is None or self.desk_in_view else self.area.page
        for toast in under.findChildren(Toast):
            if toast.says(title, text):
                toast.say_again()
                return
        icon = Icon.WARNING if tone is Tone.LATE else Icon.INFO
        close = translate("Desk", "Close the notice")
        Toast(
            title,
            text=text,
            icon=icon,
            tone=tone,
            close_name=close,
            stays=stays,
            parent=under,
        )

    def show_centre(self, *, empty: bool) -> None:
        """The conversations in view, or what is said while there is none."""
        self._centre.setCurrentWidget(self.nothing if empty else self.views.grid)

    def _on_tabs_pin_wanted(self, conversation: str) -> None:
        self.chats.toggle_pin(ConversationId(conversation))

    def _on_tabs_window_wanted(self, conversation: str) -> None:
        self.views.tear_off(ConversationId(conversation))

    def _on_open_list_chosen(self, conversation: str) -> None:
        self.show_chat(ConversationId(conversation))

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        # As wide as it is now it may not be narrower; made narrower, its parts need less.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.offline_bar)
        column.addWidget(self.disk_bar)
        column.addWidget(self.silent_bar)
        column.addWidget(self.barred_bar)
        self.middle = QWidget()
        keep_level(self.middle)
        row = QHBoxLayout(self.middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.inbox)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.tabs)
        centre.addWidget(self._centre, 1)
        row.addLayout(centre, 1)
        self._row = row
        self._set_overlay(True)
        column.addWidget(self.middle, 1)
        column.addWidget(self.status_bar)

    def _place_side(self) -> None:
        over = self._overlay and not self.side.isHidden()
        covered = self.side.width() if over else 0
        self.nothing.set_covered(covered)
        notice_place.set_covered(self._centre, covered)
        if not over:
            return
        self.side.setGeometry(
            self.middle.width() - self.side.width(), 0, self.side.width(), self.middle.height()
        )
        self.side.raise_()

    def _fit(self) -> None:
        width = self.width()
        if self.area is not None:
            self.area.fit(width)
            width -= self.area.room_beside()
        overlay = width < max(measures.length(OVERLAY_BELOW), self._beside_the_side())
        narrow = width < measures.length(_NARROW_BELOW)
        self.top_bar.set_narrow(narrow)
        self.inbox.set_narrow(narrow)
        if overlay != self._overlay:
            self._set_overlay(overlay)
        self._place_side()

    def _beside_the_side(self) -> int:
        """How wide the window must be for the panes to have room beside the side panel."""
        columns = COLUMNS[len(self.chats.arrangement.panes)]
        return self.inbox.width() + columns * measures.length(LEAST.width()) + self.side.width()

    def _set_overlay(self, overlay: bool) -> None:
        self._overlay = overlay
        self.side.set_overlay(overlay)
        self.tabs.offer_panel(overlay)
        if overlay:
            self._row.removeWidget(self.side)
            self.side.setParent(self.middle)
            self.side.hide()
        else:
            self._row.addWidget(self.side)
            self.side.show()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
