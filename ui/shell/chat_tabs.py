"""The row of open chats: the urgent one is found without reading."""

import math

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from protocol.ids import ConversationId
from ui.desk.commands import keys_of
from ui.desk.desk_feed import DeskFeed
from ui.shell.chat_tab import ChatTab, TabState, tab_height
from ui.theme import fitting, icons, theme
from ui.widgets.buttons import Button, IconButton, Look
from ui.widgets.ground import Ground, set_ground
from ui.widgets.labels import plain_tool_tip
from ui.widgets.menu import Menu

translate = QCoreApplication.translate

_HEIGHT, _COMPACT_HEIGHT = 40, 36
_MORE_GAP = 4
_PIN, _WINDOW, _CLOSE = range(3)
_COMMANDS = {_PIN: "tab.pin", _WINDOW: "tab.window", _CLOSE: "chat.finish"}


class ChatTabs(QFrame):
    """Tabs that share the row; those for which there is no room are in a list.

    Signals:
        chosen: look at this conversation.
        close_wanted: finish, or stop reading, this conversation.
        pin_wanted, window_wanted: keep it at the left, or not; into a window of its own.
        tab_dragged, tab_let_go: which one, and where on the desktop the mouse is.
        drag_ended: whatever came of it.
        list_wanted: show everything that is open.
        panel_wanted: show or hide the side panel.
    """

    chosen = Signal(str)
    close_wanted = Signal(str)
    pin_wanted = Signal(str)
    window_wanted = Signal(str)
    tab_dragged = Signal(str, QPoint)
    tab_let_go = Signal(str, QPoint)
    drag_ended = Signal()
    list_wanted = Signal()
    panel_wanted = Signal()

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._tabs: dict[ConversationId, ChatTab] = {}
        self._hidden: list[ChatTab] = []
        self._claims: list[tuple[int, bool]] = []
        self._current: ConversationId | None = None
        fitting.fix_height(self, _HEIGHT, _COMPACT_HEIGHT)
        self.setAccessibleName(translate("Tabs", "Open chats"))
        set_ground(self, Ground.BAR_APP)
        self._more = Button("", look=Look.QUIET, trailing=icons.Icon.CHEVRON_DOWN, parent=self)
        self._more.setAccessibleName(translate("Tabs", "Other open chats"))
        self._more.clicked.connect(self.list_wanted)
        self._panel = IconButton(
            icons.Icon.USER,
            name=translate("Tabs", "Show or hide the side panel"),
            keys=None,
            parent=self,
        )
        self._panel.clicked.connect(self.panel_wanted)
        self._panel.hide()
        self._gap = _Gap(self)
        self._gap.hide()
        feed.ticked.connect(self._on_feed_ticked)
        theme.current().measures_changed.connect(self._place)

    def show_tabs(self, states: list[TabState], *, current: ConversationId | None) -> None:
        """Become these tabs in this order."""
        wanted = {state.conversation for state in states}
        for gone in [id_ for id_ in self._tabs if id_ not in wanted]:
            tab = self._tabs.pop(gone)
            tab.hide()
            tab.deleteLater()
        ordered = {}
        for state in states:
            tab = self._tabs.get(state.conversation) or self._new_tab(state.conversation)
            tab.set_state(state)
            tab.setChecked(state.conversation == current)
            ordered[state.conversation] = tab
        self._tabs = ordered
        self._current = current
        self._place()

    def show_some(self, states: list[TabState]) -> None:
        """Some of them show something else."""
        moved = False
        for state in states:
            tab = self._tabs.get(state.conversation)
            if tab is None or tab.state == state:
                continue
            before = _claim(tab)
            tab.set_state(state)
            moved |= before != _claim(tab)
        if moved:
            self._place()

    def offer_panel(self, offered: bool) -> None:
        """The side panel lies over the conversation: there must be a way to it."""
        self._panel.setVisible(offered)
        self._place()

    def order(self) -> list[ConversationId]:
        """The conversations from left to right."""
        return list(self._tabs)

    def tab(self, conversation: ConversationId) -> ChatTab | None:
        """The tab of a conversation."""
        return self._tabs.get(conversation)

    def place_at(self, at: QPoint) -> int | None:
        """Between which tabs that is, in the pixels of the desktop; None: not in the row."""
        here = self.mapFromGlobal(at)
        if not self.rect().contains(here):
            return None
        shown = [number for number, tab in enumerate(self._tabs.values()) if tab.isVisible()]
        tabs = list(self._tabs.values())
        right = [number for number in shown if tabs[number].geometry().center().x() > here.x()]
        return right[0] if right else shown[-1] + 1 if shown else 0

    def show_gap(self, place: int | None) -> None:
        """Mark where a tab would be let go."""
        tabs = list(self._tabs.values())
        self._gap.setVisible(place is not None and bool(tabs))
        if place is not None and tabs:
            beside = tabs[min(place, len(tabs) - 1)]
            ends = place == len(tabs) or not beside.isVisible()
            left = tabs[place - 1].geometry().right() if ends else beside.x()
            self._gap.setGeometry(left - 1, self.height() - tab_height(), 3, tab_height())
            self._gap.raise_()

    def _on_tab_menu_wanted(self, conversation: str, at: QPoint) -> None:
        tab = self._tabs.get(ConversationId(conversation))
        if tab is None:
            return
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pin = (
            translate("Tabs", "Unpin") if tab.state.pinned else translate("Tabs", "Pin on the left")
        )
        window = translate("Tabs", "Move to its own window")
        close = translate("Tabs", "Finish the chat")
        if tab.state.reading:
            close = translate("Tabs", "Close")
        for what, words in ((_PIN, pin), (_WINDOW, window), (_CLOSE, close)):
            action = menu.addAction(words)
            action.setData((what, conversation))
            if conversation == self._current:  # the keys are of the chat in use
                menu.print_keys(action, keys_of(_COMMANDS[what], near=self))
        menu.triggered.connect(self._on_menu_triggered)
        menu.popup(at)

    def _on_menu_triggered(self, action: QAction) -> None:
        what, conversation = action.data()
        wanted = {_PIN: self.pin_wanted, _WINDOW: self.window_wanted, _CLOSE: self.close_wanted}
        wanted[what].emit(conversation)

    def _new_tab(self, conversation: ConversationId) -> ChatTab:
        tab = ChatTab(conversation, feed=self._feed, parent=self)
        tab.clicked.connect(tab.announce_chosen)
        tab.chosen.connect(self.chosen)
        tab.close_pressed.connect(self.close_wanted)
        tab.menu_wanted.connect(self._on_tab_menu_wanted)
        tab.dragged.connect(self.tab_dragged)
        tab.let_go.connect(self.tab_let_go)
        tab.drag_ended.connect(self.drag_ended)
        tab.show()
        return tab

    def _place(self) -> None:
        """Whole names where they fit, shorter ones where not, a list for what is left over."""
        left, room = 8, self.width() - 16
        if not self._panel.isHidden():
            size = self._panel.sizeHint()
            top = (self.height() - size.height()) // 2
            self._panel.setGeometry(
                self.width() - size.width() - 12, top, size.width(), size.height()
            )
            room -= size.width() + 8
        tabs, hidden = list(self._tabs.values()), list[ChatTab]()
        self._claims = [_claim(tab) for tab in tabs]
        wanted = {tab: tab.wanted_width() for tab in tabs}
        least = {tab: tab.least_width() for tab in tabs}
        current = self._tabs.get(self._current) if self._current is not None else None
        if current is not None:
            least[current] = wanted[current]  # it keeps its name, and others are in the list
        # From the right, but last of all who waits too long and who was pinned to be in sight.
        spare = [tab for tab in reversed(tabs) if tab is not current]
        spare.sort(key=_is_kept)
        taken = sum(least.values())
        while len(tabs) > 1 and taken > room:
            if not hidden:
                self._more.setText(f"+{len(tabs)}")
                room -= self._more.sizeHint().width() + 2 * _MORE_GAP
            spared = spare[len(hidden)]
            tabs.remove(spared)
            hidden.append(spared)
            taken -= least[spared]
        short = max(0, sum(wanted[tab] for tab in tabs) - room)
        others = [tab for tab in tabs if tab is not current]
        give = sum(wanted[tab] - least[tab] for tab in others)
        of_others = min(short, give)
        for tab in tabs:
            width = wanted[tab]
            if tab not in others:
                width -= short - of_others  # whose chat is in view gives last
            elif give:
                width -= math.ceil(of_others * (width - least[tab]) / give)
            tab.setGeometry(left, self.height() - tab_height(), width, tab_height())
            tab.setVisible(True)
            left += width
        for tab in hidden:
            tab.setVisible(False)
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{len(hidden)}")
        size = self._more.sizeHint()
        top = self.height() - (tab_height() + size.height()) // 2
        self._more.setGeometry(left + _MORE_GAP, top, size.width(), size.height())
        self._hidden = hidden
        self._tell_of_hidden()

    def _tell_of_hidden(self) -> None:
        """Who waits too long is seen even where his tab is not."""
        late = any(tab.is_late() for tab in self._hidden)
        self._more.set_look(Look.DANGER if late else Look.QUIET)
        more = translate("Tabs", "%n other open chat(s)", "", len(self._hidden))
        if late:
            more = translate("Tabs", "{chats}, somebody waits too long").format(chats=more)
        self._more.setAccessibleName(more)
        self._more.setToolTip(plain_tool_tip(more))

    def _on_feed_ticked(self) -> None:
        for tab in self._tabs.values():
            tab.update()
        if self._claims != [_claim(tab) for tab in self._tabs.values()]:
            self._place()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()


def _claim(tab: ChatTab) -> tuple[int, bool]:
    """What its place goes by: the least width has the same marks."""
    return tab.wanted_width(), tab.is_late()


def _is_kept(tab: ChatTab) -> bool:
    return tab.state.pinned or tab.is_late()


class _Gap(QWidget):
    """The line where a tab would be let go."""

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().tokens.accent)
