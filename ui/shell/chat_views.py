"""Shows what is arranged: the panes of the grid and the windows that were torn off."""

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.core import screens
from console.core.arrangement import WindowPlace
from console.core.tasks import TaskOwner
from protocol.ids import ConversationId
from ui.chat.chat_page import ChatPage
from ui.chat.kept_chats import KeptChats
from ui.desk.desk_feed import DeskFeed
from ui.shell import free_screens
from ui.shell.chat_window import SIZE, ChatWindow
from ui.shell.free_screens import FreeScreens
from ui.shell.grid import Grid
from ui.shell.open_chats import OpenChats
from ui.shell.pane import Pane
from ui.widgets import plain_text

translate = QCoreApplication.translate

_NAME_SHOWN = 60


class ChatViews(QObject):
    """Panes and windows are made when they are first wanted; a pane stays for the next chat.

    Signals:
        hold_pressed, release_pressed, finish_pressed, take_pressed: of the page of this one.
        share_pressed, call_back_pressed, step_out_pressed: the same.
        send_away_pressed: of the page of this one, this guest.
        lead_act_wanted, whispered: what a lead does there, as of a page.
        ask_wanted, card_wanted, group_pressed: of talks among colleagues, as of a page.
        failed: something could not be done, and why.
        window_made: a window that hears no keys yet.
    """

    hold_pressed = Signal(str)
    release_pressed = Signal(str)
    finish_pressed = Signal(str)
    take_pressed = Signal(str)
    share_pressed = Signal(str)
    call_back_pressed = Signal(str)
    step_out_pressed = Signal(str)
    send_away_pressed = Signal(str, str)
    ask_wanted = Signal(str, int)
    card_wanted = Signal(str, int)
    group_pressed = Signal(str)
    lead_act_wanted = Signal(str, str)
    whispered = Signal(str, str)
    failed = Signal(Exception)
    window_made = Signal(object)

    def __init__(
        self,
        feed: DeskFeed,
        chats: OpenChats,
        *,
        kept: KeptChats,
        owner: TaskOwner,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._chats = chats
        self._kept = kept
        self._owner = owner
        self._covered = False
        self._arranging = False
        self.windows: dict[ConversationId, ChatWindow] = {}
        self.grid = Grid()
        self.grid.pane_pressed.connect(self._on_grid_pane_pressed)
        self.grid.placed.connect(self._on_grid_placed)
        self.grid.add(self._pane())
        chats.dropped.connect(self._on_chats_dropped)
        feed.draft_restored.connect(self._on_feed_draft_restored)
        feed.attached_changed.connect(self._on_feed_attached_changed)
        feed.chat_changed.connect(self._on_feed_chat_changed)
        feed.preferences_changed.connect(self._name_windows)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_application_focus_changed)
        FreeScreens(self).changed.connect(self._on_free_screens_changed)

    @property
    def page(self) -> ChatPage:
        """The page of the conversation in use."""
        return self._in_use.page

    @property
    def pages(self) -> list[ChatPage]:
        """Every page there is."""
        return [pane.page for pane in self._panes()]

    def window_of(self, conversation: ConversationId) -> QWidget | None:
        """Its own window, if it was torn off."""
        return self.windows.get(conversation)

    def follow(self) -> None:
        """Show what is arranged now."""
        desk = self._chats.arrangement
        self._arranging = True
        try:
            while len(self.grid.panes) < len(desk.panes):
                self.grid.add(self._pane())
            # First everybody lets go of what goes elsewhere: no conversation has two pages.
            wanted = [*desk.panes, *([None] * (len(self.grid.panes) - len(desk.panes)))]
            for pane, conversation in zip(self.grid.panes, wanted, strict=True):
                shown = pane.page.conversation
                if shown is not None and shown != conversation:
                    pane.hold_focus()
                    if shown in wanted:
                        pane.show_chat(None)
            for gone in [one for one in self.windows if one not in desk.windows]:
                self._close(self.windows.pop(gone))
            for pane, conversation in zip(self.grid.panes, wanted, strict=True):
                pane.show_chat(conversation)
            for conversation, place in desk.windows.items():
                if conversation not in self.windows:
                    self._open(conversation, place)
            self.grid.arrange(len(desk.panes), active=desk.active, ringed=desk.front is None)
        finally:
            self._arranging = False
        self._name_windows()

    def focus(self) -> None:
        """Put the cursor into the draft in use, its window in front."""
        front = self._chats.arrangement.front
        if self._covered:
            return
        if front is not None and front in self.windows:
            self.windows[front].come_forward()
        elif self.windows and self.grid.isVisible():
            self.grid.window().activateWindow()
        self._in_use.focus()

    def in_view(self) -> frozenset[ConversationId]:
        """What can be seen now: nothing that the window in front may hide."""
        windows: list[tuple[QWidget, list[ConversationId]]] = [
            (window, [conversation]) for conversation, window in self.windows.items()
        ]
        windows.append((self.grid.window(), self._in_panes()))
        front = next((one for one, _ in windows if one.isActiveWindow()), self.grid.window())
        seen = frozenset[ConversationId]()
        for window, chats in windows:
            apart = not screens.overlap(_place(window), _place(front))
            if window is front or (apart and window.isVisible() and not window.isMinimized()):
                seen |= frozenset(chats)
        return seen

    def on_screen(self) -> frozenset[ConversationId]:
        """What is open before its reader, in front or behind: what colleagues are told of."""
        return frozenset(
            page.conversation
            for page in self.pages
            if page.conversation is not None
            and page.isVisible()
            and not page.window().isMinimized()
        )

    def tear_off(self, conversation: ConversationId, at: QPoint | None = None) -> None:
        """Into a window of its own, under the hand or beside the middle of the desk."""
        if at is None:
            at = self.grid.mapToGlobal(QPoint(self.grid.width() // 3, 40))
            at += QPoint(24, 24) * len(self.windows)
        place = WindowPlace(at.x(), at.y(), SIZE.width(), SIZE.height())
        self._chats.tear_off(conversation, place)
        self.focus()

    @property
    def covered(self) -> bool:
        """Whether nothing of the desk may be seen."""
        return self._covered

    def set_covered(self, covered: bool) -> None:
        """Nothing of the desk may be seen; or it may be again."""
        self._covered = covered
        for window in self.windows.values():
            window.setVisible(not covered)

    def set_enabled(self, enabled: bool) -> None:
        """The desk takes no more input."""
        for window in self.windows.values():
            window.setEnabled(enabled)

    def close(self) -> None:
        """The desk goes, and its windows with it; where they were is kept. Idempotent."""
        self._arranging = True  # for good: nobody works here any more
        for window in self.windows.values():
            self._close(window)
        self.windows.clear()

    @property
    def _in_use(self) -> Pane:
        desk = self._chats.arrangement
        window = self.windows.get(desk.front) if desk.front is not None else None
        return self.grid.panes[desk.active] if window is None else window.pane

    def _in_panes(self) -> list[ConversationId]:
        """What stands where there is room."""
        shown = (self.grid.panes[number].page.conversation for number in self.grid.visible_panes)
        return [one for one in shown if one is not None]

    def _panes(self) -> list[Pane]:
        return [*self.grid.panes, *(window.pane for window in self.windows.values())]

    def _pane(self) -> Pane:
        pane = Pane(self._feed, kept=self._kept, owner=self._owner)
        page = pane.page
        page.hold_pressed.connect(self.hold_pressed)
        page.release_pressed.connect(self.release_pressed)
        page.finish_pressed.connect(self.finish_pressed)
        page.take_pressed.connect(self.take_pressed)
        page.share_pressed.connect(self.share_pressed)
        page.call_back_pressed.connect(self.call_back_pressed)
        page.step_out_pressed.connect(self.step_out_pressed)
        page.send_away_pressed.connect(self.send_away_pressed)
        page.ask_wanted.connect(self.ask_wanted)
        page.card_wanted.connect(self.card_wanted)
        page.group_pressed.connect(self.group_pressed)
        page.lead_act_wanted.connect(self.lead_act_wanted)
        page.whispered.connect(self.whispered)
        page.failed.connect(self.failed)
        return pane

    def _open(self, conversation: ConversationId, place: WindowPlace) -> None:
        window = ChatWindow(conversation, self._pane())
        window.stand_at(screens.within(place, free_screens.free()))
        window.placed.connect(self._on_window_placed)
        window.close_wanted.connect(self._on_window_close_wanted)
        self.windows[conversation] = window
        window.pane.show_chat(conversation)
        self.window_made.emit(window)
        if not self._covered:
            window.show()

    def _close(self, window: ChatWindow) -> None:
        for dialog in window.findChildren(QDialog):
            dialog.reject()  # else it would go without a word to who waits for its end
        window.pane.page.let_go()
        window.hide()
        window.deleteLater()

    def _name_windows(self) -> None:
        names = not self._feed.store.preferences.privacy.hide_names
        for conversation, window in self.windows.items():
            head = self._feed.store.head(conversation)
            title = translate("Desk", "Pult")
            if head is not None and names:
                title = f"{plain_text.plain_line(head.name, shown=_NAME_SHOWN)} — {title}"
            window.setWindowTitle(title)

    def _on_grid_placed(self) -> None:
        self._chats.show_seen(frozenset(self._in_panes()))

    def _on_grid_pane_pressed(self, number: int) -> None:
        self._chats.enter_pane(number)
        self.focus()

    def _on_window_placed(self, conversation: str) -> None:
        window = self.windows.get(ConversationId(conversation))
        if window is not None:
            self._chats.window_moved(window.conversation, window.place)

    def _on_window_close_wanted(self, conversation: str) -> None:
        self._chats.bring_back(ConversationId(conversation))

    def _on_chats_dropped(self, conversation: str) -> None:
        self._kept.drop(ConversationId(conversation))

    def _on_feed_draft_restored(self, conversation: str) -> None:
        self._kept.restore_draft(ConversationId(conversation))

    def _on_feed_attached_changed(self, conversation: str) -> None:
        self._kept.show_files(ConversationId(conversation))

    def _on_feed_chat_changed(self, conversation: str) -> None:
        if conversation in self.windows:
            self._name_windows()

    def _on_application_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """Who puts the cursor somewhere works there."""
        if now is None or self._arranging:
            return
        if old is not None and not old.isVisible():
            # Nobody turned anywhere: what was in use was hidden, and Qt went on to who is next.
            self._keep_place(now)
            return
        for number, pane in enumerate(self.grid.panes):
            if pane is now or pane.isAncestorOf(now):
                self._chats.enter_pane(number)
        for conversation, window in self.windows.items():
            if window.isAncestorOf(now):
                self._chats.enter_window(conversation)

    def _keep_place(self, now: QWidget) -> None:
        """Never leave the cursor in the draft of somebody who is not in use."""
        if any(pane is not self._in_use and pane.isAncestorOf(now) for pane in self._panes()):
            self._in_use.focus()

    def _on_free_screens_changed(self, left: list[WindowPlace]) -> None:
        """What stood there is brought where it can be seen."""
        for window in self.windows.values():
            window.stand_at(screens.within(window.place, left))


def _place(window: QWidget) -> WindowPlace:
    box = window.frameGeometry()
    return WindowPlace(box.x(), box.y(), box.width(), box.height())
